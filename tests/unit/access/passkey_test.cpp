#include "service/access/passkey.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "crypto/base64.h"
#include "service/access/passkey_options.h"
#include "tests/support/authenticator.h"

namespace tellsafe::access {
namespace {

using support::Authenticator;
using support::Form;

const RelyingParty city{"city.example", "City", "https://staff.city.example:8444"};

std::string field(const Form& form, std::string_view name) {
  for (const auto& [key, value] : form.fields()) {
    if (key == name) return value;
  }
  throw std::out_of_range(std::string(name));
}

SignIn sign_in_of(const Form& form) {
  const std::string id = field(form, "id");
  const std::string client_data = field(form, "client_data");
  const std::string authenticator_data = field(form, "authenticator_data");
  const std::string signature = field(form, "signature");
  const std::string user_handle = field(form, "user_handle");
  return read_sign_in({id, client_data, authenticator_data, signature, user_handle}).value();
}

class PasskeyTest : public testing::Test {
 protected:
  PasskeyTest() {
    crypto::start();
    randombytes_buf(challenge_.data(), challenge_.size());
  }

  Registration registration(const std::string& origin = city.origin) {
    const Form form = authenticator_.create(creation_options(city, challenge_, ana_, {}), origin);
    return read_registration(field(form, "client_data"), field(form, "attestation")).value();
  }
  StoredPasskey enrolled() {
    const NewPasskey made = verify_registration(city, challenge_, registration()).value();
    used_ = {made.id};
    return {made.id, made.key, made.counter, ana_.id};
  }
  SignIn sign_in(const std::string& origin = city.origin) {
    return sign_in_of(authenticator_.get(request_options(city, challenge_, used_), origin));
  }

  Authenticator authenticator_;
  PasskeyOwner ana_{{9, 8, 7, 6}, "Ana"};
  Challenge challenge_{};
  std::vector<crypto::Bytes> used_;  // by sign_in: the passkey that was enrolled last
};

TEST_F(PasskeyTest, IsMadeAndUsed) {
  StoredPasskey stored = enrolled();
  EXPECT_EQ(stored.counter, 0U);
  for (std::uint32_t time = 1; time < 4; ++time) {
    const auto assertion = verify_assertion(city, challenge_, stored, sign_in());
    ASSERT_TRUE(assertion) << assertion.error().message();
    EXPECT_EQ(assertion->counter, time);
    stored.counter = assertion->counter;
  }
}

TEST_F(PasskeyTest, MaySignItself) {
  authenticator_.behavior.attests_itself = true;
  EXPECT_TRUE(verify_registration(city, challenge_, registration()));
  Registration changed = registration();
  // Any change of the key or the id breaks the signature; it stands in the last bytes.
  changed.attestation.back() ^= 1;
  EXPECT_EQ(verify_registration(city, challenge_, changed).error(), PasskeyErrc::bad_signature);
  Registration said_otherwise = registration();
  said_otherwise.client_data.push_back(' ');
  EXPECT_EQ(verify_registration(city, challenge_, said_otherwise).error(), PasskeyErrc::bad_signature);
}

TEST_F(PasskeyTest, AnswersItsChallenge) {
  const StoredPasskey stored = enrolled();
  const Registration made = registration();
  const SignIn used = sign_in();
  challenge_.back() ^= 1;
  EXPECT_EQ(verify_registration(city, challenge_, made).error(), PasskeyErrc::wrong_challenge);
  EXPECT_EQ(verify_assertion(city, challenge_, stored, used).error(), PasskeyErrc::wrong_challenge);
}

TEST_F(PasskeyTest, IsOfThisOriginExactly) {
  const StoredPasskey stored = enrolled();
  for (const char* const origin :
       {"https://staff.city.example", "http://staff.city.example:8444", "https://staff.city.example:8445",
        "https://staff.city.example:8444/", "https://city.example:8444",
        "https://staff.city.example.evil.example:8444", "https://STAFF.city.example:8444", "null", ""}) {
    EXPECT_EQ(verify_registration(city, challenge_, registration(origin)).error(), PasskeyErrc::wrong_origin)
        << origin;
    EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in(origin)).error(), PasskeyErrc::wrong_origin)
        << origin;
  }
  authenticator_.behavior.in_frame = true;
  EXPECT_EQ(verify_registration(city, challenge_, registration()).error(), PasskeyErrc::wrong_origin);
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::wrong_origin);
}

