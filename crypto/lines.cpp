#include "crypto/lines.h"

#include <algorithm>

namespace tellsafe::crypto {

std::optional<std::string_view> take_line(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::optional<std::string_view> after(std::string_view label, std::string_view line) {
  if (!line.starts_with(label)) return std::nullopt;
  return line.substr(label.size());
}

bool is_plain_line(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace tellsafe::crypto
