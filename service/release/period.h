// Periods: quarters and years, by the city's calendar. Pure functions.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "schema/facts.h"

namespace tellsafe::release {

struct Period {
  int year = 0;
  unsigned quarter = 0;  // 1 to 4; 0: the whole year
  friend auto operator<=>(const Period&, const Period&) = default;
};

inline constexpr std::chrono::days closing_days{45};

// "2025-Q1" or "2025"; nothing else.
std::optional<Period> parse_period(std::string_view text);
std::string to_string(const Period& period);

// "2025-03-31". The calendar's day as it is: fmt 9 would shift it into the process's time zone, which is a
// day back in all of America.
std::string day_text(std::chrono::sys_days day);

std::chrono::sys_days first_day(const Period& period);
std::chrono::sys_days last_day(const Period& period);
// The first day on which the period may be released: 45 days after it ends.
std::chrono::sys_days closes_on(const Period& period);

// Where a report is counted. `received` is the day it came (the day of its epoch).
//
// Its quarter is that of its date when that gives year and month and the quarter was still open on the day
// the report came; none when the quarter had closed (received late: only the year counts it). Without a date,
// or with one that lies ahead of the day it came, it is the quarter of the day it came; so too with the
// current year alone. With an earlier year alone there is no quarter. The year follows in the same way: that
// of the date while it is open, else none, and the year of the day it came where there is no date.
//
// So a report with a quarter always has the year of that quarter, and a period only holds reports that came
// from its first day up to the day before closes_on(): nothing else need be opened to count it.
struct Attribution {
  std::optional<Period> quarter;
  std::optional<Period> year;
};
Attribution attribute(const schema::PartialDate& date, std::chrono::sys_days received);

}  // namespace tellsafe::release
