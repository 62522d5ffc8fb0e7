#include "service/disclosure/structure.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Structure, WritesParentsOutInLeaves) {
  // 0 = 1 + 2, 1 = 3 + 4
  const auto structure = structure_of({{9, 4, 5, 1, 3}, {{0, {1, 2}, true}, {1, {3, 4}, true}}, {}});
  EXPECT_THAT(structure.leaves[0], ElementsAre(2, 3, 4));
  EXPECT_THAT(structure.leaves[2], ElementsAre(2));
  EXPECT_THAT(structure.above[3], ElementsAre(3, 1, 0));
  EXPECT_THAT(structure.above[0], IsEmpty());
  EXPECT_THAT(structure.loose, IsEmpty());
}

TEST(Structure, DropsWhatFollowsAndKeepsWhatTiesTables) {
  // A table of two by two, and a total that another question adds up to as well.
  const System system{{10, 3, 7, 4, 6, 1, 2, 3, 4, 5, 5},
                      {{0, {1, 2}, true},
                       {0, {3, 4}, true},
                       {1, {5, 6}, true},
                       {2, {7, 8}, true},
                       {3, {5, 7}, true},
                       {4, {6, 8}, true},
                       {0, {9, 10}, true}},
                      {}};
  const auto structure = structure_of(system);
  EXPECT_THAT(structure.leaves[0], ElementsAre(5, 6, 7, 8));
  EXPECT_THAT(structure.loose, ElementsAre(6));
  EXPECT_THAT(structure.loose_of[9], ElementsAre(0));
  EXPECT_THAT(structure.loose_of[1], IsEmpty());
}

TEST(Structure, KeepsSeveralAnswersLoose) {
  const auto structure = structure_of({{6, 4, 5}, {{0, {1, 2}, false}}, {}});
  EXPECT_THAT(structure.leaves[0], ElementsAre(0));
  EXPECT_THAT(structure.loose, ElementsAre(0));
}

TEST(Structure, LeavesCirclesAndOverlapsToRows) {
  // 0 = 1 + 2 and 1 = 0 + 3.
  const auto circle = structure_of({{5, 5, 0, 0}, {{0, {1, 2}, true}, {1, {0, 3}, true}}, {}});
  EXPECT_EQ(circle.loose.size(), 1U);
  // 0 = 1 + 2, and both contain 3.
  const auto overlap =
      structure_of({{4, 2, 2, 1, 1, 1}, {{0, {1, 2}, true}, {1, {3, 4}, true}, {2, {3, 5}, true}}, {}});
  EXPECT_THAT(overlap.leaves[0], ElementsAre(0));
  EXPECT_THAT(overlap.loose, ElementsAre(0));
}

}  // namespace
}  // namespace tellsafe::disclosure
