#include "service/access/cose_key.h"

#include <map>
#include <optional>

namespace tellsafe::access {
namespace {

// Labels of the IANA registries "COSE Key Common Parameters" and "COSE Key Type Parameters".
constexpr std::int64_t key_type = 1;
constexpr std::int64_t algorithm = 3;
constexpr std::int64_t curve = -1;
constexpr std::int64_t x_coordinate = -2;
constexpr std::int64_t y_coordinate = -3;
constexpr std::int64_t modulus = -1;
constexpr std::int64_t exponent = -2;

constexpr std::int64_t octet_key_pair = 1;
constexpr std::int64_t elliptic_curve = 2;
constexpr std::int64_t rsa = 3;
constexpr std::int64_t p256 = 1;
constexpr std::int64_t ed25519 = 6;

constexpr std::uint64_t most_parameters = 16;

// A key's parameters: numbers and byte strings; no key has others.
struct Parameters {
  std::map<std::int64_t, std::int64_t> numbers;
  std::map<std::int64_t, crypto::ByteView> strings;

  bool is(std::int64_t label, std::int64_t value) const {
    const auto found = numbers.find(label);
    return found != numbers.end() && found->second == value;
  }
  // Appends the string to `key`, when it has that size.
  bool append(std::int64_t label, std::size_t size, crypto::Bytes& key) const {
    const auto found = strings.find(label);
    if (found == strings.end() || found->second.size() != size) return false;
    key.insert(key.end(), found->second.begin(), found->second.end());
    return true;
  }
};

std::optional<Parameters> take_parameters(CborReader& cbor) {
  const auto pairs = cbor.map();
  if (!pairs || *pairs > most_parameters) return std::nullopt;
  Parameters parameters;
  for (std::uint64_t pair = 0; pair < *pairs; ++pair) {
    const auto label = cbor.integer();
    if (!label || parameters.numbers.contains(*label) || parameters.strings.contains(*label))
      return std::nullopt;
    if (cbor.integer_next()) {
      const auto number = cbor.integer();
      if (!number) return std::nullopt;
      parameters.numbers.emplace(*label, *number);
    } else {
      const auto string = cbor.bytes();
      if (!string) return std::nullopt;
      parameters.strings.emplace(*label, *string);
    }
  }
  return parameters;
}

}  // namespace

PasskeyResult<CoseKey> take_cose_key(CborReader& cbor) {
  const auto parameters = take_parameters(cbor);
  if (!parameters) return PasskeyErrc::malformed;
  CoseKey key;
  if (parameters->is(algorithm, static_cast<int>(Algorithm::es256))) {
    key.algorithm = Algorithm::es256;
    if (!parameters->is(key_type, elliptic_curve) || !parameters->is(curve, p256))
      return PasskeyErrc::unsupported;
    if (!parameters->append(x_coordinate, 32, key.key)) return PasskeyErrc::malformed;
    if (!parameters->append(y_coordinate, 32, key.key)) return PasskeyErrc::malformed;
  } else if (parameters->is(algorithm, static_cast<int>(Algorithm::eddsa))) {
    key.algorithm = Algorithm::eddsa;
    if (!parameters->is(key_type, octet_key_pair) || !parameters->is(curve, ed25519))
      return PasskeyErrc::unsupported;
    if (!parameters->append(x_coordinate, 32, key.key)) return PasskeyErrc::malformed;
  } else if (parameters->is(algorithm, static_cast<int>(Algorithm::rs256))) {
    key.algorithm = Algorithm::rs256;
    if (!parameters->is(key_type, rsa)) return PasskeyErrc::unsupported;
    if (!parameters->append(modulus, 256, key.key)) return PasskeyErrc::unsupported;
    if (!parameters->append(exponent, 3, key.key)) return PasskeyErrc::unsupported;
  } else {
    return PasskeyErrc::unsupported;
  }
  return key;
}

}  // namespace tellsafe::access
