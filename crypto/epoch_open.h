// The opening of epoch keys and facts. Part of the opening side: tellsafed does not link it.
#pragma once

#include <span>

#include "crypto/epoch.h"
#include "crypto/identity.h"

namespace tellsafe::crypto {

// Thread safe for opening from several threads at once.
class OpenedEpochKey {
 public:
  // errors: those of age_decrypt; bad_payload when the file does not hold exactly 32 bytes
  static Result<OpenedEpochKey> open(const Identity& release, ByteView sealed_key);
  // Writes sealed.size() - facts_overhead bytes to the front of `facts`, which must be that large.
  // errors: bad_seal
  Result<void> open_facts(const FactsContext& context, ByteView sealed, std::span<std::uint8_t> facts) const;

 private:
  explicit OpenedEpochKey(SecretBytes key) : key_(std::move(key)) {}
  SecretBytes key_;
};

}  // namespace tellsafe::crypto
