#include "service/disclosure/together.h"

#include <gmock/gmock.h>

namespace tellsafe::disclosure {
namespace {

using testing::SizeIs;

// A shown total of `total`, and four leaves of which all but the first are 0.
struct Four {
  explicit Four(std::uint64_t total)
      : system{{total, total, 0, 0, 0}, {{0, {1, 2, 3, 4}, true}}, {}},
        finder(system, *solver),
        proofs(goals(system, {true, true, false, false, false}, 5), 5),
        sides(proofs.order(finder.structure())) {
    finder.hold(0, always);
  }
  std::unique_ptr<Solver> solver = cbc_solver();
  System system;
  Finder finder;
  Proofs proofs;
  std::vector<Proofs::Side> sides;
};

TEST(Together, TakesAsManyAsTheShownCountsHaveRoomFor) {
  const Four four(12);
  EXPECT_THAT(room_for(four.system, four.finder, four.proofs, four.sides, 10), SizeIs(2));
  EXPECT_THAT(room_for(four.system, four.finder, four.proofs, four.sides, 1), SizeIs(1));
}

TEST(Together, ProvesAllWithFewerProgramsThanNeeds) {
  Four four(12);
  Figures figures;
  const auto impossible =
      prove_together(four.system, four.finder, four.proofs, four.sides, figures, [&](Witness witness) {
        EXPECT_TRUE(check_witness(four.system, {true, false, false, false, false}, witness));
        four.proofs.add(std::move(witness), 0);
      });
  EXPECT_FALSE(impossible);
  EXPECT_EQ(figures.programs, 2U);
  for (std::size_t goal = 0; goal < 3; ++goal) EXPECT_TRUE(four.proofs.is_proven({goal, false}));
}

TEST(Together, NamesTheNeedThatHasNoProof) {
  // 5 are left for the row of 2 and 3, and 1 shown with all the rest: 4 must stay 0.
  const System system{{12, 7, 5, 0, 0}, {{0, {1, 2, 3, 4}, true}}, {{2, 1, 12}, {3, 0, 4}}};
  const auto solver = cbc_solver();
  Finder finder(system, *solver);
  finder.hold(0, always);
  finder.hold(1, always);
  Proofs proofs({{4, 0, 5}}, 5);
  Figures figures;
  const auto side = prove_together(system, finder, proofs, proofs.order(finder.structure()), figures,
                                   [](const Witness&) { FAIL(); });
  ASSERT_TRUE(side);
  EXPECT_EQ(side->goal, 0U);
  EXPECT_EQ(figures.impossible, 1U);
}

}  // namespace
}  // namespace tellsafe::disclosure
