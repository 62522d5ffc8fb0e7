#include "service/disclosure/moves.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

// Cells 0 the total, 1 2 rows, 3 4 columns, 5 6 / 7 8; the cells named are kept.
class Square {
 public:
  Square(std::vector<std::uint64_t> inner, std::vector<Cell> kept)
      : system_{{inner[0] + inner[1] + inner[2] + inner[3], inner[0] + inner[1], inner[2] + inner[3],
                 inner[0] + inner[2], inner[1] + inner[3], inner[0], inner[1], inner[2], inner[3]},
                {{1, {5, 6}, true},
                 {2, {7, 8}, true},
                 {3, {5, 7}, true},
                 {4, {6, 8}, true},
                 {0, {1, 2}, true}},
                {}},
        structure_(structure_of(system_)),
        signatures_(system_, structure_),
        moves_(system_, structure_, signatures_),
        shown_(9) {
    for (const auto cell : kept) {
      signatures_.keep(cell, true);
      shown_[cell] = true;
    }
  }

  bool reach(const Need& need) {
    Point point(system_, structure_);
    if (!moves_.reach(need, point)) return false;
    const auto count = point[need.cell];
    EXPECT_TRUE(need.down ? count <= need.count : count >= need.count);
    EXPECT_TRUE(check_witness(system_, shown_, point.witness()));
    return true;
  }
  bool swapped() const { return moves_.swapped(); }

 private:
  System system_;
  Structure structure_;
  Signatures signatures_;
  Moves moves_;
  std::vector<bool> shown_;
};

TEST(Moves, SlideInsideAClass) {
  Square square({2, 9, 0, 0}, {0, 1});
  EXPECT_TRUE(square.reach({5, true, 0}));
  EXPECT_FALSE(square.swapped());
  EXPECT_TRUE(square.reach({5, false, 7}));
  EXPECT_FALSE(square.swapped());
}

TEST(Moves, AppearAndVanishWhereNothingIsKept) {
  Square square({2, 0, 0, 0}, {});
  EXPECT_TRUE(square.reach({0, true, 0}));
  EXPECT_TRUE(square.reach({5, false, 5}));
}

TEST(Moves, SwapWhereRowsAndColumnsAreKept) {
  Square square({2, 9, 9, 6}, {0, 1, 2, 3, 4});
  EXPECT_TRUE(square.reach({5, true, 0}));
  EXPECT_TRUE(square.swapped());
  EXPECT_TRUE(square.reach({5, false, 5}));
  EXPECT_TRUE(square.swapped());
}

TEST(Moves, GiveUpWhereThereIsNoWay) {
  Square square({2, 9, 9, 1}, {0, 1, 2, 3, 4});
  EXPECT_FALSE(square.reach({8, false, 13}));
  Square full({2, 0, 0, 3}, {0, 1, 2, 3, 4});
  EXPECT_FALSE(full.reach({5, false, 3}));
}

TEST(Moves, MindSeveralAnswers) {
  // 0 is at least 1 and 2 and at most their sum; 0 is kept.
  const System system{{6, 4, 3}, {{0, {1, 2}, false}}, {}};
  const auto structure = structure_of(system);
  Signatures signatures(system, structure);
  signatures.keep(0, true);
  Moves moves(system, structure, signatures);
  Point point(system, structure);
  const std::vector<bool> shown{true, false, false};
  // Who is taken out of 2 must be in 1.
  EXPECT_TRUE(moves.reach({2, true, 0}, point));
  EXPECT_TRUE(check_witness(system, shown, point.witness()));
  EXPECT_EQ(point[1], 6);
  point.reset();
  EXPECT_TRUE(moves.reach({2, false, 6}, point));
  EXPECT_TRUE(check_witness(system, shown, point.witness()));
  point.reset();
  EXPECT_FALSE(moves.reach({2, false, 7}, point));
}

// Cell 0 had to be chosen by everybody in 1 or 2, and lies with 4 in 3.
TEST(Moves, LiftWhatMustGrowWithACell) {
  const System system{{6, 5, 1, 8, 2}, {{0, {1, 2}, false}, {3, {0, 4}, true}}, {}};
  const Structure structure = structure_of(system);
  Signatures signatures(system, structure);
  Moves moves(system, structure, signatures);
  Point point(system, structure);
  ASSERT_TRUE(moves.reach({2, false, 9}, point));
  EXPECT_EQ(point[2], 9);
  EXPECT_GE(point[0], 9);
  EXPECT_EQ(point[3], point[0] + point[4]);
  EXPECT_TRUE(check_witness(system, std::vector<bool>(5), point.witness()));
  // Not where somebody would notice.
  signatures.keep(0, true);
  point.reset();
  EXPECT_FALSE(moves.reach({2, false, 9}, point));
}

}  // namespace
}  // namespace tellsafe::disclosure
