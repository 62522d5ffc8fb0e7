#include "service/release/count.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "service/release/review.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using store::ReportId;
using testing::HasSubstr;
using testing::SizeIs;
using Kind = Refusal::Kind;

const auto winter = day(2025, 2, 1);
const auto spring = day(2025, 5, 20);

void decide(Town& town, Decision decision) {
  const auto recipient = town.identity.recipient();
  auto& kept = town.vault.kept_decisions();
  town.vault.add_decision(seal_decision(decision, {&recipient, 1}), kept.empty() ? 0 : kept.back().number)
      .value();
}
void reject(Town& town, ReportId report) {
  decide(town, {report, Decision::Kind::reject, 0, "spam"});
}
void same(Town& town, ReportId report, ReportId other) {
  decide(town, {report, Decision::Kind::duplicate, other, {}});
}

// Counts as a release does, without releasing.
struct Counted {
  std::vector<std::vector<std::uint64_t>> tables;
  std::uint64_t reports = 0;
  std::uint64_t late = 0;
  std::size_t waiting = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};
using Counter = decltype(&count_period);

Result<Counted> count(Town& town, std::string_view period, std::size_t threads = 2,
                      Counter counter = count_period) {
  const auto forms = all_forms(town.form, town.vault);
  if (!forms) return forms.error();
  const auto programme =
      test_support::must(schema::Programme::load(town.job(period).schema / "tables.json", town.form));
  const auto count = counter({town.job(period).period, *forms, programme.tables, town.folder.path(), threads},
                             town.vault, town.identity, {});
  if (!count) return count.error();
  Counted counted{{}, count->reports, count->late, count->waiting.size()};
  for (const auto& table : count->tables) counted.tables.push_back(table.counts);
  return counted;
}

// Reports that differ, in both quarters and between.
void fill(Town& town, int number = 60) {
  const std::vector<std::string> biases{"asian", "jewish", "gay", "arab", "not_sure"};
  const std::vector<std::string> acts{"threat", "shunned", "bullied"};
  for (int i = 0; i < number; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Said said{{"bias_targets", {biases[at % 5], biases[(at / 2) % 5]}},
                    {"act_types", {acts[at % 3]}},
                    {"area", {i % 2 == 0 ? "mill_hill" : "harbor_point"}}};
    town.report(winter + std::chrono::days(i % 20), said);
    town.report(spring, said);
    if (i % 3 == 0) town.report(spring, said, {2025, 1, 4});  // received late
    if (i % 7 == 0) town.report(spring, {{"leave_out_of_numbers", {"yes"}}});
  }
}

TEST(Count, DoesNotDependOnThreads) {
  Town town;
  fill(town, 3);
  // More than one batch.
  town.reports(static_cast<int>(batch_rows) + 100, winter, {{"act_types", {"threat"}}});
  const auto alone = count(town, "2025", 1).value();
  EXPECT_GT(alone.reports, batch_rows);
  for (const std::size_t threads : {2U, 5U}) EXPECT_EQ(count(town, "2025", threads).value(), alone);
}

TEST(Count, FromBlocksIsThatFromReports) {
  Town town;
  fill(town);
  const auto year = count(town, "2025").value();
  town.release("2025-Q1").value();
  town.release("2025-Q2").value();
  ASSERT_THAT(town.vault.kept_blocks(), SizeIs(2));
  // What was counted is not opened again.
  for (auto& [id, kept] : town.vault.kept())
    if (kept.counted) kept.report.facts.clear();
  auto again = count(town, "2025").value();
  EXPECT_LT(again.waiting, year.waiting);
  EXPECT_EQ(again.waiting, year.late);
  again.waiting = year.waiting;
  EXPECT_EQ(again, year);
  EXPECT_EQ(town.release("2025").value().reports_counted, year.reports);
  EXPECT_THAT(town.vault.kept_blocks(), SizeIs(3));
  again = count(town, "2025").value();
  EXPECT_EQ(again.waiting, 0U);
  again.waiting = year.waiting;
  EXPECT_EQ(again, year);
}

TEST(Count, OfAQuarterAfterItsYear) {
  Town town;
  fill(town);
  const auto quarter = count(town, "2025-Q2").value();
  town.release("2025").value();
  auto again = count(town, "2025-Q2").value();
  EXPECT_EQ(again.waiting, 0U);
  again.waiting = quarter.waiting;
  EXPECT_EQ(again, quarter);
}

