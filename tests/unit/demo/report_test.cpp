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

TEST(Day, IsWrittenAsYearMonthAndDay) {
  EXPECT_EQ(to_string(day(2024, 2, 9)), "2024-02-09");
}

}  // namespace
}  // namespace tellsafe::demo
