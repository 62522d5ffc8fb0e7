#include "service/disclosure/signatures.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

using testing::UnorderedElementsAre;

std::vector<Cell> class_of(const Signatures& signatures, Cell leaf) {
  std::vector<Cell> members;
  for (Cell cell = signatures.first(signatures.of(leaf)); cell != no_cell; cell = signatures.next(cell))
    members.push_back(cell);
  return members;
}

// A table of two by two: 0 the total, 1 2 rows, 3 4 columns, 5 6 / 7 8.
const System& square() {
  static const System system{
      {10, 3, 7, 4, 6, 1, 2, 3, 4},
      {{1, {5, 6}, true}, {2, {7, 8}, true}, {3, {5, 7}, true}, {4, {6, 8}, true}, {0, {1, 2}, true}},
      {}};
  return system;
}

TEST(Signatures, ClassesSplitAndJoinAgain) {
  const auto structure = structure_of(square());
  Signatures signatures(square(), structure);
  EXPECT_THAT(class_of(signatures, 5), UnorderedElementsAre(5, 6, 7, 8));
  signatures.keep(1, true);
  EXPECT_THAT(class_of(signatures, 5), UnorderedElementsAre(5, 6));
  EXPECT_THAT(class_of(signatures, 8), UnorderedElementsAre(7, 8));
  signatures.keep(3, true);
  EXPECT_THAT(class_of(signatures, 5), UnorderedElementsAre(5));
  signatures.keep(1, false);
  EXPECT_THAT(class_of(signatures, 5), UnorderedElementsAre(5, 7));
  signatures.keep(3, false);
  EXPECT_THAT(class_of(signatures, 8), UnorderedElementsAre(5, 6, 7, 8));
  EXPECT_EQ(signatures.of(5), 0U);
}

TEST(Signatures, AddUpAsTheKeptCountsDo) {
  const auto structure = structure_of(square());
  Signatures signatures(square(), structure);
  for (const Cell cell : {0U, 1U, 2U, 3U, 4U}) signatures.keep(cell, true);
  EXPECT_EQ(signatures.of(5) + signatures.of(8), signatures.of(6) + signatures.of(7));
  EXPECT_NE(signatures.of(5) + signatures.of(6), signatures.of(7) + signatures.of(8));
}

TEST(Signatures, KeepWhatTiesTables) {
  System system{{4, 1, 3, 2, 2}, {{0, {1, 2}, true}, {0, {3, 4}, true}}, {}};
  const auto structure = structure_of(system);
  const Signatures signatures(system, structure);
  EXPECT_THAT(class_of(signatures, 1), UnorderedElementsAre(1, 2));
  EXPECT_THAT(class_of(signatures, 3), UnorderedElementsAre(3, 4));
  EXPECT_EQ(signatures.of(1) + signatures.of(3), 0U);
}

}  // namespace
}  // namespace tellsafe::disclosure
