#include "service/disclosure/witness.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// 0 = 1 + 2 + 3; 4 of several answers 5 and 6; 2 is known to be 0 to 6.
const System& example() {
  static const System system{{12, 8, 3, 1, 6, 4, 5}, {{0, {1, 2, 3}, true}, {4, {5, 6}, false}}, {{2, 0, 6}}};
  return system;
}

std::vector<bool> showing(std::vector<std::size_t> cells) {
  std::vector<bool> shown(example().counts.size());
  for (const auto cell : cells) shown[cell] = true;
  return shown;
}

std::string why_not(const Witness& witness, const std::vector<bool>& shown) {
  std::string why;
  const bool holds = check_witness(example(), shown, witness, &why);
  EXPECT_EQ(holds, why.empty());
  return why;
}

TEST(Witness, HoldsWhereAllAgrees) {
  EXPECT_THAT(why_not({{}}, showing({0, 1, 4})), IsEmpty());
  EXPECT_THAT(why_not({{{2, 4}, {3, 0}}}, showing({0, 1, 4})), IsEmpty());
  EXPECT_THAT(why_not({{{4, 5}, {5, 1}}}, showing({0})), IsEmpty());
}

TEST(Witness, FailsWithEachWrong) {
  const auto shown = showing({0, 1, 4});
  EXPECT_THAT(why_not({{{2, 4}}}, shown), HasSubstr("relation 0"));
  EXPECT_THAT(why_not({{{1, 7}, {2, 4}}}, shown), HasSubstr("cell 1"));
  EXPECT_THAT(why_not({{{0, 18}, {2, 7}, {3, 3}}}, showing({})), HasSubstr("known 0"));
  EXPECT_THAT(why_not({{{5, 0}}}, shown), HasSubstr("relation 1"));
  EXPECT_THAT(why_not({{{6, 7}}}, shown), HasSubstr("relation 1"));
  EXPECT_THAT(why_not({{{3, 0}, {2, 4}}}, shown), HasSubstr("order"));
  EXPECT_THAT(why_not({{{3, 1}, {3, 1}}}, shown), HasSubstr("order"));
  EXPECT_THAT(why_not({{{7, 1}}}, shown), HasSubstr("does not exist"));
  // Not even if 2^64 made the sum right.
  EXPECT_THAT(why_not({{{2, 5}, {3, ~std::uint64_t{0}}}}, shown), HasSubstr("too large"));
}

TEST(Witness, GoalsAreTheSmallCountsThatAreNotShown) {
  EXPECT_THAT(goals(example(), showing({0, 5}), 5), ElementsAre(Goal{2, 0, 5}, Goal{3, 0, 5}));
}

TEST(Witness, BothSidesOfAGoalMustBeProven) {
  const auto shown = showing({0, 1, 4});
  const std::vector<Goal> wanted{{3, 0, 4}};
  const Witness low{{{2, 4}, {3, 0}}};
  const Witness high{{{2, 0}, {3, 4}}};
  const Witness wrong{{{2, 1}, {3, 4}}};
  EXPECT_THAT(unproven(example(), shown, wanted, std::vector{low, high}), IsEmpty());
  EXPECT_THAT(unproven(example(), shown, wanted, std::vector{low}), ElementsAre(wanted[0]));
  EXPECT_THAT(unproven(example(), shown, wanted, std::vector{high}), ElementsAre(wanted[0]));
  EXPECT_THAT(unproven(example(), shown, wanted, std::vector{low, wrong}), ElementsAre(wanted[0]));
}

}  // namespace
}  // namespace tellsafe::disclosure
