#include "service/intake/work_solver.h"

#include <nlohmann/json.hpp>

#include "crypto/base64.h"
#include "service/intake/work_payload.h"

namespace tellsafe::intake {

std::optional<std::string> solve_work(std::string_view challenge_json) {
  const auto asked = nlohmann::json::parse(challenge_json, nullptr, false);
  if (!asked.is_object()) return std::nullopt;
  const auto text = [&](const char* name) {
    const auto member = asked.find(name);
    return member != asked.end() && member->is_string() ? member->get<std::string>() : std::string();
  };
  const auto most = asked.find("maxnumber");
  if (text("algorithm") != work_algorithm || most == asked.end() || !most->is_number_unsigned()) {
    return std::nullopt;
  }
  const std::string salt = text("salt");
  const std::string challenge = text("challenge");
  const auto largest = most->get<std::uint64_t>();
  for (std::uint64_t number = 0; number <= largest; ++number) {
    if (work_hash(salt, number) != challenge) continue;
    const std::string solved = nlohmann::json{
        {"algorithm", work_algorithm},
        {"challenge", challenge},
        {"number", number},
        {"salt", salt},
        {"signature",
         text("signature")}}.dump();
    return crypto::base64_encode(crypto::bytes_of(solved), crypto::Base64::padded);
  }
  return std::nullopt;
}

}  // namespace tellsafe::intake
