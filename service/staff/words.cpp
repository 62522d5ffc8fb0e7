#include "service/staff/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tellsafe::staff {

std::string words_of(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string_view local_address(std::string_view then) {
  constexpr std::size_t longest = 1000;
  const bool plain = std::ranges::all_of(then, [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
  const bool local = then.starts_with('/') && !then.starts_with("//");
  return plain && local && then.size() <= longest ? then : std::string_view("/");
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
  std::string encoded;
  for (const char c : text) {
    if (plain.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string sign_in_address(std::string_view then) {
  const std::string_view address = local_address(then);
  return address == "/" ? "/" : "/?then=" + percent_encoded(address);
}

std::string id_of(std::uint64_t id) {
  return fmt::format("{:016x}", id);
}

std::optional<std::uint64_t> parse_id(std::string_view text) {
  std::uint64_t id = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, id, 16);
  if (text.size() != 16 || error != std::errc() || stopped != end) return std::nullopt;
  return id;
}

}  // namespace tellsafe::staff