TEST(Count, KeepsFormVersionsApartInBlocks) {
  Town town;
  const auto old = small_form(usual_colours, R"(["large", "small"])");
  town.vault.add_form(old.version(), old.canonical_json()).value();
  for (int i = 0; i < 5; ++i) town.report(winter, {{"size", {"large"}}}, {}, &old);
  fill(town, 10);
  const auto year = count(town, "2025").value();
  town.release("2025-Q1").value();
  auto again = count(town, "2025").value();
  EXPECT_EQ(again.tables, year.tables);
  EXPECT_EQ(again.reports, year.reports);
}

TEST(Count, MakesABlockThatIsMissing) {
  Town town;
  fill(town);
  town.release("2025-Q1").value();
  town.release("2025-Q2").value();
  town.release("2025").value();
  const auto year = count(town, "2025").value();
  town.vault.kept_blocks().clear();
  town.vault.kept_pieces().clear();
  EXPECT_EQ(count(town, "2025").value(), year);
  EXPECT_THAT(town.vault.kept_blocks(), SizeIs(3));
  // One alone.
  town.vault.kept_blocks().erase(town.vault.kept_blocks().begin() + 1);
  EXPECT_EQ(count(town, "2025").value(), year);
  EXPECT_EQ(count(town, "2025", 2, count_released).value(), year);
  for (auto& [id, kept] : town.vault.kept()) kept.report.facts.clear();
  EXPECT_EQ(count(town, "2025", 2, count_released).value(), year);
}

TEST(Count, RefusesADamagedBlock) {
  const auto refused = [](const std::function<void(Town&)>& damage) {
    Town town;
    fill(town, 10);
    town.release("2025-Q1").value();
    damage(town);
    const auto counted = count(town, "2025");
    ASSERT_TRUE(counted.has_error());
    EXPECT_EQ(counted.error().kind, Kind::damaged);
    EXPECT_THAT(counted.error().message, HasSubstr("2025-Q1"));
  };
  for (const std::uint64_t column : {0, 2, 4})
    refused([&](Town& town) {
      const auto id = town.vault.kept_blocks().front().id;
      town.vault.kept_pieces().at({id, 0, column}).back() ^= 1U;
    });
  refused([](Town& town) { town.vault.kept_blocks().front().sealed_key.back() ^= 1U; });
  refused([](Town& town) { town.vault.kept_pieces().erase({town.vault.kept_blocks().front().id, 0, 2}); });
  refused([](Town& town) { town.vault.kept_pieces().erase({town.vault.kept_blocks().front().id, 0, 0}); });
  refused([](Town& town) {
    const auto id = town.vault.kept_blocks().front().id;
    std::swap(town.vault.kept_pieces().at({id, 0, 4}), town.vault.kept_pieces().at({id, 0, 5}));
  });
}

TEST(Count, RejectedReportsAreInNoNumber) {
  Town town;
  town.reports(20, winter, {{"act_types", {"threat"}}});
  const auto id = town.report(winter, {{"act_types", {"threat"}}});
  reject(town, id);
  EXPECT_EQ(town.release("2025-Q1").value().reports_counted, 20U);
  EXPECT_FALSE(town.vault.kept()[id].counted);
}

TEST(Count, ADamagedReportThatWasRejectedStandsInNobodysWay) {
  Town town;
  town.reports(20, winter, {});
  const auto id = town.report(winter, {});
  town.vault.kept()[id].report.facts[50] ^= 1U;
  const auto refused = town.release("2025-Q1");
  EXPECT_EQ(refused.error().kind, Kind::damaged);
  EXPECT_THAT(refused.error().message, HasSubstr(fmt::format("tellsafe review mark {:016x} --reject", id)));
  reject(town, id);
  EXPECT_EQ(town.release("2025-Q1").value().reports_counted, 20U);
  EXPECT_EQ(town.release("2025").value().reports_counted, 20U);
}

TEST(Count, ALostDayThatWasRejectedStandsInNobodysWay) {
  Town town;
  town.reports(20, winter, {});
  const auto id = town.report(winter + std::chrono::days(1), {});
  for (auto& epoch : town.vault.kept_epochs())
    if (epoch.day != winter) epoch.sealed_key.resize(10);
  const auto refused = town.release("2025-Q1");
  EXPECT_THAT(refused.error().message, HasSubstr("tellsafe review mark --day 2025-02-02 --reject"));
  reject(town, id);
  EXPECT_EQ(town.release("2025-Q1").value().reports_counted, 20U);
}

