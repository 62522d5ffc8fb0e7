// Making signatures in minisign's format. Part of the opening side: tellsafed does not link it.
#pragma once

#include "crypto/minisign.h"

namespace tellsafe::crypto {

class SigningKey {
 public:
  static SigningKey generate();
  // From what secret() gave. errors: bad_key_file
  static Result<SigningKey> from_secret(ByteView secret);
  // key id (8) ‖ seed (32), to be kept in a key file of kind `signing`
  SecretBytes secret() const;
  VerifyKey verify_key() const;
  // The .minisig file (prehashed, "ED"). `trusted_comment` is one line and is signed too. Deterministic.
  std::string sign(ByteView content, std::string_view trusted_comment) const;

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 8> id_{};
  SecretBytes secret_;  // Ed25519 secret key, 64 bytes
};

}  // namespace tellsafe::crypto
