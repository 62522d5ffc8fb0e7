#include "service/release/period.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

TEST(Period, ReadsItsTwoFormsAndNothingElse) {
  EXPECT_EQ(parse_period("2025-Q1"), (Period{2025, 1}));
  EXPECT_EQ(parse_period("2025"), (Period{2025, 0}));
  for (const auto* wrong : {"", "25", "2025-Q0", "2025-Q5", "2025-q1", "2025-Q1 ", "2025-Q", "2025/Q1",
                            "+202", "-202", "0000", "2025-01", "20 5"})
    EXPECT_FALSE(parse_period(wrong)) << wrong;
  EXPECT_EQ(to_string({2025, 4}), "2025-Q4");
  EXPECT_EQ(to_string({2025, 0}), "2025");
}

TEST(Period, WritesADayAsItIsWhateverTheTimeZone) {
  for (const auto* zone : {"America/New_York", "UTC", "Pacific/Auckland"}) {
    ASSERT_EQ(::setenv("TZ", zone, 1), 0);
    ::tzset();
    EXPECT_EQ(day_text(day(2025, 1, 1)), "2025-01-01") << zone;
    EXPECT_EQ(day_text(day(2025, 12, 31)), "2025-12-31") << zone;
  }
  ::unsetenv("TZ");
  ::tzset();
}

TEST(Period, KnowsItsDays) {
  EXPECT_EQ(first_day({2024, 1}), day(2024, 1, 1));
  EXPECT_EQ(last_day({2024, 1}), day(2024, 3, 31));
  EXPECT_EQ(last_day({2024, 2}), day(2024, 6, 30));
  EXPECT_EQ(first_day({2024, 4}), day(2024, 10, 1));
  EXPECT_EQ(last_day({2024, 4}), day(2024, 12, 31));
  EXPECT_EQ(last_day({2024, 0}), day(2024, 12, 31));
  EXPECT_EQ(closes_on({2025, 1}), day(2025, 5, 15));
  EXPECT_EQ(closes_on({2024, 0}), day(2025, 2, 14));
}

void expect(const schema::PartialDate& date, std::chrono::sys_days received, std::optional<Period> quarter,
            std::optional<Period> year) {
  const auto belongs = attribute(date, received);
  EXPECT_EQ(belongs.quarter, quarter);
  EXPECT_EQ(belongs.year, year);
}

constexpr Period y2024{2024, 0}, y2025{2025, 0};

TEST(Attribution, FollowsTheDateWhileItsQuarterIsOpen) {
  expect({2025, 3, 31}, day(2025, 3, 31), Period{2025, 1}, y2025);
  expect({2025, 3, 0}, day(2025, 5, 14), Period{2025, 1}, y2025);
  expect({2024, 12, 24}, day(2025, 2, 13), Period{2024, 4}, y2024);
}

TEST(Attribution, IsLateOnceTheQuarterHasClosed) {
  expect({2025, 3, 31}, day(2025, 5, 15), std::nullopt, y2025);
  expect({2024, 1, 1}, day(2025, 2, 13), std::nullopt, y2024);
}

TEST(Attribution, IsNoneOnceTheYearHasClosed) {
  expect({2024, 12, 31}, day(2025, 2, 14), std::nullopt, std::nullopt);
  expect({2024, 0, 0}, day(2025, 2, 14), std::nullopt, std::nullopt);
  expect({1990, 5, 1}, day(2025, 2, 14), std::nullopt, std::nullopt);
}

TEST(Attribution, FallsBackToTheDayItCame) {
  expect({}, day(2025, 4, 1), Period{2025, 2}, y2025);
  expect({2025, 0, 0}, day(2025, 8, 1), Period{2025, 3}, y2025);
  // A date that lies ahead is a slip.
  expect({2025, 12, 1}, day(2025, 8, 1), Period{2025, 3}, y2025);
  expect({2026, 0, 0}, day(2025, 8, 1), Period{2025, 3}, y2025);
}

TEST(Attribution, OfAnEarlierYearAloneHasNoQuarter) {
  expect({2024, 0, 0}, day(2025, 1, 10), std::nullopt, y2024);
}

// What open_reports relies on to leave other epochs closed, and what makes a year out of its quarters.
TEST(Attribution, StaysWithinItsPeriodsDays) {
  for (auto received = day(2024, 1, 1); received <= day(2025, 12, 31); received += std::chrono::days{1})
    for (unsigned year : {0U, 2023U, 2024U, 2025U, 2026U})
      for (unsigned month = 0; month <= (year == 0 ? 0U : 12U); ++month) {
        const auto belongs = attribute({year, month, 0}, received);
        for (const auto& period : {belongs.quarter, belongs.year}) {
          if (!period) continue;
          ASSERT_GE(received, first_day(*period));
          ASSERT_LT(received, closes_on(*period));
        }
        if (belongs.quarter) {
          ASSERT_EQ(belongs.year, (Period{belongs.quarter->year, 0}));
        }
      }
}

}  // namespace
}  // namespace tellsafe::release
