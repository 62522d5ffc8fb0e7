#include "service/runtime/clock.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "test_folder.h"

namespace tellsafe::runtime {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

// The day by the C library's own words, asked again where midnight passed in between.
sys_days real_day() {
  const std::time_t now = std::time(nullptr);
  const std::tm* const local = std::localtime(&now);
  return sys_days{std::chrono::year{local->tm_year + 1900} /
                  std::chrono::month{static_cast<unsigned>(local->tm_mon + 1)} /
                  std::chrono::day{static_cast<unsigned>(local->tm_mday)}};
}

bool is_real_day(const Clock& clock) {
  const sys_days before = real_day();
  const sys_days today = clock.today();
  return today == before || today == real_day();
}

TEST(SystemClock, TellsTheDayOfItsZone) {
  const SystemClock clock;
  EXPECT_TRUE(is_real_day(clock));
  // 25 hours lie between these two, so their days are never the same.
  ASSERT_TRUE(set_time_zone("Pacific/Kiritimati").has_value());
  const sys_days east = clock.today();
  ASSERT_TRUE(set_time_zone("Pacific/Pago_Pago").has_value());
  const sys_days west = clock.today();
  EXPECT_GT(east, west);
  ASSERT_TRUE(set_time_zone("Etc/UTC").has_value());
}

TEST(TimeZone, IsRefusedWhereThereIsNone) {
  for (const char* name : {"", "America/Nowhere", "../../../etc/passwd", "/etc/passwd", "America"}) {
    const auto set = set_time_zone(name);
    ASSERT_TRUE(set.has_error()) << name;
    EXPECT_NE(set.error().find("city.time_zone"), std::string::npos);
  }
}

TEST(FileClock, LivesInTheDayOfItsFile) {
  const TestFolder folder;
  const FileClock clock(folder.write("clock", "2024-02-29\n"));
  EXPECT_EQ(clock.today(), sys_days{2024y / 2 / 29});
  folder.write("clock", "2025-03-31");
  EXPECT_EQ(clock.today(), sys_days{2025y / 3 / 31});
}

TEST(FileClock, LivesInTheRealDayWithoutItsFile) {
  const TestFolder folder;
  const FileClock clock(folder.path() / "clock");
  EXPECT_TRUE(is_real_day(clock));
  folder.write("clock", "2025-03-31");
  EXPECT_EQ(clock.today(), sys_days{2025y / 3 / 31});
  std::filesystem::remove(folder.path() / "clock");
  EXPECT_TRUE(is_real_day(clock));
}

TEST(FileClock, KeepsTheLastGoodDay) {
  const TestFolder folder;
  const FileClock clock(folder.write("clock", "2025-03-31"));
  EXPECT_EQ(clock.today(), sys_days{2025y / 3 / 31});
  for (const char* wrong : {"", "\n", "2025-02-29", "2025-3-31", "2025-03-32", "31.03.2025", "2025-03-31\n\n",
                            "2025-03-31 x", "2025/03/31", " 2025-03-31", "+025-03-31"}) {
    folder.write("clock", wrong);
    EXPECT_EQ(clock.today(), sys_days{2025y / 3 / 31}) << wrong;
  }
}

TEST(MakeClock, TakesAFileOrNone) {
  const TestFolder folder;
  EXPECT_TRUE(is_real_day(*make_clock({})));
  EXPECT_EQ(make_clock(folder.write("clock", "2025-03-31"))->today(), sys_days{2025y / 3 / 31});
}

}  // namespace
}  // namespace tellsafe::runtime
