// Days and months as people type them into forms, files and commands. Pure functions.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string_view>

namespace tellsafe::schema {

struct Month {
  int year = 0;
  unsigned number = 0;  // 1 to 12
  friend auto operator<=>(const Month&, const Month&) = default;
};

// "2026-11" and nothing else, from 1900 to 9999.
std::optional<Month> parse_month(std::string_view text);

// "2026-11-21" and nothing else, from 1900 to 9999; a day that the calendar has.
std::optional<std::chrono::sys_days> parse_day(std::string_view text);

}  // namespace tellsafe::schema
