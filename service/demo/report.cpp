#include "service/demo/report.h"

#include <fmt/format.h>

#include <charconv>

namespace tellsafe::demo {
namespace {

void append_encoded(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '*' || c == '-' || c == '.' || c == '_';
    if (plain) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
}

template <class Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::string urlencode(const std::vector<Field>& fields) {
  std::string out;
  for (const Field& field : fields) {
    if (!out.empty()) out += '&';
    append_encoded(out, field.name);
    out += '=';
    append_encoded(out, field.value);
  }
  return out;
}

bool parse_day(std::string_view text, std::chrono::sys_days& day) {
  unsigned year = 0;
  unsigned month = 0;
  unsigned date = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !parse_number(text.substr(0, 4), year) ||
      !parse_number(text.substr(5, 2), month) || !parse_number(text.substr(8, 2), date)) {
    return false;
  }
  const std::chrono::year_month_day calendar{std::chrono::year{static_cast<int>(year)},
                                             std::chrono::month{month}, std::chrono::day{date}};
  if (!calendar.ok()) return false;
  day = calendar;
  return true;
}

std::string to_string(std::chrono::sys_days day) {
  const std::chrono::year_month_day calendar{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(calendar.year()),
                     static_cast<unsigned>(calendar.month()), static_cast<unsigned>(calendar.day()));
}

}  // namespace tellsafe::demo
