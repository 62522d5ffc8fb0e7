// Days as people and scripts read them.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>

namespace tellsafe::app {

// "2025-03-31". fmt/chrono.h would shift a day into the local time zone.
inline std::string day_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace tellsafe::app
