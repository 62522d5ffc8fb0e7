#include "service/demo/clock_file.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/unit/demo/checks.h"

namespace tellsafe::demo {
namespace {

TEST(ClockFile, HoldsTheDayAndNothingBesideIt) {
  const support::TemporaryFolder folder;
  ClockFile clock(folder.path() / "clock");
  ASSERT_TRUE(clock.set(day(2025, 3, 31)).has_value());
  ASSERT_TRUE(clock.set(day(2025, 4, 1)).has_value());
  EXPECT_EQ(support::read_file(folder.path() / "clock"), "2025-04-01\n");
  ASSERT_TRUE(clock.clear().has_value());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  EXPECT_TRUE(clock.clear().has_value());
}

TEST(ClockFile, SaysWhenItCannotBeWritten) {
  ClockFile clock("/nowhere/clock");
  const auto set = clock.set(day(2025, 3, 31));
  ASSERT_TRUE(set.has_error());
  EXPECT_NE(set.error().find("/nowhere/clock"), std::string::npos);
}

}  // namespace
}  // namespace tellsafe::demo
