#include "service/intake/work_payload.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "crypto/base64.h"
#include "crypto/hash.h"

namespace tellsafe::intake {
namespace {

constexpr std::string_view expires_label = "?expires=";
constexpr std::size_t hash_digits = 64;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// The seconds in a salt that work_salt could have made.
std::optional<std::int64_t> expiry_of(std::string_view salt) {
  if (!is_hex(salt.substr(0, salt_digits), salt_digits)) return std::nullopt;
  const std::string_view rest = salt.substr(salt_digits);
  if (!rest.starts_with(expires_label)) return std::nullopt;
  const std::string_view digits = rest.substr(expires_label.size());
  std::int64_t expires = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), expires);
  if (parsed.ec != std::errc{} || expires < 0) return std::nullopt;
  if (salt != work_salt(salt.substr(0, salt_digits), expires)) return std::nullopt;
  return expires;
}

// Empty where there is no such text.
std::string text_member(const nlohmann::json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

}  // namespace

std::string work_salt(std::string_view digits, std::int64_t expires) {
  return fmt::format("{}{}{}&", digits, expires_label, expires);
}

std::string work_hash(std::string_view salt, std::uint64_t number) {
  return crypto::hex(crypto::sha256(crypto::bytes_of(fmt::format("{}{}", salt, number))));
}

std::optional<WorkPayload> parse_work_payload(std::string_view text) {
  if (text.empty() || text.size() > longest_work_payload) return std::nullopt;
  const auto decoded = crypto::base64_decode(text, crypto::Base64::padded);
  if (!decoded) return std::nullopt;
  const auto object = nlohmann::json::parse(*decoded, nullptr, false);
  if (!object.is_object() || text_member(object, "algorithm") != work_algorithm) return std::nullopt;

  WorkPayload payload;
  payload.challenge = text_member(object, "challenge");
  payload.signature = text_member(object, "signature");
  payload.salt = text_member(object, "salt");
  if (!is_hex(payload.challenge, hash_digits) || !is_hex(payload.signature, hash_digits)) return std::nullopt;
  const auto expires = expiry_of(payload.salt);
  const auto number = object.find("number");
  if (!expires || number == object.end() || !number->is_number_unsigned()) return std::nullopt;
  payload.expires = *expires;
  payload.number = number->get<std::uint64_t>();
  return payload;
}

}  // namespace tellsafe::intake
