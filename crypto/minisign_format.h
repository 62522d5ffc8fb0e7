// What making and verifying minisign signatures share. See FORMAT.md, "Signatures".
#pragma once

#include <array>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::crypto {

inline constexpr std::string_view minisign_untrusted = "untrusted comment: ";
inline constexpr std::string_view minisign_trusted = "trusted comment: ";
inline constexpr std::string_view minisign_prehashed = "ED";
inline constexpr std::string_view minisign_plain = "Ed";  // old signatures, and every public key
inline constexpr std::size_t minisign_signature_size = 2 + 8 + crypto_sign_BYTES;

using Blake2b512 = std::array<std::uint8_t, 64>;

Blake2b512 minisign_prehash(ByteView content);

// What the second signature of a file is over: the first signature and the trusted comment.
Bytes minisign_comment_message(ByteView signature, std::string_view comment);

}  // namespace tellsafe::crypto
