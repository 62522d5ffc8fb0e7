#include "service/disclosure/published.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "service/disclosure/accept.h"
#include "tests/unit/disclosure/tables.h"

namespace tellsafe::disclosure {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A total of three.
const std::vector<Relation> sum{{0, {1, 2, 3}, true}};

TEST(Published, FindsAContradiction) {
  const auto result = attack({4, sum, {{0, 20, 20}, {1, 15, 15}, {2, 10, 10}}, {}}, 5, *cbc_solver());
  ASSERT_EQ(result.leaks.size(), 1U);
  EXPECT_EQ(result.leaks[0].betrayal, Betrayal::contradiction);
}

TEST(Published, FindsWhatIsKnownOfTheRest) {
  const auto solver = cbc_solver();
  EXPECT_THAT(attack({4, sum, {{0, 20, 20}, {1, 10, 10}}, {}}, 5, *solver).leaks, IsEmpty());
  EXPECT_THAT(attack({4, sum, {{0, 20, 20}, {1, 10, 10}, {2, 7, 7}}, {}}, 5, *solver).leaks,
              ElementsAre(Leak{Betrayal::known_to_exist, {3, 3, 3, true}}));
  EXPECT_THAT(attack({4, sum, {{0, 20, 20}, {1, 10, 10}, {2, 10, 10}}, {}}, 5, *solver).leaks,
              ElementsAre(Leak{Betrayal::known_to_be_few, {3, 0, 0, true}}));
  EXPECT_THAT(attack({4, sum, {{0, 30, 30}, {1, 10, 10}, {2, 10, 10}}, {}}, 5, *solver).leaks,
              ElementsAre(Leak{Betrayal::known_exactly, {3, 10, 10, true}}));
}

TEST(Published, TakesRoundedFiguresAsWhatTheyMayBe) {
  // 20, 10 and 5, to the nearest 5: between 0 and 10 are left.
  const std::vector<Known> rounded{{0, 18, 22}, {1, 8, 12}, {2, 3, 7}};
  const auto result = attack({4, sum, rounded, {}}, 5, *cbc_solver());
  EXPECT_THAT(result.leaks, IsEmpty());
  EXPECT_THAT(result.extents, ElementsAre(Extent{3, 0, 11, true}));
}

TEST(Published, BlamesNoReleaseForWhatIsKnownAnyway) {
  const auto result = attack({4, sum, {{0, 20, 20}}, {{3, 1, 2}}}, 5, *cbc_solver());
  EXPECT_THAT(result.leaks, IsEmpty());
  EXPECT_EQ(attack({4, sum, {{0, 20, 20}, {1, 9, 9}, {2, 9, 9}}, {{3, 1, 3}}}, 5, *cbc_solver()).leaks.size(),
            1U);
}

// The release that the engine would make, and one with a rejected cell beside it.
TEST(Published, FindsWhatTheAuditFinds) {
  const auto solver = cbc_solver();
  std::size_t broken = 0;
  for (std::size_t seed = 0; seed < 300; ++seed) {
    std::mt19937_64 random(seed);
    const Table table = random_table(random);
    const auto& system = table.system;
    const auto accepted = accept(system, by_priority(system, table.threshold), table.threshold, *solver);
    if (!accepted.outside.empty()) continue;
    const auto betrayed = [&](const std::vector<bool>& shown) {
      Published published{shown.size(), system.relations, {}, system.known};
      for (std::size_t cell = 0; cell < shown.size(); ++cell)
        if (shown[cell]) published.figures.push_back({cell, system.counts[cell], system.counts[cell]});
      auto leaks = attack(published, table.threshold, *solver).leaks;
      std::erase_if(leaks, [](const Leak& leak) { return leak.betrayal == Betrayal::known_exactly; });
      EXPECT_EQ(small_for_sure(published, table.threshold, *solver), leaks) << seed;
      return std::ranges::any_of(leaks, [](const Leak& leak) {
        return leak.betrayal == Betrayal::known_to_exist || leak.betrayal == Betrayal::known_to_be_few;
      });
    };
    ASSERT_FALSE(betrayed(accepted.shown)) << seed;
    for (const auto& rejected : accepted.rejected) {
      if (rejected.reason != Reason::betrays) continue;
      auto shown = accepted.shown;
      shown[rejected.cell] = true;
      const auto findings = audit(system, shown, table.threshold, *solver).findings;
      const bool few = std::ranges::any_of(
          findings, [](const Finding& finding) { return finding.rule == Rule::cannot_be_high; });
      if (!few) continue;
      ASSERT_TRUE(betrayed(shown)) << seed << ' ' << rejected.cell;
      ++broken;
    }
  }
  EXPECT_GT(broken, 20U);
}

}  // namespace
}  // namespace tellsafe::disclosure