TEST(Count, OfDamagedReportsNamesTheSameOne) {
  Town town;
  town.reports(static_cast<int>(batch_rows) + 500, winter, {});
  std::vector<ReportId> ids;
  for (auto& [id, kept] : town.vault.kept()) ids.push_back(id);
  for (const std::size_t at : {ids.size() - 1, ids.size() - 7, batch_rows - 2})
    town.vault.kept()[ids[at]].report.facts[50] ^= 1U;
  for (int i = 0; i < 3; ++i)
    EXPECT_THAT(count(town, "2025", 4).error().message,
                HasSubstr(fmt::format("{:016x}", ids[batch_rows - 2])));
}

TEST(Count, DuplicatesCountOnce) {
  Town town;
  town.reports(20, winter, {});
  const auto first = town.report(winter, {});
  const auto second = town.report(winter, {});
  const auto third = town.report(spring, {});
  same(town, first, second);
  same(town, third, second);
  EXPECT_EQ(count(town, "2025-Q1")->reports, 21U);
  EXPECT_EQ(count(town, "2025-Q2")->reports, 0U);
  EXPECT_EQ(count(town, "2025")->reports, 21U);
  // Of the two that are left, the earlier marked does not count: neither is a target, so the lower id does.
  town.vault.withdraw(town.vault.kept()[second].report.receipt).value();
  EXPECT_EQ(count(town, "2025")->reports, 21U);
  EXPECT_EQ(count(town, "2025-Q1")->reports + count(town, "2025-Q2")->reports, 21U);
}

TEST(Count, ADuplicateOfAReportThatIsLeftOutCounts) {
  Town town;
  town.reports(20, winter, {});
  const auto one = town.report(winter, {});
  const auto left_out = town.report(winter, {{"leave_out_of_numbers", {"yes"}}});
  same(town, one, left_out);
  EXPECT_EQ(count(town, "2025-Q1")->reports, 21U);
}

TEST(Count, ADecisionOnAReleasedPeriodCountsInItsYear) {
  Town town;
  town.reports(20, winter, {{"act_types", {"threat"}}});
  const auto id = town.report(winter, {{"act_types", {"threat"}}});
  const auto other = town.report(winter, {});
  reject(town, other);
  town.release("2025-Q1").value();
  reject(town, id);
  decide(town, {other, Decision::Kind::clear, 0, {}});
  EXPECT_EQ(count(town, "2025-Q1", 2, count_released)->reports, 21U);  // as it was released
  const auto year = count(town, "2025").value();
  EXPECT_EQ(year.reports, 21U);
  EXPECT_EQ(year.waiting, 1U);
  town.release("2025").value();
  decide(town, {id, Decision::Kind::clear, 0, {}});
  EXPECT_EQ(count(town, "2025", 2, count_released)->reports, 21U);
  EXPECT_EQ(count(town, "2025")->reports, 22U);
}

TEST(Count, OfAReleasedPeriodNeedsOne) {
  Town town;
  town.reports(20, winter, {});
  EXPECT_EQ(count(town, "2025-Q1", 2, count_released).error().kind, Kind::nothing);
}

TEST(Count, IsMadeAgainWhenAReviewerDecidesMeanwhile) {
  Town town;
  town.reports(20, winter, {});
  const auto id = town.report(winter, {});
  int calls = 0;
  town.vault.before_record = [&] {
    if (++calls == 1) reject(town, id);
  };
  EXPECT_EQ(town.release("2025-Q1").value().reports_counted, 20U);
  EXPECT_EQ(calls, 2);
}

TEST(Count, TellsHowFarItIs) {
  Town town;
  fill(town);
  town.release("2025-Q1").value();
  const auto forms = all_forms(town.form, town.vault).value();
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  count_period({{2025, 0}, forms, {}, town.folder.path(), 1}, town.vault, town.identity,
               [&](std::uint64_t done, std::uint64_t total) { told.emplace_back(done, total); })
      .value();
  ASSERT_GE(told.size(), 2U);
  EXPECT_EQ(told.front().first, 60U);
  for (const auto& [done, total] : told) EXPECT_LE(done, total);
  EXPECT_EQ(told.back().first, town.vault.kept().size());
  EXPECT_EQ(told.back().second, town.vault.kept().size());
}

}  // namespace
}  // namespace tellsafe::release
