#include "service/release/period.h"

#include <fmt/format.h>

#include <charconv>

namespace tellsafe::release {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

Period quarter_of(sys_days date) {
  const year_month_day calendar(date);
  return {static_cast<int>(calendar.year()), (static_cast<unsigned>(calendar.month()) + 2) / 3};
}

std::optional<Period> if_open(const Period& period, sys_days received) {
  if (received < closes_on(period)) return period;
  return std::nullopt;
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
  if (text.size() != 4 && text.size() != 7) return std::nullopt;
  Period period;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, period.year);
  if (error != std::errc() || end != text.data() + 4 || period.year < 1900) return std::nullopt;
  if (text.size() == 4) return period;
  if (text.substr(4, 2) != "-Q" || text[6] < '1' || text[6] > '4') return std::nullopt;
  period.quarter = static_cast<unsigned>(text[6] - '0');
  return period;
}

std::string to_string(const Period& period) {
  if (period.quarter == 0) return fmt::format("{:04}", period.year);
  return fmt::format("{:04}-Q{}", period.year, period.quarter);
}

std::string day_text(sys_days day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

sys_days first_day(const Period& period) {
  const unsigned first_month = period.quarter == 0 ? 1 : 3 * period.quarter - 2;
  return year{period.year} / month{first_month} / day{1};
}

sys_days last_day(const Period& period) {
  const auto length = months{period.quarter == 0 ? 12 : 3};
  return sys_days{year_month_day(first_day(period)) + length} - days{1};
}

sys_days closes_on(const Period& period) {
  return last_day(period) + closing_days;
}

Attribution attribute(const schema::PartialDate& date, sys_days received) {
  const Period quarter_received = quarter_of(received);
  const Period year_received{quarter_received.year, 0};
  const Period dated_year{static_cast<int>(date.year), 0};
  // Nobody reports what is still to come: such a date is a slip and says nothing.
  if (date.year == 0 || first_day(dated_year) > received) return {quarter_received, year_received};
  if (date.month == 0) {
    // A year alone does not say the quarter, but it does say when the day of receipt cannot be right.
    if (dated_year == year_received) return {quarter_received, year_received};
    return {std::nullopt, if_open(dated_year, received)};
  }
  const Period dated_quarter{dated_year.year, (date.month + 2) / 3};
  if (first_day(dated_quarter) > received) return {quarter_received, year_received};
  return {if_open(dated_quarter, received), if_open(dated_year, received)};
}

}  // namespace tellsafe::release
