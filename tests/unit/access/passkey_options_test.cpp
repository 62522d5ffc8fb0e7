#include "service/access/passkey_options.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

namespace tellsafe::access {
namespace {

using nlohmann::json;

const RelyingParty rp{"city.example", "Example City", "https://city.example:8444"};
constexpr const char* zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

TEST(PasskeyOptions, AskForAPasskeyThatVerifiesItsUser) {
  const std::vector<crypto::Bytes> existing{{0xfb, 0xff}};
  const json options = json::parse(creation_options(rp, {}, {{1, 2, 3}, "Ana Pérez"}, existing));
  EXPECT_EQ(options, json::parse(R"({
    "rp": {"id": "city.example", "name": "Example City"},
    "user": {"id": "AQID", "name": "Ana Pérez", "displayName": "Ana Pérez"},
    "challenge": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "pubKeyCredParams": [{"type": "public-key", "alg": -7}, {"type": "public-key", "alg": -8},
                         {"type": "public-key", "alg": -257}],
    "timeout": 300000,
    "excludeCredentials": [{"type": "public-key", "id": "-_8"}],
    "authenticatorSelection": {"residentKey": "required", "requireResidentKey": true, "userVerification": "required"},
    "attestation": "none"})"));
}

TEST(PasskeyOptions, AskForAnyPasskeyOrOneOfSome) {
  const json any = json::parse(request_options(rp, {}, {}));
  EXPECT_EQ(any, json({{"challenge", zeros},
                       {"rpId", "city.example"},
                       {"timeout", 300000},
                       {"userVerification", "required"},
                       {"allowCredentials", json::array()}}));
  const std::vector<crypto::Bytes> allowed{{1}, {2}};
  const json some = json::parse(request_options(rp, {}, allowed)).at("allowCredentials");
  EXPECT_EQ(some, json::parse(R"([{"type":"public-key","id":"AQ"},{"type":"public-key","id":"Ag"}])"));
}

}  // namespace
}  // namespace tellsafe::access
