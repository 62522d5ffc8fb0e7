#include "service/disclosure/audit.h"

#include <gmock/gmock.h>

#include "service/disclosure/accept.h"
#include "tests/unit/disclosure/tables.h"

namespace tellsafe::disclosure {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

std::vector<bool> showing(const System& system, const std::vector<std::size_t>& cells) {
  std::vector<bool> shown(system.counts.size());
  for (const auto cell : cells) shown[cell] = true;
  return shown;
}

Audit audited(const System& system, const std::vector<std::size_t>& shown, unsigned threshold) {
  return audit(system, showing(system, shown), threshold, *cbc_solver());
}

TEST(Audit, PassesWithWitnesses) {
  const System system{{30, 20, 7, 3}, {{0, {1, 2, 3}, true}}, {}};
  const auto result = audited(system, {0, 1}, 5);
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_THAT(unproven(system, showing(system, {0, 1}), result.goals, result.witnesses), IsEmpty());
  EXPECT_EQ(result.goals.size(), 1U);
}

TEST(Audit, FindsWhatSubtractionTells) {
  const auto result = audited({{30, 20, 7, 3}, {{0, {1, 2, 3}, true}}, {}}, {0, 1, 2}, 5);
  EXPECT_THAT(result.findings, Contains(Field(&Finding::rule, Rule::residual)));
  EXPECT_THAT(result.findings, Contains(Field(&Finding::rule, Rule::cannot_be_low)));
  ASSERT_EQ(result.findings.size(), 3U);
  EXPECT_EQ(result.findings.back().interval.low, 3U);
  EXPECT_EQ(result.findings.back().interval.high, 3U);
}

// Each line by itself leaves 10 or more between two hidden cells; together they tell that cell 14 holds 3.
TEST(Audit, FindsWhatOnlySeveralRelationsTogetherTell) {
  // Rows of three: 5 6 7 / 8 9 10 / 11 12 13, totals 0; rows 1 2 3; columns 14 15 16.
  const std::vector<std::uint64_t> inner{3, 8, 20, 9, 20, 20, 20, 20, 20};
  System system;
  auto& counts = system.counts;
  counts.assign(17, 0);
  for (std::size_t i = 0; i < 9; ++i) {
    counts[5 + i] = inner[i];
    counts[1 + i / 3] += inner[i];
    counts[14 + i % 3] += inner[i];
    counts[0] += inner[i];
  }
  for (std::size_t i = 0; i < 3; ++i) {
    system.relations.push_back({1 + i, {5 + 3 * i, 6 + 3 * i, 7 + 3 * i}, true});
    system.relations.push_back({14 + i, {5 + i, 8 + i, 11 + i}, true});
  }
  system.relations.push_back({0, {1, 2, 3}, true});
  system.relations.push_back({0, {14, 15, 16}, true});
  // Hidden: 5 6 / 8 / 12, that is a path and not a circle: 12 is told by its row, then 6 by its column.
  const auto result = audited(system, {0, 1, 2, 3, 14, 15, 16, 7, 9, 10, 11, 13}, 5);
  EXPECT_THAT(result.findings, Contains(testing::AllOf(Field(&Finding::rule, Rule::cannot_be_low),
                                                       Field(&Finding::cell, 5U))));
  // With 9 hidden as well it is a circle.
  EXPECT_THAT(audited(system, {0, 1, 2, 3, 14, 15, 16, 7, 10, 11, 12, 13}, 5).findings, IsEmpty());
}

TEST(Audit, FindsShownSmallCountsExceptZerosByDefinition) {
  const System system{{20, 18, 2, 0}, {}, {{3, 0, 0}}};
  const auto result = audited(system, {0, 1, 2, 3}, 5);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].rule, Rule::shown_too_small);
  EXPECT_EQ(result.findings[0].cell, 2U);
}

