#include "service/release/open.h"

#include <gmock/gmock.h>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;
using Kind = Refusal::Kind;

const auto came = day(2025, 2, 1);
const Said one{{"reporter_role", {"for_a_group"}}, {"act_types", {"threat"}}, {"bias_targets", {"asian"}}};

struct Opened {
  std::vector<store::ReportId> ids;
  std::size_t late = 0;
};

Result<Opened> open(Town& town, Period period = {2025, 1}) {
  auto forms = all_forms(town.form, town.vault);
  if (!forms) return forms.error();
  Opened opened;
  const auto done =
      open_reports(period, town.vault, town.identity, *forms, {}, [&](const OpenedReport& report) {
        opened.ids.push_back(report.id);
        if (report.quarter == 0) ++opened.late;
      });
  if (!done) return done.error();
  return opened;
}

void expect_refused(Town& town, Kind kind, std::string_view says) {
  const auto opened = open(town);
  ASSERT_TRUE(opened.has_error());
  EXPECT_EQ(opened.error().kind, kind);
  EXPECT_THAT(opened.error().message, HasSubstr(std::string(says)));
}

TEST(Open, GivesTheReportsOfThePeriod) {
  Town town;
  const auto undated = town.report(came, one);
  const auto dated = town.report(day(2025, 5, 1), one, {2025, 3, 30});
  town.report(day(2025, 5, 1), one);
  town.report(came, one, {2024, 12, 30});
  const auto late = town.report(day(2025, 6, 1), one, {2025, 1, 2});
  EXPECT_THAT(open(town)->ids, UnorderedElementsAre(undated, dated));
  const auto year = open(town, {2025, 0});
  EXPECT_EQ(year->ids.size(), 4U);
  EXPECT_THAT(year->ids, testing::Contains(late));
  EXPECT_EQ(year->late, 1U);
}

TEST(Open, LeavesOutWhoWantsToBeLeftOut) {
  Town town;
  auto left_out = one;
  left_out["leave_out_of_numbers"] = {"yes"};
  town.report(came, left_out);
  const auto counted = town.report(came, one);
  EXPECT_THAT(open(town)->ids, UnorderedElementsAre(counted));
}

TEST(Open, GivesTheAnswersOfEachFormVersion) {
  Town town;
  const auto old = small_form();
  town.vault.add_form(old.version(), old.canonical_json()).value();
  town.report(came, one);
  town.report(came, {{"size", {"large"}}}, {}, &old);
  const auto forms = all_forms(town.form, town.vault).value();
  ASSERT_EQ(forms.size(), 2U);
  EXPECT_EQ(forms[0].version(), town.form.version());
  std::size_t seen = 0;
  open_reports({2025, 1}, town.vault, town.identity, forms, {}, [&](const OpenedReport& report) {
    ++seen;
    const auto expected =
        report.form == 0 ? answers_of(town.form, one) : answers_of(old, {{"size", {"large"}}});
    EXPECT_EQ(report.answers, expected);
  }).value();
  EXPECT_EQ(seen, 2U);
}

TEST(Open, OpensNoOtherEpochs) {
  Town town;
  town.report(came, one);
  town.report(day(2025, 5, 15), one);
  for (auto& epoch : town.vault.kept_epochs())
    if (epoch.day != came) epoch.sealed_key.clear();
  EXPECT_EQ(open(town)->ids.size(), 1U);
}

TEST(Open, TellsHowFarItIs) {
  Town town;
  town.reports(1500, came, one);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  const auto forms = all_forms(town.form, town.vault).value();
  open_reports(
      {2025, 1}, town.vault, town.identity, forms,
      [&](std::uint64_t done, std::uint64_t total) { told.emplace_back(done, total); },
      [](const OpenedReport&) {})
      .value();
  EXPECT_THAT(told, testing::ElementsAre(testing::Pair(1024, 1500), testing::Pair(1500, 1500)));
}

TEST(Open, RefusesAnotherKey) {
  Town town;
  town.report(came, one);
  town.identity = crypto::Identity::generate();
  expect_refused(town, Kind::wrong_key, "2025-02-01");
}

TEST(Open, NamesTheEpochWhoseKeyIsDamaged) {
  Town town;
  town.report(came, one);
  town.vault.kept_epochs().front().sealed_key.back() ^= 1U;
  expect_refused(town, Kind::damaged, "epoch of 2025-02-01 is damaged");
}

TEST(Open, NamesTheReportWhoseEpochIsMissing) {
  Town town;
  town.report(came, one);
  town.vault.kept_epochs().clear();
  expect_refused(town, Kind::damaged, "the key of its epoch is missing");
}

TEST(Open, NamesTheReportThatIsDamaged) {
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{50}, schema::facts_size + crypto::facts_overhead - 1}) {
    Town town;
    const auto id = town.report(came, one);
    town.vault.kept()[id].report.facts[at] ^= 1U;
    expect_refused(town, Kind::damaged, "its sealed answers do not open");
  }
  Town town;
  const auto id = town.report(came, one);
  town.vault.kept()[id].report.facts.pop_back();
  expect_refused(town, Kind::damaged, "wrong length");
}

TEST(Open, NoticesSealedAnswersThatWereSwapped) {
  Town town;
  const auto first = town.report(came, one);
  const auto second = town.report(came, one);
  std::swap(town.vault.kept()[first].report.facts, town.vault.kept()[second].report.facts);
  expect_refused(town, Kind::damaged, "do not open");
}

TEST(Open, NamesTheReportWhoseFormIsUnknown) {
  Town town;
  const auto old = small_form();
  town.vault.add_form(old.version(), old.canonical_json()).value();
  town.report(came, {}, {}, &old);
  town.vault.kept_forms().pop_back();
  expect_refused(town, Kind::damaged, "form version is unknown");
}

TEST(Open, RefusesADamagedForm) {
  Town town;
  const auto old = small_form();
  town.vault.add_form(old.version(), "{}").value();
  expect_refused(town, Kind::damaged, "form kept in the vault is damaged");
  town.vault.kept_forms().back().canonical_json = small_form(usual_colours, R"(["other"])").canonical_json();
  expect_refused(town, Kind::damaged, "its hash is not its version");
}

TEST(Open, PassesOnThatTheVaultFailed) {
  Town town;
  town.report(came, one);
  town.vault.fail_with = store::Errc::io;
  expect_refused(town, Kind::vault, "could not be read");
}

}  // namespace
}  // namespace tellsafe::release
