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

struct Counted {
  std::vector<std::vector<std::uint64_t>> tables;
  std::uint64_t reports = 0;
  std::size_t waiting = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

// Small, so that few reports are several batches.
constexpr std::size_t batch = 256;

Counted counted(const Tabulation& all, std::size_t waiting = 0) {
  Counted counted{{}, all.reports, waiting};
  for (const auto& table : all.tables) counted.tables.push_back(table.counts);
  return counted;
}

template <class What>
Result<What> with(Town& town, std::string_view period, std::size_t threads,
                  Result<What> (*counter)(const Counting&, store::ReportSource&, const crypto::Identity&,
                                          const Progress&)) {
  const auto forms = all_forms(town.form, town.vault);
  if (!forms) return forms.error();
  const auto programme =
      test_support::must(schema::Programme::load(town.job(period).schema / "tables.json", town.form));
  return counter({town.job(period).period, *forms, programme.tables, town.folder.path(), threads, batch},
                 town.vault, town.identity, {});
}

// Counts as a release does, without releasing.
Result<Count> parts(Town& town, std::string_view period, std::size_t threads = 2) {
  return with<Count>(town, period, threads, count_period);
}

Result<Counted> count(Town& town, std::string_view period, std::size_t threads = 2) {
  const auto both = parts(town, period, threads);
  if (!both) return both.error();
  return counted(sum(both->again, both->fresh), both->waiting.size());
}

Result<Counted> count_as_released(Town& town, std::string_view period) {
  const auto all = with<Tabulation>(town, period, 2, count_released);
  if (!all) return all.error();
  return counted(*all);
}

// Reports that differ, in both quarters and between. Few: a release hides nearly all of them, and finding out
// what else to hide is not what is tested here.
constexpr int each_quarter = 15;
constexpr unsigned received_late = 5;

void fill(Town& town, int number = each_quarter) {
  const std::vector<std::string> biases{"asian", "jewish", "gay", "arab", "not_sure"};
  const std::vector<std::string> acts{"threat", "shunned", "bullied"};
  for (int i = 0; i < number; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Said said{{"bias_targets", {biases[at % 5], biases[(at / 2) % 5]}},
                    {"act_types", {acts[at % 3]}},
                    {"area", {i % 2 == 0 ? "mill_hill" : "harbor_point"}},
                    {"target_kind", {i % 5 == 0 ? "home_or_belongings" : "a_person"}},
                    {"share_with_state_police", std::vector<std::string>(at % 15 == 0 ? 1 : 0, "yes")}};
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
  town.reports(static_cast<int>(batch) * 3 + 100, winter, {{"act_types", {"threat"}}});
  const auto alone = count(town, "2025", 1).value();
  EXPECT_GT(alone.reports, 3 * batch);
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
  EXPECT_EQ(again.waiting, received_late);
  again.waiting = year.waiting;
  EXPECT_EQ(again, year);
  EXPECT_EQ(town.release("2025").value().reports_counted, year.reports);
  EXPECT_THAT(town.vault.kept_blocks(), SizeIs(3));
  again = count(town, "2025").value();
  EXPECT_EQ(again.waiting, 0U);
  again.waiting = year.waiting;
  EXPECT_EQ(again, year);
}

TEST(Count, OfAYearKeepsReleasedQuartersApart) {
  Town town;
  fill(town);
  const auto year = parts(town, "2025").value();
  const auto first = parts(town, "2025-Q1").value().fresh;
  const auto second = parts(town, "2025-Q2").value().fresh;
  EXPECT_EQ(year.again.reports, 0U);
  EXPECT_TRUE(year.released_quarters.none());
  ASSERT_EQ(year.again.tables.size(), year.fresh.tables.size());
  for (const auto& table : year.again.tables) EXPECT_THAT(table.counts, testing::Each(0));

  town.release("2025-Q1").value();
  auto after = parts(town, "2025").value();
  EXPECT_EQ(counted(after.again), counted(first));
  EXPECT_EQ(after.fresh.reports, second.reports + received_late);
  EXPECT_EQ(counted(sum(after.again, after.fresh)), counted(year.fresh));

  town.release("2025-Q2").value();
  after = parts(town, "2025").value();
  EXPECT_EQ(after.released_quarters, Quarters(0b110));
  EXPECT_EQ(counted(after.again), counted(sum(first, second)));
  EXPECT_EQ(after.fresh.reports, received_late);
  EXPECT_EQ(counted(sum(after.again, after.fresh)), counted(year.fresh));
  const auto late = counted(after.fresh);

  town.release("2025").value();
  after = parts(town, "2025").value();
  EXPECT_EQ(counted(after.again), counted(sum(first, second)));
  EXPECT_EQ(counted(after.fresh), late);
}

// A block of the year alone holds reports of all quarters, and those received late, in the same stripe.
TEST(Count, OfAQuarterHasOnePart) {
  Town town;
  fill(town);
  town.release("2025-Q1").value();
  const auto quarter = parts(town, "2025-Q1").value();
  EXPECT_EQ(quarter.fresh.reports, each_quarter);
  EXPECT_EQ(quarter.again.reports, 0U);
  EXPECT_TRUE(quarter.released_quarters.none());
  ASSERT_EQ(quarter.again.tables.size(), quarter.fresh.tables.size());
  for (const auto& table : quarter.again.tables) EXPECT_THAT(table.counts, testing::Each(0));
}

TEST(Count, KeepsReportsApartByTheQuartersOfTheLedgerWhereverTheyWait) {
  Town town;
  town.reports(20, winter, {});
  const auto id = town.report(winter, {});
  reject(town, id);
  town.release("2025-Q1").value();
  decide(town, {id, Decision::Kind::clear, 0, {}});
  const auto year = parts(town, "2025").value();
  EXPECT_EQ(year.again.reports, 21U);
  EXPECT_EQ(year.fresh.reports, 0U);
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
  EXPECT_EQ(count_as_released(town, "2025").value(), year);
  for (auto& [id, kept] : town.vault.kept()) kept.report.facts.clear();
  EXPECT_EQ(count_as_released(town, "2025").value(), year);
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
  town.reports(static_cast<int>(batch) * 3 + 100, winter, {});
  std::vector<ReportId> ids;
  for (auto& [id, kept] : town.vault.kept()) ids.push_back(id);
  for (const std::size_t at : {ids.size() - 1, ids.size() - 7, batch - 2})
    town.vault.kept()[ids[at]].report.facts[50] ^= 1U;
  for (int i = 0; i < 3; ++i)
    EXPECT_THAT(count(town, "2025", 4).error().message, HasSubstr(fmt::format("{:016x}", ids[batch - 2])));
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
  EXPECT_EQ(count_as_released(town, "2025-Q1")->reports, 21U);  // as it was released
  const auto year = count(town, "2025").value();
  EXPECT_EQ(year.reports, 21U);
  EXPECT_EQ(year.waiting, 1U);
  town.release("2025").value();
  decide(town, {id, Decision::Kind::clear, 0, {}});
  EXPECT_EQ(count_as_released(town, "2025")->reports, 21U);
  EXPECT_EQ(count(town, "2025")->reports, 22U);
}

TEST(Count, OfAReleasedPeriodNeedsOne) {
  Town town;
  town.reports(20, winter, {});
  EXPECT_EQ(count_as_released(town, "2025-Q1").error().kind, Kind::nothing);
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
  EXPECT_EQ(told.front().first, each_quarter);
  for (const auto& [done, total] : told) EXPECT_LE(done, total);
  EXPECT_EQ(told.back().first, town.vault.kept().size());
  EXPECT_EQ(told.back().second, town.vault.kept().size());
}

}  // namespace
}  // namespace tellsafe::release
