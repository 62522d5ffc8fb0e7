// Periods: quarters and years, by the city's calendar. Pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "schema/facts.h"

namespace tellsafe::release {

struct Period {
  int year = 0;
  unsigned quarter = 0;  // 1 to 4; 0: the whole year
  friend bool operator==(const Period&, const Period&) = default;
};

inline constexpr std::chrono::days closing_days{45};

// "2025-Q1" or "2025"; nothing else.
std::optional<Period> parse_period(std::string_view text);
std::string to_string(const Period& period);

std::chrono::sys_days first_day(const Period& period);
std::chrono::sys_days last_day(const Period& period);
// The first day on which the period may be released: 45 days after it ends.
std::chrono::sys_days closes_on(const Period& period);

// The quarter a report belongs to: that of its date when year and month are given and the quarter was still
// open on the day the report came; else none for a quarter that had closed (received late: the year counts
// it), and the quarter of the day it came where the date does not say. The year follows in the same way.
struct Attribution {
  std::optional<Period> quarter;
  std::optional<Period> year;
};
Attribution attribute(const schema::PartialDate& date, std::chrono::sys_days received);

}  // namespace tellsafe::release
