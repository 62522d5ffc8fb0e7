#include "service/demo/report.h"

#include <gtest/gtest.h>

#include "tests/unit/demo/checks.h"

namespace tellsafe::demo {
namespace {

TEST(Urlencode, WritesAsBrowsersDo) {
  EXPECT_EQ(urlencode({}), "");
  EXPECT_EQ(urlencode({{"a", "1"}, {"a", "x y"}, {"b", ""}}), "a=1&a=x+y&b=");
  EXPECT_EQ(urlencode({{"t", "&=+%\n*-._~"}}), "t=%26%3D%2B%25%0A*-._%7E");
  EXPECT_EQ(urlencode({{"t", "\xC3\xB1"}}), "t=%C3%B1");
}

TEST(Day, ReadsOnlyDaysOfTheCalendar) {
  std::chrono::sys_days read;
  ASSERT_TRUE(parse_day("2024-02-29", read));
  EXPECT_EQ(read, day(2024, 2, 29));
  for (const char* const text :
       {"", "2023-02-29", "2024-2-29", "24-02-29", "2024/02/29", "2024-02-29 ", "2024-02-2x"}) {
    EXPECT_FALSE(parse_day(text, read)) << text;
  }
}

TEST(Day, IsWrittenAsItIsRead) {
  EXPECT_EQ(to_string(day(2024, 2, 9)), "2024-02-09");
}

}  // namespace
}  // namespace tellsafe::demo
