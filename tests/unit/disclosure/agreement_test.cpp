// The audit against an attacker who tries every set of counts. TELLSAFE_TABLES=100000 for a long run.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "service/disclosure/accept.h"
#include "service/disclosure/residuals.h"
#include "tests/unit/disclosure/tables.h"

namespace tellsafe::disclosure {
namespace {

std::size_t tables_wanted() {
  const char* wanted = std::getenv("TELLSAFE_TABLES");
  return wanted == nullptr ? 1500 : std::strtoul(wanted, nullptr, 10);
}

std::set<std::pair<std::size_t, bool>> betrayed(const Audit& audit) {
  std::set<std::pair<std::size_t, bool>> sides;
  for (const auto& finding : audit.findings)
    if (finding.rule == Rule::cannot_be_low || finding.rule == Rule::cannot_be_high)
      sides.emplace(finding.cell, finding.rule == Rule::cannot_be_low);
  return sides;
}

TEST(Agreement, AuditFindsWhatTryingEverythingFindsAndNothingElse) {
  const auto solver = cbc_solver();
  std::size_t safe = 0;
  std::size_t unsafe = 0;
  for (std::size_t seed = 0; seed < tables_wanted(); ++seed) {
    std::mt19937_64 random(seed);
    const Table table = random_table(random);
    ASSERT_THAT(faults(table.system), testing::IsEmpty()) << "seed " << seed;
    const Audit result = audit(table.system, table.shown, table.demand(), *solver);
    const auto wanted = goals_by_trial(table);
    ASSERT_EQ(result.goals, wanted) << "seed " << seed;
    const auto found = betrayed(result);
    for (const auto& [cell, low, high] : wanted) {
      ASSERT_NE(found.contains({cell, true}), can_be(table, table.shown, cell, true, low))
          << "seed " << seed << " cell " << cell << " down";
      ASSERT_NE(found.contains({cell, false}), can_be(table, table.shown, cell, false, high))
          << "seed " << seed << " cell " << cell << " up";
    }
    const auto left = unproven(table.system, table.shown, wanted, result.witnesses);
    std::set<std::size_t> cells;
    for (const auto& [cell, down] : found) cells.insert(cell);
    ASSERT_EQ(left.size(), cells.size()) << "seed " << seed;
    for (const auto& finding : result.findings) ASSERT_TRUE(finding.proven) << "seed " << seed;
    ++(found.empty() ? safe : unsafe);
  }
  // Else the comparison would say little.
  EXPECT_GT(safe, tables_wanted() / 10);
  EXPECT_GT(unsafe, tables_wanted() / 10);
}

// Exactly: every rejection must be one that trying everything confirms, and what is shown must be safe.
TEST(Agreement, AcceptShowsACellExactlyWhereThatIsSafe) {
  const auto solver = cbc_solver();
  for (std::size_t seed = 0; seed < tables_wanted(); ++seed) {
    std::mt19937_64 random(seed);
    Table table = random_table(random);
    const auto order = by_priority(table.system, table.threshold);
    const auto result = accept(table.system, order, table.demand(), *solver);

    table.shown.assign(table.shown.size(), false);
    const auto wanted = goals_by_trial(table);
    const auto safe = [&] {
      return std::ranges::all_of(wanted, [&](const Goal& goal) {
        return can_be(table, table.shown, goal.cell, true, goal.low) &&
               can_be(table, table.shown, goal.cell, false, goal.high);
      });
    };
    for (const auto cell : order) {
      table.shown[cell] = true;
      table.shown[cell] = residuals(table.system, table.shown, table.threshold).empty() && safe();
      ASSERT_EQ(result.shown[cell], table.shown[cell]) << "seed " << seed << " cell " << cell;
    }
    ASSERT_EQ(result.shown, table.shown) << "seed " << seed;
  }
}

}  // namespace
}  // namespace tellsafe::disclosure
