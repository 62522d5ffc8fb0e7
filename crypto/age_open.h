// The age v1 format, decryption. Part of the opening side: tellsafed does not link it.
#pragma once

#include <memory>
#include <span>

#include "crypto/age.h"
#include "crypto/identity.h"

namespace tellsafe::crypto {

// Decrypts a stream in bounded memory (one chunk of 64 KiB). As the specification says, what `write` has
// received before an error is authentic but may be cut short. Not thread safe.
class AgeDecryptor {
 public:
  using Write = std::function<void(ByteView)>;
  // `identities` must stay alive as long as the decryptor.
  AgeDecryptor(std::span<const Identity> identities, Write write);
  ~AgeDecryptor();
  AgeDecryptor(const AgeDecryptor&) = delete;
  AgeDecryptor& operator=(const AgeDecryptor&) = delete;
  // errors: bad_header, no_match, bad_header_mac, bad_payload. The first error stays.
  Result<void> update(ByteView file);
  // Call once after the last update. errors: the same; bad_payload also for a file that ends early
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The whole of a short file at once.
Result<WipedBytes> age_decrypt(std::span<const Identity> identities, ByteView file);

}  // namespace tellsafe::crypto
