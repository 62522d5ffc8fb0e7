#include "service/release/protect.h"

#include <gmock/gmock.h>

#include <random>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using schema::Level;
using testing::ElementsAre;

std::vector<bool> shown(const Cells& cells, unsigned threshold) {
  return protect(cells, threshold, std::vector<bool>(cells.counts.size(), true)).shown;
}

// A total and its parts.
Cells parts(std::vector<std::uint64_t> counts, bool exact) {
  Relation relation{0, {}, exact};
  for (std::size_t i = 1; i < counts.size(); ++i) relation.children.push_back(i);
  return {std::move(counts), {relation}, {}};
}

TEST(Protect, ShowsWhatIsLargeEnough) {
  EXPECT_THAT(shown(parts({30, 10, 15, 5}, true), 5), ElementsAre(true, true, true, true));
}

TEST(Protect, HidesZeroAsItHidesOne) {
  EXPECT_THAT(shown(parts({30, 10, 20, 0}, true), 5), shown(parts({31, 10, 20, 1}, true), 5));
  EXPECT_FALSE(shown(parts({0, 0, 0}, true), 5)[0]);
  EXPECT_FALSE(shown(parts({4, 2, 2}, true), 5)[0]);
}

TEST(Protect, HidesTheSmallestShownWhereSubtractingWouldTell) {
  EXPECT_THAT(shown(parts({33, 10, 20, 3}, true), 5), ElementsAre(true, false, true, false));
  // Three hidden with 3 between them.
  EXPECT_THAT(shown(parts({33, 10, 20, 2, 1, 0}, true), 5),
              ElementsAre(true, false, true, false, false, false));
  // Two hidden with 8 between them need nothing more.
  EXPECT_THAT(shown(parts({28, 20, 4, 4}, true), 5), ElementsAre(true, true, false, false));
}

TEST(Protect, HidesATotalWhoseOnlyPartIsHidden) {
  // 0 = 1 + 2; 1 has one part, 3, which another table hides together with 4.
  const Cells cells{{40, 12, 28, 12, 3, 15}, {{0, {1, 2}, true}, {1, {3}, true}, {5, {3, 4}, true}}, {}};
  const auto result = shown(cells, 5);
  EXPECT_FALSE(result[3]);
  EXPECT_FALSE(result[1]);
  EXPECT_FALSE(result[2]);  // else 40 - 28 tells 12
}

TEST(Protect, HidesWhatLiesUnderAHiddenTotal) {
  const Cells cells{{33, 10, 20, 3, 5, 5}, {{0, {1, 2, 3}, true}, {1, {4, 5}, true}}, {}};
  EXPECT_THAT(shown(cells, 5), ElementsAre(true, false, true, false, false, false));
}

TEST(Protect, OfSeveralChoicesWatchesThePartsThatMustExist) {
  // At least 20 - 12 - 6 = 2 must have chosen the third.
  EXPECT_THAT(shown(parts({20, 12, 6, 2}, false), 5), ElementsAre(true, true, false, false));
  // Those who chose the shown ones may be everybody.
  EXPECT_THAT(shown(parts({20, 12, 15, 2}, false), 5), ElementsAre(true, true, true, false));
}

TEST(Protect, OfSeveralChoicesWatchesThoseWhoDidNotChoose) {
  // 20 - 18: two did not choose it.
  EXPECT_FALSE(shown(parts({20, 18, 15, 12}, false), 5)[1]);
  EXPECT_TRUE(shown(parts({20, 20, 15, 12}, false), 5)[1]);
}

TEST(Protect, KeepsHiddenWhatALowerThresholdHid) {
  const auto cells = parts({100, 40, 30, 30}, true);
  EXPECT_THAT(protect(cells, 10, {true, true, false, false}).shown, ElementsAre(true, true, false, false));
}

