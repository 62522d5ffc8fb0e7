// The solved challenge as a browser sends it, read strictly. See work.h for the format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tellsafe::intake {

struct WorkPayload {
  std::string challenge;     // 64 hexadecimal digits, lower case
  std::string signature;     // the same
  std::string salt;          // well formed
  std::int64_t expires = 0;  // out of the salt
  std::uint64_t number = 0;
};

inline constexpr std::size_t longest_work_payload = 1024;
inline constexpr std::size_t salt_digits = 24;
inline constexpr std::string_view work_algorithm = "SHA-256";

// "<digits>?expires=<seconds>&"
std::string work_salt(std::string_view digits, std::int64_t expires);

// Hexadecimal SHA-256 of salt ‖ number.
std::string work_hash(std::string_view salt, std::uint64_t number);

// Nothing for what is not base 64 with padding of such an object, is longer than longest_work_payload, or
// holds anything but the plain form of its values. Members that other solvers add ("took") are passed over.
std::optional<WorkPayload> parse_work_payload(std::string_view text);

}  // namespace tellsafe::intake
