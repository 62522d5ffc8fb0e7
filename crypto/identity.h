// The secret half of a Recipient. Part of the opening side: tellsafed does not link it.
#pragma once

#include "crypto/x25519.h"

namespace tellsafe::crypto {

class Identity {
 public:
  static Identity generate();
  // "AGE-SECRET-KEY-1…" as age-keygen prints it; surrounding white space is ignored. errors: bad_identity
  static Result<Identity> parse(std::string_view text);
  // The text form, 74 characters, in wiped memory.
  WipedText to_text() const;
  Recipient recipient() const;
  const SecretBytes& secret() const { return secret_; }

 private:
  explicit Identity(SecretBytes secret) : secret_(std::move(secret)) {}
  SecretBytes secret_;
};

}  // namespace tellsafe::crypto
