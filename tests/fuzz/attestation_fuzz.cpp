// Bytes as an attestation object, and on through libfido2 for what a passkey is made of.
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
  const auto attestation = access::parse_attestation({data, size});
  if (!attestation) return 0;
  require(attestation->data_bytes.size() + attestation->statement.size() + attestation->format.size() < size);
  // The parts stand for themselves.
  const auto again = access::parse_authenticator_data(attestation->data_bytes);
  require(again && again->counter == attestation->data.counter);
  if (!attestation->data.credential || !access::check_key(attestation->data.credential->key)) return 0;
  // Nobody signs by chance; what is in the statement must only do no harm.
  (void)access::check_attestation("city.example", *attestation, tellsafe::crypto::Sha256{});
  return 0;
}
