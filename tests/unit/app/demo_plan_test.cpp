#include "service/app/demo_plan.h"

#include <gmock/gmock.h>

#include "tests/unit/app/town.h"

namespace tellsafe::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr sys_days today = std::chrono::year{2025} / 3 / 31;

class DemoPlanTest : public testing::Test {
 protected:
  DemoPlanTest() {
    config_.schema = source / "schema";
    config_.areas = source / "deploy/demo/areas.json";
    config_.languages = {"en", "es"};
  }
  Outcome<std::vector<demo::Report>> plan() { return plan_reports(options_, config_, today); }
  void write_fbi(const std::string& rows) {
    options_.fbi = folder_.path() / "fbi.csv";
    support::write_file(
        options_.fbi, "incident_id,incident_date,offense_name,location_name,bias_desc,victim_types\n" + rows);
  }
  support::TemporaryFolder folder_;
  runtime::Config config_;
  FeedOptions options_;
};

TEST_F(DemoPlanTest, FillsTwoWholeYearsAndThisOneUpToToday) {
  const auto reports = plan();
  ASSERT_FALSE(reports.has_error()) << reports.error().message;
  EXPECT_EQ(reports->size(), 1800U);
  const sys_days first = (std::chrono::year_month_day(today).year() - std::chrono::years{2}) / 1 / 1;
  EXPECT_GE(reports->front().received, first);
  EXPECT_LT(reports->front().received, first + days{60});
  EXPECT_LE(reports->back().received, today);
}

TEST_F(DemoPlanTest, KeepsToTheDaysAndTheNumberThatAreGiven) {
  options_.from = "2024-01-01";
  options_.to = "2024-01-31";
  options_.reports = 20;
  const auto reports = plan();
  ASSERT_EQ(reports->size(), 20U);
  EXPECT_GE(reports->front().received, sys_days(std::chrono::year{2024} / 1 / 1));
  EXPECT_LE(reports->back().received, sys_days(std::chrono::year{2024} / 1 / 31));
}

TEST_F(DemoPlanTest, SaysWhichDayIsWrong) {
  options_.to = "2025-04-01";
  EXPECT_EQ(plan().error().code, ExitCode::usage);
  options_.to = "yesterday";
  EXPECT_THAT(plan().error().message, testing::HasSubstr("--to yesterday"));
  options_.to = "2024-01-01";
  options_.from = "2024-01-02";
  EXPECT_THAT(plan().error().message, testing::HasSubstr("--from is after --to"));
}

TEST_F(DemoPlanTest, SendsIncidentsInTheOrderOfTheirDays) {
  write_fbi(
      "1,2023-05-28,Arson,Bar/Nightclub,Anti-Gay (Male),Business\n"
      "2,2020-05-28,Arson,Bar/Nightclub,Anti-Gay (Male),Business\n"
      "3,2025-03-31,Arson,Bar/Nightclub,Anti-Gay (Male),Business\n"
      "4,2026-01-01,Arson,Bar/Nightclub,Anti-Gay (Male),Business\n");
  const auto reports = plan();
  ASSERT_FALSE(reports.has_error()) << reports.error().message;
  // The last one lies in the future; the third is reported some days later, which may not have come yet.
  ASSERT_GE(reports->size(), 2U);
  ASSERT_LE(reports->size(), 3U);
  EXPECT_LT(reports->at(0).received, reports->at(1).received);
}

TEST_F(DemoPlanTest, TakesASampleOfIncidents) {
  std::string rows;
  for (int i = 0; i < 100; ++i) {
    rows += std::to_string(i) + ",2020-05-28,Arson,Bar/Nightclub,Anti-Gay (Male),Business\n";
  }
  write_fbi(rows);
  options_.reports = 10;
  EXPECT_EQ(plan()->size(), 10U);
}

TEST_F(DemoPlanTest, NamesFileAndLineOfAMistake) {
  write_fbi("1,2020-05-28,Arson\n");
  EXPECT_THAT(plan().error().message, testing::HasSubstr("fbi.csv, line 2"));
  options_.fbi = "/nowhere.csv";
  EXPECT_EQ(plan().error().code, ExitCode::usage);
}

}  // namespace
}  // namespace tellsafe::app
