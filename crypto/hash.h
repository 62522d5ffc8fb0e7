// SHA-256 and its hexadecimal form.
#pragma once

#include <array>
#include <string>

#include "crypto/memory.h"

namespace tellsafe::crypto {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(ByteView content);

// Lower case. Not for secrets: a std::string keeps what it is given.
std::string hex(ByteView bytes);

}  // namespace tellsafe::crypto
