// Epoch keys and the sealing of facts. See FORMAT.md, "Sealed facts".
#pragma once

#include <array>
#include <cstdint>

#include "crypto/x25519.h"

namespace tellsafe::crypto {

// What a sealed facts record is bound to; any change makes it unopenable.
struct FactsContext {
  std::uint64_t report = 0;
  std::uint64_t epoch = 0;
  std::array<std::uint8_t, 32> form{};  // the form version
};

// nonce (24) and tag (16) of XChaCha20-Poly1305
inline constexpr std::size_t facts_overhead = 40;

// A random key that seals facts for one epoch. Lives in guarded memory, wiped on destruction.
// Thread safe for sealing from several threads at once.
class EpochKey {
 public:
  static EpochKey generate();
  // The key as an age file of 32 bytes for the release recipient.
  Bytes sealed_to(const Recipient& release) const;
  // nonce ‖ ciphertext ‖ tag: facts.size() + facts_overhead bytes.
  Bytes seal(const FactsContext& context, ByteView facts) const;

 private:
  explicit EpochKey(SecretBytes key) : key_(std::move(key)) {}
  SecretBytes key_;
};

}  // namespace tellsafe::crypto
