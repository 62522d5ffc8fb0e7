#include "service/release/format.h"

#include <fmt/format.h>

#include <algorithm>

namespace tellsafe::release {

std::string label_key(std::string_view question, std::string_view kind, std::string_view code) {
  if (kind == "total") return "page.numbers.total";
  if (kind == "unanswered") return "page.numbers.no_answer";
  return fmt::format("{}.{}.{}", kind, question, code);
}

std::string csv_figure(const std::optional<std::uint64_t>& figure) {
  return figure ? std::to_string(*figure) : "not shown";
}

std::string printable(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace tellsafe::release