TEST_F(PasskeyTest, IsOfThisRelyingParty) {
  const StoredPasskey stored = enrolled();
  authenticator_.behavior.rp_id = "evil.example";
  EXPECT_EQ(verify_registration(city, challenge_, registration()).error(), PasskeyErrc::wrong_relying_party);
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::wrong_relying_party);
}

TEST_F(PasskeyTest, IsOfTheRightCeremony) {
  const StoredPasskey stored = enrolled();
  authenticator_.behavior.type = "webauthn.get";
  EXPECT_EQ(verify_registration(city, challenge_, registration()).error(), PasskeyErrc::wrong_type);
  authenticator_.behavior.type = "webauthn.create";
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::wrong_type);
}

TEST_F(PasskeyTest, VerifiesItsUser) {
  const StoredPasskey stored = enrolled();
  authenticator_.behavior.user_verified = false;
  EXPECT_EQ(verify_registration(city, challenge_, registration()).error(), PasskeyErrc::user_not_verified);
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::user_not_verified);
  authenticator_.behavior.user_verified = true;
  authenticator_.behavior.user_present = false;
  EXPECT_EQ(verify_registration(city, challenge_, registration()).error(), PasskeyErrc::user_not_verified);
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::user_not_verified);
}

TEST_F(PasskeyTest, IsThatOfThePerson) {
  const StoredPasskey stored = enrolled();
  SignIn other = sign_in();
  other.user_handle = crypto::Bytes{1, 2, 3, 4};
  EXPECT_EQ(verify_assertion(city, challenge_, stored, other).error(), PasskeyErrc::not_this_person);
  other = sign_in();
  other.id.back() ^= 1;
  EXPECT_EQ(verify_assertion(city, challenge_, stored, other).error(), PasskeyErrc::not_this_person);
  authenticator_.behavior.gives_user_handle = false;
  EXPECT_TRUE(verify_assertion(city, challenge_, stored, sign_in()));
}

TEST_F(PasskeyTest, OfAnotherPersonDoesNotSign) {
  const StoredPasskey anas = enrolled();
  const StoredPasskey newer = enrolled();
  SignIn by_newer = sign_in();
  ASSERT_EQ(by_newer.id, newer.id);
  by_newer.id = anas.id;
  EXPECT_EQ(verify_assertion(city, challenge_, anas, by_newer).error(), PasskeyErrc::bad_signature);
}

TEST_F(PasskeyTest, CountsUp) {
  StoredPasskey stored = enrolled();
  Authenticator clone = authenticator_;
  ASSERT_TRUE(verify_assertion(city, challenge_, stored, sign_in()));
  stored.counter = 1;
  const SignIn cloned = sign_in_of(clone.get(request_options(city, challenge_, {}), city.origin));
  EXPECT_EQ(verify_assertion(city, challenge_, stored, cloned).error(), PasskeyErrc::cloned);
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in())->counter, 2U);
  stored.counter = 7;
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::cloned);
}

TEST_F(PasskeyTest, NeedNotCount) {
  authenticator_.behavior.counts = false;
  StoredPasskey stored = enrolled();
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in())->counter, 0U);
  stored.counter = 1;
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::cloned);
}

