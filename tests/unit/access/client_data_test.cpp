#include "service/access/client_data.h"

#include <gtest/gtest.h>

#include <string>

namespace tellsafe::access {
namespace {

// 0, 1, 2 … 31
constexpr const char* challenge = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

std::string with(const std::string& more) {
  return R"({"type":"webauthn.get","challenge":")" + std::string(challenge) +
         R"(","origin":"https://city.example")" + more + "}";
}

PasskeyResult<ClientData> parsed(const std::string& text) {
  return parse_client_data(crypto::bytes_of(text));
}

TEST(ClientData, IsReadAsBrowsersWriteIt) {
  const auto data = parsed(with(R"(,"crossOrigin":false)"));
  ASSERT_TRUE(data);
  EXPECT_EQ(data->type, "webauthn.get");
  EXPECT_EQ(data->origin, "https://city.example");
  EXPECT_FALSE(data->cross_origin);
  for (std::uint8_t i = 0; i < 32; ++i) EXPECT_EQ(data->challenge.at(i), i);

  EXPECT_TRUE(parsed(with("")));
  EXPECT_TRUE(parsed(with(R"(,"crossOrigin":true)"))->cross_origin);
  EXPECT_TRUE(parsed(
      with(R"(,"other_keys_can_be_added_here":"do not compare","tokenBinding":{"status":"supported"})")));
}

TEST(ClientData, IsAnObjectWithItsMembers) {
  for (const char* const text :
       {"", "null", "[]", "7", "\"webauthn.get\"", "{}", "{", "{}{}", R"({"type":"webauthn.get"})",
        R"({"type":"webauthn.get","challenge":"","origin":7})",
        R"({"type":"webauthn.get","challenge":null,"origin":"https://city.example"})"}) {
    EXPECT_EQ(parsed(text).error(), PasskeyErrc::malformed) << text;
  }
  EXPECT_EQ(parsed(with(R"(,"crossOrigin":"false")")).error(), PasskeyErrc::malformed);
  EXPECT_EQ(parsed(with(",")).error(), PasskeyErrc::malformed);
  EXPECT_EQ(parsed(with("") + "x").error(), PasskeyErrc::malformed);
  EXPECT_EQ(parsed(with(",\"a\":\"\xff\"")).error(), PasskeyErrc::malformed);
}

TEST(ClientData, HasNoMemberTwice) {
  EXPECT_EQ(parsed(with(R"(,"origin":"https://city.example")")).error(), PasskeyErrc::malformed);
  EXPECT_EQ(parsed(with(R"(,"t\u0079pe":"webauthn.get")")).error(), PasskeyErrc::malformed);
  EXPECT_TRUE(parsed(with(R"(,"more":{"origin":"https://other.example"})")));
}

TEST(ClientData, HasBounds) {
  EXPECT_TRUE(parsed(with(",\"a\":\"" + std::string(3000, 'x') + "\"")));
  EXPECT_EQ(parsed(with(",\"a\":\"" + std::string(5000, 'x') + "\"")).error(), PasskeyErrc::malformed);
  EXPECT_EQ(parsed(with(",\"a\":" + std::string(1500, '[') + std::string(1500, ']'))).error(),
            PasskeyErrc::malformed);
}

TEST(ClientData, KnowsAChallengeThatIsNotOurs) {
  const auto answering = [](const std::string& text) {
    return parsed(R"({"type":"webauthn.get","origin":"https://city.example","challenge":")" + text + "\"}")
        .error();
  };
  EXPECT_EQ(answering("AAEC"), PasskeyErrc::wrong_challenge);
  EXPECT_EQ(answering(""), PasskeyErrc::wrong_challenge);
  EXPECT_EQ(answering(std::string(challenge) + "AAAA"), PasskeyErrc::wrong_challenge);
  EXPECT_EQ(answering(std::string(challenge) + "="), PasskeyErrc::malformed);
  EXPECT_EQ(answering("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9"),
            PasskeyErrc::malformed);  // a left-over bit
}

}  // namespace
}  // namespace tellsafe::access