TEST(Audit, AsksOfWhatIsKnownFromOutsideOnlyThatNothingIsAdded) {
  // Police tables say at least 2 of cell 2.
  const System system{{30, 20, 7, 3}, {{0, {1, 2, 3}, true}}, {{3, 2, 30}}};
  const auto result = audited(system, {0, 1}, 5);
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_THAT(result.outside, ElementsAre(Goal{3, 2, 5}));
  EXPECT_FALSE(audited(system, {0, 1, 2}, 5).findings.empty());
}

TEST(Audit, FindsAYearThatItsQuartersTell) {
  // A year, its quarters, and the three quarters that an earlier release has shown.
  const System system{
      {43, 12, 13, 15, 3}, {{0, {1, 2, 3, 4}, true}}, {{1, 12, 12}, {2, 13, 13}, {3, 15, 15}}};
  EXPECT_THAT(audited(system, {}, 5).findings, IsEmpty());
  EXPECT_FALSE(audited(system, {0}, 5).findings.empty());
}

// A solver that never comes to an end.
class Tired : public Solver {
 public:
  Solution solve(const Program& program) override {
    (void)program;
    return {};
  }
};

TEST(Audit, DoesNotPassWhatItCannotProve) {
  const System system{{30, 20, 7, 3}, {{0, {1, 2, 3}, true}}, {}};
  Tired solver;
  const auto result = audit(system, showing(system, {0, 1, 2}), 5, solver);
  EXPECT_THAT(result.findings, Contains(testing::AllOf(Field(&Finding::rule, Rule::cannot_be_low),
                                                       Field(&Finding::proven, false))));
}

// Of what was rejected nothing can be shown in addition, and no witness can be altered, without its being
// found.
TEST(Audit, FindsEachWayToBreakARelease) {
  const auto solver = cbc_solver();
  std::size_t revealed = 0;
  std::size_t altered = 0;
  for (std::size_t seed = 0; seed < 400; ++seed) {
    std::mt19937_64 random(seed);
    const Table table = random_table(random);
    const auto& system = table.system;
    if (std::ranges::any_of(system.relations, [](const auto& relation) { return !relation.exact; })) continue;
    const auto accepted = accept(system, by_priority(system, table.threshold), table.threshold, *solver);
    EXPECT_THAT(audit(system, accepted.shown, table.threshold, *solver).findings, IsEmpty());
    for (std::size_t cell = 0; cell < system.counts.size(); ++cell) {
      if (accepted.shown[cell]) continue;
      auto shown = accepted.shown;
      shown[cell] = true;
      if (system.counts[cell] == 0 || system.counts[cell] < table.threshold) {
        const bool zero = std::ranges::any_of(
            system.known, [&](const Known& known) { return known.cell == cell && known.high == 0; });
        EXPECT_EQ(audit(system, shown, table.threshold, *solver).findings.empty(), zero);
      } else {
        EXPECT_FALSE(audit(system, shown, table.threshold, *solver).findings.empty()) << seed << ' ' << cell;
      }
      ++revealed;
    }
    for (const auto& witness : accepted.witnesses) {
      ASSERT_TRUE(check_witness(system, accepted.shown, witness));
      for (std::size_t i = 0; i < witness.changes.size(); ++i) {
        auto wrong = witness;
        wrong.changes.erase(wrong.changes.begin() + static_cast<std::ptrdiff_t>(i));
        // A cell in no relation may be as it was.
        const auto cell = witness.changes[i].cell;
        if (std::ranges::none_of(system.relations, [&](const Relation& relation) {
              return relation.parent == cell || std::ranges::count(relation.children, cell) > 0;
            }))
          continue;
        EXPECT_FALSE(check_witness(system, accepted.shown, wrong));
        ++altered;
      }
    }
  }
  EXPECT_GT(revealed, 1000U);
  EXPECT_GT(altered, 1000U);
}

}  // namespace
}  // namespace tellsafe::disclosure
