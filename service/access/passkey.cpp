#include "service/access/passkey.h"

#include "crypto/base64.h"
#include "crypto/hash.h"
#include "service/access/attestation.h"
#include "service/access/signatures.h"

namespace tellsafe::access {
namespace {

constexpr std::size_t longest_signature = 1024;  // RSA needs 256
constexpr std::size_t longest_user_handle = 64;

template <class A, class B>
bool same(const A& a, const B& b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// 1 to `most` bytes.
PasskeyResult<crypto::Bytes> decode(std::string_view text, std::size_t most) {
  if (text.empty() || text.size() > (most * 4 + 2) / 3) return PasskeyErrc::malformed;
  auto bytes = crypto::base64_decode(text, crypto::Base64::url);
  if (!bytes) return PasskeyErrc::malformed;
  return std::move(*bytes);
}

PasskeyResult<void> check_client_data(const RelyingParty& rp, std::string_view type,
                                      const Challenge& challenge, crypto::ByteView bytes) {
  const auto data = parse_client_data(bytes);
  if (!data) return data.error();
  if (data->type != type) return PasskeyErrc::wrong_type;
  if (!same(data->challenge, challenge)) return PasskeyErrc::wrong_challenge;
  if (data->origin != rp.origin || data->cross_origin) return PasskeyErrc::wrong_origin;
  return {};
}

PasskeyResult<void> check_authenticator_data(const RelyingParty& rp, const AuthenticatorData& data) {
  if (!same(data.rp_id_hash, crypto::sha256(crypto::bytes_of(rp.id))))
    return PasskeyErrc::wrong_relying_party;
  if (!data.user_present || !data.user_verified) return PasskeyErrc::user_not_verified;
  return {};
}

PasskeyResult<CoseKey> stored_key(const crypto::Bytes& bytes) {
  CborReader cbor(bytes);
  auto key = take_cose_key(cbor);
  if (key && !cbor.at_end()) return PasskeyErrc::malformed;
  return key;
}

}  // namespace

PasskeyResult<Registration> read_registration(std::string_view client_data, std::string_view attestation) {
  auto said = decode(client_data, longest_client_data);
  if (!said) return said.error();
  auto attested = decode(attestation, longest_attestation);
  if (!attested) return attested.error();
  return Registration{std::move(*said), std::move(*attested)};
}

PasskeyResult<SignIn> read_sign_in(const SentSignIn& sent) {
  auto id = decode(sent.id, longest_credential_id);
  if (!id) return id.error();
  auto client_data = decode(sent.client_data, longest_client_data);
  if (!client_data) return client_data.error();
  auto authenticator_data = decode(sent.authenticator_data, longest_authenticator_data);
  if (!authenticator_data) return authenticator_data.error();
  auto signature = decode(sent.signature, longest_signature);
  if (!signature) return signature.error();
  SignIn sign_in{
      std::move(*id), std::move(*client_data), std::move(*authenticator_data), std::move(*signature), {}};
  if (!sent.user_handle.empty()) {
    auto handle = decode(sent.user_handle, longest_user_handle);
    if (!handle) return handle.error();
    sign_in.user_handle = std::move(*handle);
  }
  return sign_in;
}

PasskeyResult<NewPasskey> verify_registration(const RelyingParty& rp, const Challenge& challenge,
                                              const Registration& sent) {
  if (const auto said = check_client_data(rp, "webauthn.create", challenge, sent.client_data); !said) {
    return said.error();
  }
  auto attestation = parse_attestation(sent.attestation);
  if (!attestation) return attestation.error();
  AuthenticatorData& data = attestation->data;
  if (!data.credential) return PasskeyErrc::malformed;
  if (const auto checked = check_authenticator_data(rp, data); !checked) return checked.error();
  if (const auto checked = check_key(data.credential->key); !checked) return checked.error();
  const auto attested = check_attestation(rp.id, *attestation, crypto::sha256(sent.client_data));
  if (!attested) return attested.error();
  return NewPasskey{std::move(data.credential->id), std::move(data.credential->cose_key), data.counter};
}

PasskeyResult<Assertion> verify_assertion(const RelyingParty& rp, const Challenge& challenge,
                                          const StoredPasskey& stored, const SignIn& sent) {
  if (!same(sent.id, stored.id)) return PasskeyErrc::not_this_person;
  if (sent.user_handle && !same(*sent.user_handle, stored.person)) return PasskeyErrc::not_this_person;
  if (const auto said = check_client_data(rp, "webauthn.get", challenge, sent.client_data); !said) {
    return said.error();
  }
  const auto data = parse_authenticator_data(sent.authenticator_data);
  if (!data) return data.error();
  if (const auto checked = check_authenticator_data(rp, *data); !checked) return checked.error();
  const auto key = stored_key(stored.key);
  if (!key) return key.error();
  const auto signature =
      check_assertion(rp.id, *key, sent.authenticator_data, crypto::sha256(sent.client_data), sent.signature);
  if (!signature) return signature.error();
  const bool counts = stored.counter != 0 || data->counter != 0;
  if (counts && data->counter <= stored.counter) return PasskeyErrc::cloned;
  return Assertion{data->counter};
}

}  // namespace tellsafe::access
