#include "service/disclosure/intervals.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/unit/disclosure/tables.h"

namespace tellsafe::disclosure {
namespace {

using testing::ElementsAre;

TEST(Intervals, AreWhatSubtractionTells) {
  // 10 = 3 + 7, and 20 of which nothing is said.
  const System system{{10, 3, 7, 20}, {{0, {1, 2}, true}}, {{2, 2, 8}}};
  EXPECT_THAT(intervals(system, {true, false, false, false}, 15, *cbc_solver()),
              ElementsAre(Extent{1, 2, 8, true}, Extent{2, 2, 8, true}, Extent{3, 0, {}, true}));
}

TEST(Intervals, AreOfTheCellsThatWereAskedFor) {
  const System system{{10, 3, 7}, {{0, {1, 2}, true}}, {}};
  const std::vector<std::size_t> cells{2};
  EXPECT_THAT(intervals(system, {true, true, false}, cells, 15, *cbc_solver()),
              ElementsAre(Extent{2, 7, 7, true}));
}

TEST(Intervals, SayWhereTheyMayBeWider) {
  class Tired : public Solver {
   public:
    Solution solve(const Program& program) override {
      (void)program;
      return {};
    }
  } tired;
  const System system{{10, 3, 7}, {{0, {1, 2}, true}}, {{2, 7, 7}}};
  const auto extents = intervals(system, {true, false, false}, 15, tired);
  EXPECT_FALSE(extents[0].proven);
}

TEST(Intervals, AreThoseThatTryingEverythingGives) {
  const auto solver = cbc_solver();
  for (std::size_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const Table table = random_table(random);
    // Within what can_be() tries.
    const std::uint64_t most = std::ranges::max(table.system.counts) + table.threshold;
    for (const auto& [cell, low, high, proven] : intervals(table.system, table.shown, most, *solver)) {
      ASSERT_TRUE(proven);
      ASSERT_TRUE(can_be(table, table.shown, cell, true, low)) << seed << ' ' << cell;
      ASSERT_TRUE(can_be(table, table.shown, cell, false, high.value_or(most))) << seed << ' ' << cell;
      const bool lower = low > 0 && can_be(table, table.shown, cell, true, low - 1);
      const bool higher = high && can_be(table, table.shown, cell, false, *high + 1);
      ASSERT_FALSE(lower || higher) << seed << ' ' << cell;
    }
  }
}

}  // namespace
}  // namespace tellsafe::disclosure
