// Bytes as authenticator data: a credential in them has a key that reads as itself again.
#include <cstdint>
#include <cstdlib>

#include "crypto/hash.h"
#include "service/access/attestation.h"
#include "service/access/signatures.h"

namespace {

namespace access = tellsafe::access;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const tellsafe::crypto::ByteView bytes(data, size);
  const auto parsed = access::parse_authenticator_data(bytes);
  if (!parsed || !parsed->credential) return 0;
  const access::AttestedCredential& credential = *parsed->credential;
  require(!credential.id.empty() && credential.id.size() <= access::longest_credential_id);
  access::CborReader cbor(credential.cose_key);
  const auto key = access::take_cose_key(cbor);
  require(key && cbor.at_end() && key->key == credential.key.key &&
          key->algorithm == credential.key.algorithm);
  (void)access::check_assertion("city.example", *key, bytes, tellsafe::crypto::Sha256{}, bytes);
  return 0;
}