TEST_F(PasskeyTest, SignsEveryByte) {
  const StoredPasskey stored = enrolled();
  const SignIn sent = sign_in();
  for (std::size_t at = 0; at < sent.signature.size(); ++at) {
    SignIn changed = sent;
    changed.signature[at] ^= 1;
    EXPECT_EQ(verify_assertion(city, challenge_, stored, changed).error(), PasskeyErrc::bad_signature) << at;
  }
  for (std::size_t at = 0; at < sent.authenticator_data.size(); ++at) {
    SignIn changed = sent;
    changed.authenticator_data[at] ^= 0x02;  // no flag that means anything
    EXPECT_FALSE(verify_assertion(city, challenge_, stored, changed)) << at;
  }
  SignIn said_otherwise = sent;
  said_otherwise.client_data.push_back(' ');
  EXPECT_EQ(verify_assertion(city, challenge_, stored, said_otherwise).error(), PasskeyErrc::bad_signature);
  SignIn cut = sent;
  cut.signature.pop_back();
  EXPECT_EQ(verify_assertion(city, challenge_, stored, cut).error(), PasskeyErrc::bad_signature);
}

TEST_F(PasskeyTest, NeedsAKeyThatIsOne) {
  StoredPasskey stored = enrolled();
  stored.key.push_back(0);
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::malformed);
  stored.key.clear();
  EXPECT_EQ(verify_assertion(city, challenge_, stored, sign_in()).error(), PasskeyErrc::malformed);
}

TEST_F(PasskeyTest, ExcludesTheAuthenticatorThatHasOne) {
  const std::array existing{enrolled().id};
  EXPECT_THROW(authenticator_.create(creation_options(city, challenge_, ana_, existing), city.origin),
               std::runtime_error);
}

TEST_F(PasskeyTest, FillsInThePagesForm) {
  std::string escaped;
  for (const char c : request_options(city, challenge_, {})) {
    if (c == '"')
      escaped += "&quot;";
    else
      escaped += c;
  }
  const StoredPasskey stored = enrolled();
  const Form form = authenticator_.answer(
      "<form><input type=\"hidden\" name=\"other\" value=\"1\"></form>"
      "<form method=\"post\" data-passkey=\"get\" data-options=\"" +
          escaped +
          "\" data-failed=\"no\">"
          "<input type=\"hidden\" name=\"csrf\" value=\"token\"><input type=\"hidden\" name=\"id\" "
          "value=\"\"></form>",
      city.origin);
  EXPECT_EQ(field(form, "csrf"), "token");
  EXPECT_THROW(field(form, "other"), std::out_of_range);
  EXPECT_TRUE(verify_assertion(city, challenge_, stored, sign_in_of(form)));
}

TEST(PasskeyFields, AreBase64OfBoundedSize) {
  EXPECT_TRUE(read_registration("e30", "oA"));
  EXPECT_EQ(read_registration("", "oA").error(), PasskeyErrc::malformed);
  EXPECT_EQ(read_registration("e30=", "oA").error(), PasskeyErrc::malformed);
  EXPECT_EQ(read_registration("e30", "o+").error(), PasskeyErrc::malformed);
  EXPECT_EQ(read_registration("e30", std::string(20'000, 'A')).error(), PasskeyErrc::malformed);
  EXPECT_TRUE(read_sign_in({"AA", "AA", "AA", "AA", ""}));
  EXPECT_FALSE(read_sign_in({"AA", "AA", "AA", "AA", ""})->user_handle);
  EXPECT_EQ(read_sign_in({"AA", "AA", "AA", "", ""}).error(), PasskeyErrc::malformed);
  EXPECT_EQ(read_sign_in({std::string(1368, 'A'), "AA", "AA", "AA", ""}).error(), PasskeyErrc::malformed);
  EXPECT_EQ(read_sign_in({"AA", "AA", "AA", "AA", std::string(88, 'A')}).error(), PasskeyErrc::malformed);
}

TEST(PasskeyErrors, SayWhatIsWrong) {
  for (int code = 1; code <= 10; ++code) EXPECT_NE(passkey_error_category().message(code), "unknown") << code;
  EXPECT_EQ(passkey_error_category().message(11), "unknown");
}

}  // namespace
}  // namespace tellsafe::access
