#include "service/disclosure/accept.h"

#include <gmock/gmock.h>

#include "tests/unit/disclosure/tables.h"

namespace tellsafe::disclosure {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Acceptance accepted(const System& system, unsigned threshold) {
  return accept(system, by_priority(system, threshold), threshold, *cbc_solver());
}

TEST(Accept, ShowsAllWhereNothingIsSmall) {
  const auto result = accepted({{30, 20, 10}, {{0, {1, 2}, true}}, {}}, 5);
  EXPECT_THAT(result.shown, ElementsAre(true, true, true));
  EXPECT_THAT(result.rejected, IsEmpty());
}

TEST(Accept, HidesAZeroAsItHidesAOne) {
  const auto result = accepted({{30, 30, 0}, {{0, {1, 2}, true}}, {}}, 5);
  EXPECT_THAT(result.shown, ElementsAre(true, false, false));
  ASSERT_EQ(result.rejected.size(), 1U);
  EXPECT_EQ(result.rejected[0].reason, Reason::betrays);
  EXPECT_EQ(result.rejected[0].victim, 2U);
}

TEST(Accept, HidesNothingForTheSakeOfAZeroThatIsKnown) {
  const auto result = accepted({{30, 30, 0}, {{0, {1, 2}, true}}, {{2, 0, 0}}}, 5);
  EXPECT_THAT(result.shown, ElementsAre(true, true, false));
  EXPECT_THAT(result.goals, IsEmpty());
}

TEST(Accept, LeavesZerosToWhoDoesNotAskForThem) {
  const System system{{30, 30, 0}, {{0, {1, 2}, true}}, {}};
  const std::vector<std::size_t> order{0, 1, 2};
  EXPECT_THAT(accept(system, order, Demand(5, false), *cbc_solver()).shown, ElementsAre(true, true, false));
}

TEST(Accept, HidesTheSmallestBesideASmallCount) {
  const auto result = accepted({{33, 10, 20, 3}, {{0, {1, 2, 3}, true}}, {}}, 5);
  EXPECT_THAT(result.shown, ElementsAre(true, false, true, false));
  ASSERT_EQ(result.rejected.size(), 1U);
  EXPECT_EQ(result.rejected[0].cell, 1U);
  EXPECT_EQ(result.rejected[0].reason, Reason::residual);
}

TEST(Accept, SaysWhoseSecretARejectedCellWouldTell) {
  // 13 = 3 + 10, 16 = 10 + 6, 7 = 6 + 1. No sum by itself tells of a small count; all three together do: at
  // most 7 of the 16 are not in cell 2, so at most 4 of the 13 are in cell 1.
  const System system{
      {13, 3, 10, 16, 6, 7, 1}, {{0, {1, 2}, true}, {3, {2, 4}, true}, {5, {4, 6}, true}}, {}};
  const std::vector<std::size_t> order{0, 3, 5};
  const auto result = accept(system, order, 5, *cbc_solver());
  EXPECT_THAT(result.shown, ElementsAre(true, false, false, true, false, false, false));
  ASSERT_EQ(result.rejected.size(), 1U);
  EXPECT_EQ(result.rejected[0].cell, 5U);
  EXPECT_EQ(result.rejected[0].reason, Reason::betrays);
  EXPECT_THAT(result.rejected[0].victim, testing::AnyOf(1U, 6U));
}

TEST(Accept, LeavesAsSmallWhatIsOfferedBelowTheThreshold) {
  const System system{{30, 26, 4}, {}, {}};
  const std::vector<std::size_t> order{2, 1};
  const auto result = accept(system, order, 5, *cbc_solver());
  EXPECT_THAT(result.shown, ElementsAre(false, true, false));
  ASSERT_EQ(result.rejected.size(), 1U);
  EXPECT_EQ(result.rejected[0].reason, Reason::too_small);
}

TEST(Accept, EndsSafeWhereverItIsStopped) {
  std::stop_source source;
  source.request_stop();
  const System system{{30, 20, 10}, {{0, {1, 2}, true}}, {}};
  const auto order = by_priority(system, 5);
  const auto result = accept(system, order, 5, *cbc_solver(), source.get_token());
  EXPECT_THAT(result.shown, ElementsAre(false, false, false));
  EXPECT_EQ(result.rejected.size(), 3U);
  EXPECT_EQ(result.rejected[0].reason, Reason::stopped);
}

TEST(Accept, DoesNotShowWhatItCannotProve) {
  class Tired : public Solver {
   public:
    Solution solve(const Program& program) override {
      (void)program;
      return {};
    }
  } tired;
  // 2 lies in both sums; emptying it would move reports between the others, three at a time.
  const System system{{33, 30, 3, 20, 17}, {{0, {1, 2}, true}, {3, {2, 4}, true}}, {}};
  const std::vector<std::size_t> order{3, 0};
  EXPECT_THAT(accept(system, order, 5, *cbc_solver()).shown, ElementsAre(true, false, false, true, false));
  EXPECT_TRUE(accept(system, order, 5, tired).outside.empty());
}

TEST(Accept, IsTheSameEveryTime) {
  for (std::size_t seed = 0; seed < 50; ++seed) {
    std::mt19937_64 random(seed);
    const Table table = random_table(random);
    const auto first = accepted(table.system, table.threshold);
    const auto second = accepted(table.system, table.threshold);
    EXPECT_EQ(first.shown, second.shown);
    ASSERT_EQ(first.witnesses.size(), second.witnesses.size());
    for (std::size_t i = 0; i < first.witnesses.size(); ++i)
      EXPECT_EQ(first.witnesses[i].changes, second.witnesses[i].changes);
  }
}

}  // namespace
}  // namespace tellsafe::disclosure
