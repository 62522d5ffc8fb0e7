// HKDF with SHA-256 (RFC 5869), which libsodium 1.0.18 lacks, for one block of output.
#pragma once

#include <span>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::crypto {

// An empty salt stands for 32 zero bytes, as the RFC says. Thread safe.
void hkdf_sha256(ByteView secret, ByteView salt, std::string_view info, std::span<std::uint8_t, 32> key);

}  // namespace tellsafe::crypto
