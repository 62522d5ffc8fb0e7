#include "service/disclosure/procedure.h"

#include <gmock/gmock.h>

#include "service/disclosure/accept.h"

namespace tellsafe::disclosure {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The whole procedure of these tests: the order by `lots` where there are any, else the fixed one.
struct Pipeline {
  System system;
  Demand demand;
  bool lots;

  std::vector<std::size_t> order() const {
    const std::vector<std::uint64_t> even(system.counts.size(), std::uint64_t{1} << 63U);
    return lots ? by_priority(system, demand.threshold, even) : by_priority(system, demand.threshold);
  }

  Reproduction operator()() const {
    const auto solver = cbc_solver();
    const auto offered = order();
    const auto accepted = accept(system, offered, demand, *solver);
    const Procedure procedure = [&](const std::vector<std::uint64_t>& counts) {
      auto other = system;
      other.counts = counts;
      const auto again =
          lots ? as_before(other, demand.threshold, offered) : by_priority(other, demand.threshold);
      return accept(other, again, demand, *solver).shown;
    };
    return reproduce(system, accepted.shown, accepted.goals, accepted.witnesses, accepted.shown, procedure,
                     {}, *solver);
  }
};

const System pair{{10, 3, 7}, {{0, {1, 2}, true}}, {}};

// Were it 0 and 10, 10 would be shown: who sees that it is not knows that there is a report.
TEST(Procedure, LosesWhatAnUnprotectedZeroBetrays) {
  const auto result = Pipeline{pair, {5, false}, false}();
  EXPECT_TRUE(result.truth);
  ASSERT_EQ(result.lost.size(), 1U);
  EXPECT_EQ(result.lost[0].cell, 1U);
  EXPECT_TRUE(result.lost[0].down);
}

TEST(Procedure, ReproducesWhereZerosAreProtected) {
  const auto result = Pipeline{pair, {5, true}, false}();
  EXPECT_TRUE(result.truth);
  EXPECT_EQ(result.sampled, 2U);
  EXPECT_EQ(result.low, 1U);
  EXPECT_EQ(result.reproduced, 2U);
  EXPECT_EQ(result.low_reproduced, 1U);
  EXPECT_THAT(result.lost, IsEmpty());
  EXPECT_EQ(result.witnesses.size(), 2U);
}

// 3, 7 and 10: were the first 0, the second would be 10 as well, and the earlier of the two be offered first.
TEST(Procedure, NeedsLotsWhereAFixedOrderBreaksATie) {
  const System system{{20, 3, 7, 10}, {{0, {1, 2, 3}, true}}, {}};
  const auto fixed = Pipeline{system, 5, false}();
  EXPECT_EQ(fixed.lost.size(), 1U);
  const auto drawn = Pipeline{system, 5, true}();
  EXPECT_THAT(drawn.lost, IsEmpty());
}

// Nothing but its being small can be the reason why it isn't shown.
TEST(Procedure, CannotHideThatAnUntiedCountIsFew) {
  const auto result = Pipeline{{{20, 3}, {}, {}}, 5, true}();
  ASSERT_EQ(result.lost.size(), 1U);
  EXPECT_FALSE(result.lost[0].down);
}

TEST(Procedure, TellsThatTheTruthItselfGivesAnotherOutput) {
  const auto solver = cbc_solver();
  const Procedure other = [](const std::vector<std::uint64_t>&) { return std::vector<bool>{true}; };
  EXPECT_FALSE(reproduce(pair, {true, false, false}, {}, {}, {false}, other, {}, *solver).truth);
}

TEST(ByLot, KeepsTotalsFirstAndCanGiveEveryOrderBelow) {
  const System system{{100, 10, 80, 10}, {{0, {1, 2, 3}, true}}, {}};
  constexpr auto best = ~std::uint64_t{0};
  EXPECT_THAT(by_priority(system, 5, std::vector<std::uint64_t>{0, 0, 0, best}), ElementsAre(0, 3, 2, 1));
  EXPECT_THAT(by_priority(system, 5, std::vector<std::uint64_t>{0, best, 0, 0}), ElementsAre(0, 1, 2, 3));
  const std::vector<std::uint64_t> even(4, std::uint64_t{1} << 63U);
  EXPECT_THAT(by_priority(system, 5, even), ElementsAre(0, 2, 1, 3));
}

TEST(AsBefore, PutsWhatWasTooSmallLastOfItsEquals) {
  const System system{{100, 10, 80, 10}, {{0, {1, 2, 3}, true}}, {}};
  const std::vector<std::size_t> order{0, 3, 2};
  EXPECT_THAT(as_before(system, 5, order), ElementsAre(0, 3, 2, 1));
}

}  // namespace
}  // namespace tellsafe::disclosure
