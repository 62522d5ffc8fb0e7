// Keys of column blocks: the facts of a released period, sealed anew and column by column. See FORMAT.md,
// "Column blocks". Part of the opening side: tellsafed does not link it.
#pragma once

#include <cstdint>

#include "crypto/identity.h"

namespace tellsafe::crypto {

// The one place that a piece belongs to; anywhere else it does not open.
struct PieceContext {
  std::uint64_t block = 0;
  std::uint64_t stripe = 0;
  std::uint64_t column = 0;
};

// nonce (24) and tag (16) of XChaCha20-Poly1305
inline constexpr std::size_t piece_overhead = 40;

// A random key that seals the pieces of one block. Lives in guarded memory, wiped on destruction. Thread safe
// for sealing and opening from several threads at once.
class BlockKey {
 public:
  static BlockKey generate();
  // errors: those of age_decrypt; bad_payload when the file does not hold exactly 32 bytes
  static Result<BlockKey> open(const Identity& release, ByteView sealed_key);
  // The key as an age file of 32 bytes for the release recipient.
  Bytes sealed_to(const Recipient& release) const;

  // nonce ‖ ciphertext ‖ tag: piece.size() + piece_overhead bytes.
  Bytes seal(const PieceContext& context, ByteView piece) const;
  // Replaces what `piece` held. errors: bad_seal
  Result<void> open_piece(const PieceContext& context, ByteView sealed, WipedBytes& piece) const;

 private:
  explicit BlockKey(SecretBytes key) : key_(std::move(key)) {}
  SecretBytes key_;
};

}  // namespace tellsafe::crypto
