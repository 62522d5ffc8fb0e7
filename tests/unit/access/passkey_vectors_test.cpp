// What Chromium's virtual authenticator made, tests/vectors/webauthn.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "crypto/base64.h"
#include "service/access/passkey.h"

namespace tellsafe::access {
namespace {

using nlohmann::json;

crypto::Bytes bytes_in(const json& object, const char* name) {
  return crypto::base64_decode(object.at(name).get<std::string>(), crypto::Base64::url).value();
}

Challenge challenge_in(const json& object) {
  const crypto::Bytes bytes = bytes_in(object, "challenge");
  Challenge challenge{};
  std::copy_n(bytes.begin(), challenge.size(), challenge.begin());
  return challenge;
}

Registration registration_in(const json& object) {
  return {bytes_in(object, "client_data"), bytes_in(object, "attestation")};
}

SignIn sign_in_of(const json& object) {
  return {bytes_in(object, "id"), bytes_in(object, "client_data"), bytes_in(object, "authenticator_data"),
          bytes_in(object, "signature"), bytes_in(object, "user_handle")};
}

// Replaces `old` in bytes by something as long.
void replace(crypto::Bytes& bytes, std::string_view old, std::string_view with) {
  const auto at = std::search(bytes.begin(), bytes.end(), old.begin(), old.end());
  ASSERT_NE(at, bytes.end());
  ASSERT_EQ(old.size(), with.size());
  std::copy(with.begin(), with.end(), at);
}

class PasskeyVectors : public testing::TestWithParam<const char*> {
 protected:
  PasskeyVectors() {
    crypto::start();
    const auto folder = std::filesystem::path(TELLSAFE_SOURCE_DIR) / "tests/vectors/webauthn";
    std::ifstream file(folder / (std::string(GetParam()) + ".json"));
    vector_ = json::parse(file);
    rp_ = {vector_.at("relying_party").at("id"), "City", vector_.at("relying_party").at("origin")};
  }
  const json& registration() const { return vector_.at("registration"); }
  const json& assertion(std::size_t at) const { return vector_.at("assertions").at(at); }
  StoredPasskey stored() const {
    const auto made = verify_registration(rp_, challenge_in(registration()), registration_in(registration()));
    return {made->id, made->key, made->counter, bytes_in(vector_, "person")};
  }
  PasskeyResult<Assertion> verified(const SignIn& sent) const {
    return verify_assertion(rp_, challenge_in(assertion(0)), stored(), sent);
  }

  json vector_;
  RelyingParty rp_;
};

TEST_P(PasskeyVectors, Verify) {
  const auto made = verify_registration(rp_, challenge_in(registration()), registration_in(registration()));
  ASSERT_TRUE(made) << made.error().message();
  EXPECT_EQ(made->id, bytes_in(registration(), "id"));
  StoredPasskey passkey = stored();
  ASSERT_GE(vector_.at("assertions").size(), 2U);
  for (const json& sent : vector_.at("assertions")) {
    const auto used = verify_assertion(rp_, challenge_in(sent), passkey, sign_in_of(sent));
    ASSERT_TRUE(used) << used.error().message();
    EXPECT_GT(used->counter, passkey.counter);
    passkey.counter = used->counter;
  }
  // What was seen before does not count any more.
  const json& first = assertion(0);
  EXPECT_EQ(verify_assertion(rp_, challenge_in(first), passkey, sign_in_of(first)).error(),
            PasskeyErrc::cloned);
}

TEST_P(PasskeyVectors, RefuseAnotherChallengeOriginAndParty) {
  const SignIn sent = sign_in_of(assertion(0));
  EXPECT_EQ(verify_assertion(rp_, challenge_in(assertion(1)), stored(), sent).error(),
            PasskeyErrc::wrong_challenge);
  EXPECT_EQ(verify_registration(rp_, challenge_in(assertion(0)), registration_in(registration())).error(),
            PasskeyErrc::wrong_challenge);
  RelyingParty other = rp_;
  other.origin = "https://city.example";
  EXPECT_EQ(verify_assertion(other, challenge_in(assertion(0)), stored(), sent).error(),
            PasskeyErrc::wrong_origin);
  other = rp_;
  other.id = "city.example";
  EXPECT_EQ(verify_assertion(other, challenge_in(assertion(0)), stored(), sent).error(),
            PasskeyErrc::wrong_relying_party);
}

TEST_P(PasskeyVectors, RefuseChanges) {
  ASSERT_TRUE(verified(sign_in_of(assertion(0))));
  SignIn changed = sign_in_of(assertion(0));
  replace(changed.client_data, "localhost", "loca1host");
  EXPECT_EQ(verified(changed).error(), PasskeyErrc::wrong_origin);

  changed = sign_in_of(assertion(0));
  changed.signature.back() ^= 1;
  EXPECT_EQ(verified(changed).error(), PasskeyErrc::bad_signature);
  changed.signature.clear();
  EXPECT_EQ(verified(changed).error(), PasskeyErrc::bad_signature);

  changed = sign_in_of(assertion(0));
  changed.authenticator_data[0] ^= 1;
  EXPECT_EQ(verified(changed).error(), PasskeyErrc::wrong_relying_party);

  changed = sign_in_of(assertion(0));
  changed.authenticator_data[32] &= 0xfb;
  EXPECT_EQ(verified(changed).error(), PasskeyErrc::user_not_verified);

  changed = sign_in_of(assertion(0));
  changed.authenticator_data[36] = 0xff;  // the counter, forward
  EXPECT_EQ(verified(changed).error(), PasskeyErrc::bad_signature);
}

TEST_P(PasskeyVectors, RefuseACutOrChangedAttestation) {
  const Registration whole = registration_in(registration());
  for (std::size_t size = 0; size < whole.attestation.size(); ++size) {
    Registration cut = whole;
    cut.attestation.resize(size);
    EXPECT_EQ(verify_registration(rp_, challenge_in(registration()), cut).error(), PasskeyErrc::malformed)
        << size;
  }
  // A byte of the key: the signature of "packed" breaks; with "none" it is another key, and on no curve for
  // ES256.
  Registration other = whole;
  other.attestation.back() ^= 1;
  const auto changed = verify_registration(rp_, challenge_in(registration()), other);
  const std::string name = GetParam();
  if (name.starts_with("es256")) {
    EXPECT_EQ(changed.error(), PasskeyErrc::malformed);
  }
}

TEST_P(PasskeyVectors, RefuseAnotherFormat) {
  const std::string name = GetParam();
  const bool packed = name.ends_with("packed");
  Registration other = registration_in(registration());
  if (packed) {
    replace(other.attestation, "packed", "apples");
  } else {
    replace(other.attestation, "none", "some");
  }
  EXPECT_EQ(verify_registration(rp_, challenge_in(registration()), other).error(), PasskeyErrc::unsupported);
  if (packed) {
    Registration said_otherwise = registration_in(registration());
    said_otherwise.client_data.push_back(' ');
    EXPECT_EQ(verify_registration(rp_, challenge_in(registration()), said_otherwise).error(),
              PasskeyErrc::bad_signature);
  }
}

INSTANTIATE_TEST_SUITE_P(Chromium, PasskeyVectors,
                         testing::Values("es256_none", "es256_packed", "es256_security_key_packed",
                                         "eddsa_none", "rs256_none"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
}  // namespace tellsafe::access
