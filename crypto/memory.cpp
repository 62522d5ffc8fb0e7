#include "crypto/memory.h"

#include <algorithm>
#include <stdexcept>

namespace tellsafe::crypto {

void start() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
}

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
  if (size == 0) return;
  start();  // guarded pages need it, and a key may be asked for before anything else
  pages_.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
  if (!pages_) throw std::bad_alloc();
  sodium_memzero(pages_.get(), size);
}

SecretBytes SecretBytes::random(std::size_t size) {
  SecretBytes secret(size);
  if (size > 0) randombytes_buf(secret.data(), size);
  return secret;
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes secret(bytes.size());
  std::copy(bytes.begin(), bytes.end(), secret.data());
  return secret;
}

}  // namespace tellsafe::crypto
