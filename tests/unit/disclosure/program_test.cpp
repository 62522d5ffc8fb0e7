#include "service/disclosure/program.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

// Two rows of a thousand leaves each under a total.
System wide() {
  System system{{0, 0, 0}, {{0, {1, 2}, true}, {1, {}, true}, {2, {}, true}}, {}};
  for (std::size_t i = 0; i < 2000; ++i) {
    const std::size_t row = 1 + i / 1000;
    system.relations[row].children.push_back(system.counts.size());
    system.counts.push_back(1);
    ++system.counts[row];
    ++system.counts[0];
  }
  return system;
}

TEST(Program, HasOneVariableForEachClass) {
  const auto system = wide();
  const auto structure = structure_of(system);
  const Point point(system, structure);
  Holds holds(system.counts.size(), 0);
  holds[0] = always;
  holds[1] = always;
  // The cell, its row without it, the other row, which the total ties to them.
  EXPECT_EQ(program_of(system, structure, holds, {3, true, 0}, point).classes.size(), 3U);
}

TEST(Program, IsTheConnectedBlockOnly) {
  // A total that two questions add up to; it is shown, so they have nothing to do with each other.
  const System system{{9, 4, 5, 3, 6}, {{0, {1, 2}, true}, {0, {3, 4}, true}}, {}};
  const auto structure = structure_of(system);
  const Point point(system, structure);
  Holds holds(system.counts.size(), 0);
  EXPECT_EQ(program_of(system, structure, holds, {3, true, 0}, point).classes.size(), 4U - 1U);
  holds[0] = always;
  EXPECT_EQ(program_of(system, structure, holds, {3, true, 0}, point).classes.size(), 2U);
}

TEST(Program, SolutionsAreWitnesses) {
  const System system{{9, 4, 5, 3, 6}, {{0, {1, 2}, true}, {0, {3, 4}, true}}, {}};
  const auto structure = structure_of(system);
  Point point(system, structure);
  Holds holds(system.counts.size(), 0);
  holds[0] = always;
  const auto program = program_of(system, structure, holds, {3, true, 0}, point);
  const auto solution = cbc_solver()->solve(program.program);
  ASSERT_EQ(solution.outcome, Outcome::found);
  apply(program, solution, point);
  EXPECT_EQ(point[3], 0);
  EXPECT_TRUE(check_witness(system, {true, false, false, false, false}, point.witness()));
  point.reset();
  EXPECT_EQ(cbc_solver()->solve(program_of(system, structure, holds, {3, false, 10}, point).program).outcome,
            Outcome::impossible);
}

TEST(Program, PaysForWhatMayBeShownLater) {
  // Emptying 3 can fill 4, which may be shown later, or 5.
  const System system{{9, 3, 6, 1, 1, 1}, {{0, {1, 2}, true}, {1, {3, 4, 5}, true}}, {}};
  const auto structure = structure_of(system);
  Point point(system, structure);
  Holds holds(system.counts.size(), 0);
  holds[1] = always;
  holds[4] = 20;
  const auto program = program_of(system, structure, holds, {3, true, 0}, point);
  apply(program, cbc_solver()->solve(program.program), point);
  EXPECT_EQ(point[4], 1);
  EXPECT_EQ(point[5], 2);
}

}  // namespace
}  // namespace tellsafe::disclosure
