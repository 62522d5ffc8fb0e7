// The age v1 format, encryption (https://age-encryption.org/v1): X25519 recipients, ChaCha20-Poly1305 STREAM.
#pragma once

#include <functional>
#include <span>

#include "crypto/x25519.h"

namespace tellsafe::crypto {

// Encrypts a stream to one or more recipients. `write` is called with each piece of the file, in order.
// Not thread safe; call finish() exactly once, after the last update().
class AgeEncryptor {
 public:
  using Write = std::function<void(ByteView)>;
  // recipients must not be empty, nor one of them a point of low order (std::invalid_argument)
  AgeEncryptor(std::span<const Recipient> recipients, Write write);
  void update(ByteView plaintext);
  void finish();

 private:
  void flush_chunk(bool last);
  Write write_;
  SecretBytes payload_key_;
  WipedBytes chunk_;
  std::uint64_t counter_ = 0;
};

// The whole of a short plaintext at once.
Bytes age_encrypt(std::span<const Recipient> recipients, ByteView plaintext);

}  // namespace tellsafe::crypto
