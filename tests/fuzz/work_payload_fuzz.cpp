// Bytes as the JSON of a solved challenge: what is accepted is bounded, and its salt has one spelling.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crypto/base64.h"
#include "service/intake/work_payload.h"

namespace {

namespace crypto = tellsafe::crypto;
namespace intake = tellsafe::intake;

void require(bool condition) {
  if (!condition) std::abort();
}

void check(std::string_view text) {
  const auto payload = intake::parse_work_payload(text);
  if (!payload) return;
  require(text.size() <= intake::longest_work_payload);
  require(payload->challenge.size() == 64 && payload->signature.size() == 64);
  require(payload->salt == intake::work_salt(payload->salt.substr(0, intake::salt_digits), payload->expires));
  require(intake::work_hash(payload->salt, payload->number).size() == 64);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const crypto::ByteView bytes(data, size);
  check({reinterpret_cast<const char*>(data), size});
  check(crypto::base64_encode(bytes, crypto::Base64::padded));
  return 0;
}
