// Bech32 (BIP 173) of 32 bytes, as age writes X25519 keys. All in lower case; the caller turns cases.
#pragma once

#include <span>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::crypto {

// prefix, "1", 52 symbols and 6 check symbols.
WipedText bech32_encode(std::string_view prefix, std::span<const std::uint8_t, 32> key);

// False, with `key` unspecified, for another prefix, length, symbol, padding or check symbol.
bool bech32_decode(std::string_view prefix, std::string_view text, std::span<std::uint8_t, 32> key);

}  // namespace tellsafe::crypto
