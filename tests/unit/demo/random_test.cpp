#include "service/demo/random.h"

#include <gtest/gtest.h>

#include <array>

namespace tellsafe::demo {
namespace {

TEST(Random, IsTheSameForTheSameSeed) {
  Random a(1);
  Random b(1);
  Random c(2);
  EXPECT_EQ(a.next(), b.next());
  EXPECT_NE(a.next(), c.next());
}

// xoshiro256** from splitmix64 of 0: the first numbers of the published reference implementation.
TEST(Random, IsXoshiro) {
  Random random(0);
  EXPECT_EQ(random.next(), 0x99EC5F36CB75F2B4U);
  EXPECT_EQ(random.next(), 0xBF6E1F784956452AU);
}

TEST(Random, StaysBelowAndReachesEach) {
  Random random(7);
  std::array<int, 5> seen{};
  for (int i = 0; i < 1000; ++i) ++seen.at(random.below(5));
  for (const int times : seen) EXPECT_GT(times, 150);
}

TEST(Random, PicksByWeight) {
  Random random(7);
  const std::array<std::uint64_t, 4> weights{0, 1, 0, 3};
  std::array<int, 4> seen{};
  for (int i = 0; i < 4000; ++i) ++seen.at(random.pick(weights));
  EXPECT_EQ(seen[0] + seen[2], 0);
  EXPECT_NEAR(seen[3], 3000, 120);
}

TEST(StableHash, NeverChanges) {
  EXPECT_EQ(stable_hash("1327079"), stable_hash("1327079"));
  EXPECT_NE(stable_hash("1327079"), stable_hash("1327080"));
  EXPECT_EQ(stable_hash(""), 0xF52A15E9A9B5E89BU);
}

}  // namespace
}  // namespace tellsafe::demo
