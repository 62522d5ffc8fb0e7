#include "schema/validate_date.h"

#include <gtest/gtest.h>

namespace tellsafe::schema {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::year_month_day today = 2025y / 11 / 15;

CheckedDate checked(std::string_view day, std::string_view month, std::string_view year,
                    bool approximate = false) {
  return check_date({day, month, year, approximate}, today);
}

void expect_date(const CheckedDate& result, const PartialDate& date) {
  EXPECT_TRUE(result.problems.empty());
  EXPECT_EQ(result.date, date);
}

void expect_problem(const CheckedDate& result, DatePart part, Problem problem) {
  ASSERT_EQ(result.problems.size(), 1U);
  EXPECT_EQ(result.problems[0].part, part);
  EXPECT_EQ(name_of(result.problems[0].problem), name_of(problem));
}

TEST(ValidateDate, TakesWhatIsKnown) {
  expect_date(checked("", "", ""), {});
  expect_date(checked("", "", "2024"), {2024, 0, 0, false});
  expect_date(checked("", "2", "2024", true), {2024, 2, 0, true});
  expect_date(checked("29", "02", "2024"), {2024, 2, 29, false});
  expect_date(checked("1", "1", "1900"), {1900, 1, 1, false});
  expect_date(checked(" 9 ", "\t3", "２０２５"), {2025, 3, 9, false});
  expect_date(checked(" ", " ", " "), {});
}

TEST(ValidateDate, ApproximateAloneSaysNothing) {
  expect_date(checked("", "", "", true), {});
}

TEST(ValidateDate, TwoDigitsMeanTheLatestYearThatHasBegun) {
  expect_date(checked("", "", "25"), {2025, 0, 0, false});
  expect_date(checked("", "", "24"), {2024, 0, 0, false});
  expect_date(checked("", "", "00"), {2000, 0, 0, false});
  expect_date(checked("", "", "26"), {1926, 0, 0, false});
  expect_date(checked("", "", "98"), {1998, 0, 0, false});
}

TEST(ValidateDate, TodayHasBegunAndTomorrowHasNot) {
  expect_date(checked("15", "11", "2025"), {2025, 11, 15, false});
  expect_date(checked("", "11", "2025"), {2025, 11, 0, false});
  expect_problem(checked("16", "11", "2025"), DatePart::day, Problem::date_in_future);
  expect_problem(checked("1", "12", "2025"), DatePart::month, Problem::date_in_future);
  expect_problem(checked("", "12", "2025"), DatePart::month, Problem::date_in_future);
  expect_problem(checked("", "", "2026"), DatePart::year, Problem::date_in_future);
  expect_problem(checked("30", "2", "9999"), DatePart::year, Problem::date_in_future);
  expect_date(checked("31", "12", "2024"), {2024, 12, 31, false});
}

TEST(ValidateDate, SendsToThePartThatIsWrongOrMissing) {
  expect_problem(checked("31", "2", "2024"), DatePart::day, Problem::impossible_date);
  expect_problem(checked("29", "2", "2023"), DatePart::day, Problem::impossible_date);
  expect_problem(checked("32", "1", "2024"), DatePart::day, Problem::impossible_date);
  expect_problem(checked("0", "1", "2024"), DatePart::day, Problem::impossible_date);
  expect_problem(checked("1", "13", "2024"), DatePart::month, Problem::impossible_date);
  expect_problem(checked("1", "00", "2024"), DatePart::month, Problem::impossible_date);
  expect_problem(checked("5", "", "2024"), DatePart::month, Problem::impossible_date);
  expect_problem(checked("5", "", ""), DatePart::month, Problem::impossible_date);
  expect_problem(checked("", "5", ""), DatePart::year, Problem::impossible_date);
  expect_problem(checked("5", "5", ""), DatePart::year, Problem::impossible_date);
  expect_problem(checked("", "", "1899"), DatePart::year, Problem::date_too_old);
  expect_problem(checked("", "", "0000"), DatePart::year, Problem::date_too_old);
}

TEST(ValidateDate, SaysWhichPartsAreNoNumbers) {
  expect_problem(checked("first", "1", "2024"), DatePart::day, Problem::not_a_number);
  expect_problem(checked("001", "1", "2024"), DatePart::day, Problem::not_a_number);
  expect_problem(checked("1", "May", "2024"), DatePart::month, Problem::not_a_number);
  expect_problem(checked("", "", "5"), DatePart::year, Problem::not_a_number);
  expect_problem(checked("", "", "024"), DatePart::year, Problem::not_a_number);
  expect_problem(checked("", "", "20240"), DatePart::year, Problem::not_a_number);
  EXPECT_EQ(checked("x", "y", "z").problems.size(), 3U);
}

}  // namespace
}  // namespace tellsafe::schema
