#include "service/release/review.h"

#include <gmock/gmock.h>

#include <random>
#include <set>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using store::ReportId;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = Decision::Kind;

// Decisions in their order.
std::vector<NumberedDecision> decided(const std::vector<Decision>& decisions) {
  std::vector<NumberedDecision> numbered;
  for (const auto& decision : decisions) numbered.push_back({numbered.size() + 1, decision});
  return numbered;
}
Decision same(ReportId report, ReportId other) {
  return {report, Kind::duplicate, other, {}};
}
Decision reject(ReportId report) {
  return {report, Kind::reject, 0, "x"};
}
Decision clear(ReportId report) {
  return {report, Kind::clear, 0, {}};
}

std::vector<ReportId> out(const std::vector<Decision>& decisions, const std::set<ReportId>& gone = {}) {
  return not_counted(standing_decisions(decided(decisions)),
                     [&](ReportId report) { return !gone.contains(report); });
}

TEST(Review, RejectedReportsAreNotCounted) {
  EXPECT_THAT(out({}), IsEmpty());
  EXPECT_THAT(out({reject(7), reject(3)}), ElementsAre(3, 7));
}

TEST(Review, TheLastDecisionHolds) {
  EXPECT_THAT(out({reject(7), clear(7)}), IsEmpty());
  EXPECT_THAT(out({clear(7), reject(7)}), ElementsAre(7));
  EXPECT_THAT(out({same(7, 8), same(7, 9)}), ElementsAre(7));
  EXPECT_THAT(out({same(8, 7), same(8, 9), reject(9)}), ElementsAre(9));  // 8 is alone with 9 then
}

TEST(Review, OfAChainTheEndCounts) {
  EXPECT_THAT(out({same(1, 2)}), ElementsAre(1));
  EXPECT_THAT(out({same(1, 2), same(2, 3)}), ElementsAre(1, 2));
  EXPECT_THAT(out({same(2, 3), same(1, 2), same(4, 3), same(9, 8)}), ElementsAre(1, 2, 4, 9));
}

TEST(Review, WhereTheEndCannotCountTheFirstTargetDoes) {
  EXPECT_THAT(out({same(1, 2)}, {2}), ElementsAre(2));
  EXPECT_THAT(out({same(1, 2), same(4, 5), same(5, 3), same(2, 3)}, {3}), ElementsAre(1, 3, 4, 5));
  EXPECT_THAT(out({same(4, 5), same(1, 2), same(5, 3), same(2, 3)}, {3}), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(out({same(4, 3), same(5, 3)}, {3}), ElementsAre(3, 5));
  EXPECT_THAT(out({same(1, 2)}, {1, 2}), ElementsAre(1, 2));
}

TEST(Review, ARejectionSpeaksOfOneReport) {
  EXPECT_THAT(out({same(1, 2), same(3, 2), reject(2)}), ElementsAre(2, 3));
}

// They can't be made with the command, but with two vaults' decisions in one, or on purpose.
TEST(Review, ACircleCountsOnce) {
  EXPECT_THAT(out({same(1, 2), same(2, 1)}), ElementsAre(1));
  EXPECT_THAT(out({same(3, 1), same(1, 2), same(2, 3)}), ElementsAre(2, 3));
  EXPECT_THAT(out({same(1, 1)}), IsEmpty());
}

TEST(Review, CountsEachGroupOnceWhateverTheDecisions) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<Decision> decisions;
    for (int i = 0; i < 12; ++i) decisions.push_back(same(1 + random() % 10, 1 + random() % 10));
    const auto standing = standing_decisions(decided(decisions));
    const auto left_out = out(decisions);
    // Groups by plain repetition.
    std::map<ReportId, ReportId> group;
    for (ReportId id = 1; id <= 10; ++id) group[id] = id;
    for (int again = 0; again < 10; ++again)
      for (const auto& [report, numbered] : standing)
        group[report] = group[numbered.decision.other] =
            std::min(group[report], group[numbered.decision.other]);
    std::map<ReportId, int> counted;
    for (ReportId id = 1; id <= 10; ++id)
      counted[group[id]] += std::ranges::binary_search(left_out, id) ? 0 : 1;
    for (const auto& [top, number] : counted) EXPECT_EQ(number, 1) << round << " " << top;
  }
}

TEST(Review, SeesACircleBeforeItIsMade) {
  const auto standing = standing_decisions(decided({same(1, 2), same(2, 3), reject(4)}));
  EXPECT_THAT(chain_back(standing, 3, 1), ElementsAre(1, 2, 3));
  EXPECT_THAT(chain_back(standing, 3, 3), ElementsAre(3));
  EXPECT_THAT(chain_back(standing, 3, 4), IsEmpty());
  EXPECT_THAT(chain_back(standing, 1, 3), IsEmpty());
  // Beside one that is there already, it ends.
  EXPECT_THAT(chain_back(standing_decisions(decided({same(1, 2), same(2, 1)})), 3, 1), IsEmpty());
}

TEST(Review, NamesADecisionThatDoesNotOpen) {
  Town town;
  const auto recipient = town.identity.recipient();
  auto file = seal_decision(reject(7), {&recipient, 1});
  town.vault.add_decision(file, 0).value();
  EXPECT_EQ(read_decisions(town.vault, town.identity)->size(), 1U);
  EXPECT_EQ(read_decisions(town.vault, crypto::Identity::generate()).error().kind, Refusal::Kind::wrong_key);
  file.back() ^= 1U;
  town.vault.add_decision(file, 1).value();
  const auto refused = read_decisions(town.vault, town.identity);
  EXPECT_EQ(refused.error().kind, Refusal::Kind::damaged);
  EXPECT_THAT(refused.error().message, HasSubstr("tellsafe review remove 2"));
  town.vault.fail_with = store::Errc::io;
  EXPECT_EQ(read_decisions(town.vault, town.identity).error().kind, Refusal::Kind::vault);
}

}  // namespace
}  // namespace tellsafe::release
