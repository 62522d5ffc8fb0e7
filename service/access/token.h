// Tokens: random values that open something for whoever has them. The vault keeps only their hashes, so that
// nobody who reads it can use one; they are looked up by hash, so no comparison of theirs can be timed.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/hash.h"
#include "crypto/memory.h"

namespace tellsafe::access {

enum class TokenKind { invitation, machine };

// 32 random bytes as 43 characters of base 64 for addresses (RFC 4648, 5, unpadded); those of machines with
// "ts_" before them, so that programs that look for lost secrets know them.
crypto::WipedText new_token(TokenKind kind);

// SHA-256 of "tellsafe token", a zero byte, the kind's name, a zero byte and the 32 bytes. None for a text
// that no token of this kind has.
std::optional<crypto::Sha256> token_hash(TokenKind kind, std::string_view text);

// Base 64 for addresses, unpadded; strict, for `size` bytes.
crypto::WipedText base64url(crypto::ByteView bytes);
std::optional<crypto::WipedBytes> from_base64url(std::string_view text, std::size_t size);

}  // namespace tellsafe::access
