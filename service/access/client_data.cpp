#include "service/access/client_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "crypto/base64.h"

namespace tellsafe::access {
namespace {

using nlohmann::json;

// The object, unless it is none, is nested deeper than a browser would or has a member twice.
std::optional<json> parse_object(crypto::ByteView text) {
  constexpr int most_levels = 4;
  std::set<std::string> names;
  bool plain = true;
  const auto look = [&](int level, json::parse_event_t event, json& value) {
    if (level > most_levels) plain = false;
    // The parser keeps the last of members with the same name.
    if (level == 1 && event == json::parse_event_t::key)
      plain &= names.insert(value.get<std::string>()).second;
    return plain;
  };
  auto object = json::parse(text.begin(), text.end(), look, false);
  if (!plain || !object.is_object()) return std::nullopt;
  return object;
}

std::optional<std::string> text_member(const json& object, const char* name) {
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string()) return std::nullopt;
  return member->get<std::string>();
}

}  // namespace

PasskeyResult<ClientData> parse_client_data(crypto::ByteView bytes) {
  if (bytes.size() > longest_client_data) return PasskeyErrc::malformed;
  const auto object = parse_object(bytes);
  if (!object) return PasskeyErrc::malformed;
  const auto type = text_member(*object, "type");
  const auto challenge = text_member(*object, "challenge");
  const auto origin = text_member(*object, "origin");
  if (!type || !challenge || !origin) return PasskeyErrc::malformed;

  ClientData data{*type, {}, *origin, false};
  if (const auto member = object->find("crossOrigin"); member != object->end()) {
    if (!member->is_boolean()) return PasskeyErrc::malformed;
    data.cross_origin = member->get<bool>();
  }
  const auto answered = crypto::base64_decode(*challenge, crypto::Base64::url);
  if (!answered) return PasskeyErrc::malformed;
  if (answered->size() != data.challenge.size()) return PasskeyErrc::wrong_challenge;
  std::copy(answered->begin(), answered->end(), data.challenge.begin());
  return data;
}

}  // namespace tellsafe::access