TEST(Protect, SaysThatItIsNoAudit) {
  const auto audit = protect(parts({10, 10}, true), 5, {true, true}).audit;
  EXPECT_EQ(audit.method, "primary suppression with residual guard");
  EXPECT_EQ(audit.verdict, "not audited");
  EXPECT_FALSE(audit.passed);
}

TEST(Rounded, GoesToTheNearestHalvesUp) {
  EXPECT_EQ(rounded(10, 5), 10U);
  EXPECT_EQ(rounded(12, 5), 10U);
  EXPECT_EQ(rounded(13, 5), 15U);
  EXPECT_EQ(rounded(12, 1), 12U);
  EXPECT_EQ(rounded(5, 10), 10U);
  EXPECT_EQ(rounded(0, 5), 0U);
}

TEST(Late, IsShownWhenNeitherItNorTheRestIsSmall) {
  EXPECT_TRUE(may_show_late(10, 100, true, 10));
  EXPECT_TRUE(may_show_late(10, 10, true, 10));
  EXPECT_FALSE(may_show_late(9, 100, true, 10));
  EXPECT_FALSE(may_show_late(0, 100, true, 10));
  EXPECT_FALSE(may_show_late(95, 100, true, 10));
  EXPECT_FALSE(may_show_late(10, 100, false, 10));
}

// What the guard promises, on many small sets of reports.
void expect_guarded(const Cells& cells, const std::vector<bool>& shown, unsigned threshold) {
  const auto small = [&](std::uint64_t count) { return count > 0 && count < threshold; };
  for (std::size_t cell = 0; cell < cells.counts.size(); ++cell)
    ASSERT_TRUE(!shown[cell] || cells.counts[cell] >= threshold);
  for (const auto& relation : cells.relations) {
    const auto parent = cells.counts[relation.parent];
    std::uint64_t sum = 0;
    std::size_t hidden = 0;
    for (const auto child : relation.children) {
      ASSERT_TRUE(shown[relation.parent] || !shown[child]);
      if (shown[child]) sum += cells.counts[child];
      if (!shown[child]) ++hidden;
      ASSERT_FALSE(shown[child] && !relation.exact && small(parent - cells.counts[child]));
    }
    if (!shown[relation.parent] || hidden == 0) continue;
    if (!relation.exact && sum >= parent) continue;
    ASSERT_GE(hidden, 2U);
    ASSERT_FALSE(small(parent - sum));
  }
}

TEST(Protect, NeverLeavesASmallResidual) {
  const std::vector<schema::Form> forms{small_form()};
  const std::vector<schema::Table> tables{
      {"colours", {{"colours", Level::option}}, true, true},
      {"by_size", {{"colours", Level::category}, {"size", Level::option}}, true, true},
      {"size", {{"size", Level::option}}, true, true}};
  std::mt19937 random(1);
  std::size_t shown_cells = 0;
  for (int round = 0; round < 2000; ++round) {
    Tabulator tabulator(tables, forms);
    // Each set leans its own way, so that there are large and small cells.
    const auto colour_weight = random() % 8 + 1;
    const auto size_weight = random() % 8 + 1;
    for (auto left = random() % 80; left > 0; --left) {
      auto answers = answers_of(forms[0], {});
      answers.values[0] = (random() % 10 < colour_weight ? 1U : random() % 16U);
      answers.values[1] = (random() % 10 < size_weight ? 1U : random() % 3U);
      tabulator.count(0, answers);
    }
    const auto cells = link(tabulator.tables(), tabulator.reports());
    const auto low = protect(cells, 5, std::vector<bool>(cells.counts.size(), true));
    const auto high = protect(cells, 10, low.shown);
    expect_guarded(cells, low.shown, 5);
    expect_guarded(cells, high.shown, 10);
    for (std::size_t cell = 0; cell < cells.counts.size(); ++cell) {
      ASSERT_TRUE(low.shown[cell] || !high.shown[cell]);
      if (low.shown[cell]) ++shown_cells;
    }
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(shown_cells, 2000U);  // it does not hide everything
}

}  // namespace
}  // namespace tellsafe::release
