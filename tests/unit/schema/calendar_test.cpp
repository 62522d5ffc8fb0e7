#include "schema/calendar.h"

#include <gtest/gtest.h>

namespace tellsafe::schema {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

TEST(ParseMonth, ReadsYearAndMonth) {
  EXPECT_EQ(parse_month("2026-11"), (Month{2026, 11}));
  EXPECT_EQ(parse_month("1900-01"), (Month{1900, 1}));
  EXPECT_EQ(parse_month("9999-12"), (Month{9999, 12}));
  for (const auto* wrong : {"", "2026", "2026-1", "2026-13", "2026-00", "1899-12", "2026/11", "2026-11 ",
                            "-026-11", "2026--1", "2026-+1", "20261-1", "2026-1a", "2026-11-01", " 026-11"})
    EXPECT_EQ(parse_month(wrong), std::nullopt) << wrong;
}

TEST(ParseDay, ReadsDaysThatTheCalendarHas) {
  EXPECT_EQ(parse_day("2026-02-28"), sys_days(year(2026) / 2 / 28));
  EXPECT_EQ(parse_day("2024-02-29"), sys_days(year(2024) / 2 / 29));
  EXPECT_EQ(parse_day("1900-01-01"), sys_days(year(1900) / 1 / 1));
  EXPECT_EQ(parse_day("9999-12-31"), sys_days(year(9999) / 12 / 31));
  for (const auto* wrong :
       {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-04-31", "2026-04-00", "2026-4-3", "2026-2-28",
        "24-02-29", "15.12.2026", "2026/02/28", "2026-12-1a", "2026-02-28 ", "2026-02-28\n", "+026-02-28",
        "2026-02--1", "1899-12-31", "0000-01-01", "12026-01-01"})
    EXPECT_FALSE(parse_day(wrong)) << wrong;
}

}  // namespace
}  // namespace tellsafe::schema
