#include "service/release/protect.h"

#include <gmock/gmock.h>

#include "service/release/audit.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const schema::Audience working_group{"working_group", 5, 1};
const schema::Audience everybody{"public", 10, 5};
const schema::Audience police{"state_police", 11, 1};

// Cell 0 is the sum of the others; everything is printed for everybody.
Problem sum_of(const std::vector<std::uint64_t>& parts, std::vector<schema::Audience> audiences) {
  Problem problem;
  auto& system = problem.cells.system;
  system.counts.push_back(0);
  system.relations.push_back({0, {}, true});
  for (const auto part : parts) {
    system.relations[0].children.push_back(system.counts.size());
    system.counts.push_back(part);
    system.counts[0] += part;
  }
  std::vector<std::size_t> all;
  for (std::size_t cell = 0; cell < system.counts.size(); ++cell) {
    problem.cells.names.push_back("cell " + std::to_string(cell));
    all.push_back(cell);
  }
  problem.cells.apart.resize(all.size());
  problem.audiences = std::move(audiences);
  problem.printed.assign(problem.audiences.size(), all);
  problem.earlier.assign(problem.audiences.size(), std::vector<bool>(all.size()));
  return problem;
}

struct Outcome {
  Choice choice;
  Audited audited;
};

Outcome solve(const Problem& problem) {
  const auto solver = disclosure::cbc_solver();
  auto choice = choose(problem, *solver);
  auto audited = audit_choice(problem, choice, *solver);
  return {std::move(choice), std::move(audited)};
}

TEST(Protect, ShowsWhatIsLargeAndHidesWhatWouldBetrayTheSmall) {
  const auto [choice, audited] = solve(sum_of({20, 9, 3}, {working_group}));
  EXPECT_THAT(choice.audiences[0].shown, ElementsAre(true, true, false, false));
  EXPECT_THAT(audited.findings, IsEmpty());
  EXPECT_TRUE(choice.audiences[0].rejected.contains(2));
}

TEST(Protect, AHigherThresholdShowsNothingThatALowerOneHid) {
  // Of {20, 12, 3} one who may see 5 must not see the 12, so nobody may.
  const auto [choice, audited] = solve(sum_of({20, 12, 3}, {everybody, working_group}));
  EXPECT_THAT(choice.audiences[1].shown, ElementsAre(true, true, false, false));
  EXPECT_THAT(choice.audiences[0].shown, ElementsAre(true, true, false, false));
  EXPECT_THAT(audited.findings, IsEmpty());
}

TEST(Protect, EachThresholdIsAuditedInItsOwnView) {
  // 7 is shown to those who may see 5. The public must not conclude it from 40 - 20 - 13.
  auto problem = sum_of({20, 13, 7}, {everybody, working_group});
  problem.open = 0;
  const auto [choice, audited] = solve(problem);
  EXPECT_THAT(choice.audiences[1].shown, ElementsAre(true, true, true, true));
  EXPECT_THAT(choice.audiences[0].shown, ElementsAre(true, true, false, false));
  EXPECT_THAT(audited.findings, IsEmpty());
}

TEST(Protect, WhatAllSeeTogetherIsAuditedToo) {
  // The police are printed two parts of which the working group is printed the third and the sum.
  auto problem = sum_of({20, 30, 3}, {working_group, police});
  problem.printed = {{0, 1}, {2}};
  const auto [choice, audited] = solve(problem);
  EXPECT_THAT(choice.audiences[0].shown, ElementsAre(true, true, false, false));
  EXPECT_THAT(choice.audiences[1].shown, ElementsAre(false, false, false, false));
  EXPECT_THAT(audited.findings, IsEmpty());
}

TEST(Protect, WhatEarlierReleasesShowedIsKnown) {
  auto problem = sum_of({20, 30, 3}, {working_group});
  problem.printed = {{0, 1}};
  problem.earlier[0][2] = true;
  const auto [choice, audited] = solve(problem);
  // The sum may be shown, or the part, but not both.
  EXPECT_THAT(choice.audiences[0].shown, ElementsAre(true, false, false, false));
  EXPECT_THAT(audited.findings, IsEmpty());
}

TEST(Audit, NamesTheCellAndTheRule) {
  const auto problem = sum_of({20, 9, 3}, {working_group});
  const auto solver = disclosure::cbc_solver();
  auto choice = choose(problem, *solver);
  choice.audiences[0].shown[2] = true;
  const auto audited = audit_choice(problem, choice, *solver);
  EXPECT_THAT(audited.findings,
              testing::Contains("working_group: \"cell 3\" is not shown, but must be exactly 3 (rule 5)"));
  EXPECT_THAT(audited.findings,
              testing::Contains("working_group: \"cell 0\" less its shown parts leaves exactly 3 (rule 6)"));
  EXPECT_THAT(audited.findings, testing::Contains(testing::StartsWith("together: \"cell 3\"")));
}

TEST(Rounded, GoesToTheNearestHalvesUp) {
  EXPECT_EQ(rounded(10, 5), 10U);
  EXPECT_EQ(rounded(12, 5), 10U);
  EXPECT_EQ(rounded(13, 5), 15U);
  EXPECT_EQ(rounded(12, 1), 12U);
  EXPECT_EQ(rounded(5, 10), 10U);
  EXPECT_EQ(rounded(0, 5), 0U);
}

}  // namespace
}  // namespace tellsafe::release
