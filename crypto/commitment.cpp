#include "crypto/commitment.h"

#include <sodium.h>

#include "crypto/hkdf.h"

namespace tellsafe::crypto {

Sha256 commitment(const Identity& identity, ByteView document) {
  WipedArray<32> key;
  hkdf_sha256(identity.secret().view(), {}, "tellsafe proof commitment v1", key.bytes);
  Sha256 result{};
  crypto_generichash(result.data(), result.size(), document.data(), document.size(), key.data(),
                     key.bytes.size());
  return result;
}

}  // namespace tellsafe::crypto
