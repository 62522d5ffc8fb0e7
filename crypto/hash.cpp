#include "crypto/hash.h"

namespace tellsafe::crypto {

Sha256 sha256(ByteView content) {
  Sha256 digest;
  crypto_hash_sha256(digest.data(), content.data(), content.size());
  return digest;
}

std::string hex(ByteView bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

}  // namespace tellsafe::crypto
