#include "service/access/passkey_options.h"

#include <nlohmann/json.hpp>

#include "crypto/base64.h"
#include "service/access/cose_key.h"

namespace tellsafe::access {
namespace {

using nlohmann::json;

constexpr const char* public_key = "public-key";
constexpr std::int64_t timeout = std::chrono::milliseconds(ceremony_time).count();

std::string text_of(crypto::ByteView bytes) {
  return crypto::base64_encode(bytes, crypto::Base64::url);
}

json named(std::span<const crypto::Bytes> ids) {
  json list = json::array();
  for (const crypto::Bytes& id : ids) list.push_back({{"type", public_key}, {"id", text_of(id)}});
  return list;
}

std::string dump(const json& options) {
  return options.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string creation_options(const RelyingParty& rp, const Challenge& challenge, const PasskeyOwner& owner,
                             std::span<const crypto::Bytes> existing) {
  json algorithms = json::array();
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
    algorithms.push_back({{"type", public_key}, {"alg", static_cast<int>(algorithm)}});
  }
  return dump(
      {{"rp", {{"id", rp.id}, {"name", rp.name}}},
       {"user", {{"id", text_of(owner.id)}, {"name", owner.name}, {"displayName", owner.name}}},
       {"challenge", text_of(challenge)},
       {"pubKeyCredParams", algorithms},
       {"timeout", timeout},
       {"excludeCredentials", named(existing)},
       {"authenticatorSelection",
        {{"residentKey", "required"}, {"requireResidentKey", true}, {"userVerification", "required"}}},
       {"attestation", "none"}});
}

std::string request_options(const RelyingParty& rp, const Challenge& challenge,
                            std::span<const crypto::Bytes> allowed) {
  return dump({{"challenge", text_of(challenge)},
               {"rpId", rp.id},
               {"timeout", timeout},
               {"userVerification", "required"},
               {"allowCredentials", named(allowed)}});
}

}  // namespace tellsafe::access
