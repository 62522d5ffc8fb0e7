#include "schema/calendar.h"

namespace tellsafe::schema {
namespace {

constexpr int first_year = 1900;  // as of periods

// At most four digits.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = 10 * value + (digit - '0');
  }
  return value;
}

}  // namespace

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto number = digits(text.substr(5));
  if (!year || !number || *year < first_year || *number < 1 || *number > 12) return std::nullopt;
  return Month{*year, static_cast<unsigned>(*number)};
}

std::optional<std::chrono::sys_days> parse_day(std::string_view text) {
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto month = parse_month(text.substr(0, 7));
  const auto day = digits(text.substr(8));
  if (!month || !day) return std::nullopt;
  const auto date = std::chrono::year{month->year} / std::chrono::month{month->number} /
                    std::chrono::day{static_cast<unsigned>(*day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

}  // namespace tellsafe::schema
