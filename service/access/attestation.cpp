#include "service/access/attestation.h"

#include <algorithm>

namespace tellsafe::access {
namespace {

// Flags of authenticator data.
constexpr unsigned user_present = 0x01;
constexpr unsigned user_verified = 0x04;
constexpr unsigned backup_eligible = 0x08;
constexpr unsigned backed_up = 0x10;
constexpr unsigned has_credential = 0x40;
constexpr unsigned has_extensions = 0x80;

constexpr std::size_t fixed_part = 37;  // hash, flags, counter
constexpr std::size_t model_size = 16;  // the AAGUID

crypto::Bytes copy(crypto::ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

// Takes a credential off `rest`.
PasskeyResult<AttestedCredential> take_credential(crypto::ByteView& rest) {
  if (rest.size() < model_size + 2) return PasskeyErrc::malformed;
  const auto id_size = static_cast<std::size_t>(rest[model_size] << 8 | rest[model_size + 1]);
  rest = rest.subspan(model_size + 2);
  if (id_size == 0 || id_size > longest_credential_id || id_size > rest.size()) return PasskeyErrc::malformed;
  AttestedCredential credential;
  credential.id = copy(rest.first(id_size));
  rest = rest.subspan(id_size);

  CborReader cbor(rest);
  auto key = take_cose_key(cbor);
  if (!key) return key.error();
  credential.key = std::move(*key);
  credential.cose_key = copy(rest.first(rest.size() - cbor.rest().size()));
  rest = cbor.rest();
  return credential;
}

// Takes the map of extensions off `rest`: its credProtect, or 0.
std::optional<int> take_extensions(crypto::ByteView& rest) {
  CborReader cbor(rest);
  const auto pairs = cbor.map();
  if (!pairs) return std::nullopt;
  int protection = 0;
  for (std::uint64_t pair = 0; pair < *pairs; ++pair) {
    const auto name = cbor.text();
    if (!name) return std::nullopt;
    if (*name == "credProtect") {
      const auto level = cbor.integer();
      if (!level || *level < 1 || *level > 3 || protection != 0) return std::nullopt;
      protection = static_cast<int>(*level);
    } else if (!cbor.item()) {
      return std::nullopt;
    }
  }
  rest = cbor.rest();
  return protection;
}

}  // namespace

PasskeyResult<AuthenticatorData> parse_authenticator_data(crypto::ByteView bytes) {
  if (bytes.size() < fixed_part || bytes.size() > longest_authenticator_data) return PasskeyErrc::malformed;
  AuthenticatorData data;
  std::copy_n(bytes.begin(), data.rp_id_hash.size(), data.rp_id_hash.begin());
  const unsigned flags = bytes[data.rp_id_hash.size()];
  if ((flags & backed_up) != 0 && (flags & backup_eligible) == 0) return PasskeyErrc::malformed;
  data.user_present = (flags & user_present) != 0;
  data.user_verified = (flags & user_verified) != 0;
  for (const std::uint8_t byte : bytes.subspan(data.rp_id_hash.size() + 1, 4))
    data.counter = data.counter << 8 | byte;

  crypto::ByteView rest = bytes.subspan(fixed_part);
  if ((flags & has_credential) != 0) {
    auto credential = take_credential(rest);
    if (!credential) return credential.error();
    data.credential = std::move(*credential);
  }
  if ((flags & has_extensions) != 0) {
    const auto protection = take_extensions(rest);
    if (!protection) return PasskeyErrc::malformed;
    data.credential_protection = *protection;
  }
  if (!rest.empty()) return PasskeyErrc::malformed;
  return data;
}

PasskeyResult<Attestation> parse_attestation(crypto::ByteView bytes) {
  if (bytes.size() > longest_attestation) return PasskeyErrc::malformed;
  CborReader cbor(bytes);
  if (cbor.map() != 3) return PasskeyErrc::malformed;
  std::optional<std::string_view> format;
  std::optional<crypto::ByteView> statement;
  std::optional<crypto::ByteView> data_bytes;
  for (int pair = 0; pair < 3; ++pair) {
    const auto name = cbor.text();
    if (name == "fmt" && !format) {
      format = cbor.text();
    } else if (name == "attStmt" && !statement) {
      CborReader whole = cbor;
      statement = cbor.item();
      if (!whole.map()) return PasskeyErrc::malformed;
    } else if (name == "authData" && !data_bytes) {
      data_bytes = cbor.bytes();
    } else {
      return PasskeyErrc::malformed;
    }
  }
  if (!format || !statement || !data_bytes || !cbor.at_end()) return PasskeyErrc::malformed;

  auto data = parse_authenticator_data(*data_bytes);
  if (!data) return data.error();
  return Attestation{std::string(*format), copy(*statement), copy(*data_bytes), std::move(*data)};
}

}  // namespace tellsafe::access
