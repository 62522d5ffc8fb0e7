#include "service/release/release.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "crypto/age_open.h"
#include "crypto/commitment.h"
#include "service/release/files.h"
#include "service/release/format.h"
#include "service/release/proof.h"
#include "service/release/published_audit.h"
#include "service/release/sealed_audit.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = Refusal::Kind;
namespace fs = std::filesystem;

const auto came = day(2025, 2, 1);

TEST(Release, CountsByHand) {
  Town town;
  town.reports(23, came,
               {{"act_types", {"threat", "insults_or_slurs"}}, {"bias_targets", {"asian", "white"}}});
  town.reports(12, came, {{"act_types", {"threat"}}, {"bias_targets", {"jewish"}}});
  town.reports(6, came, {{"act_types", {"shunned"}}, {"bias_targets", {"not_sure"}}});
  town.reports(2, came, {{"act_types", {"bullied"}}, {"bias_targets", {"age"}}});
  const auto done = town.release("2025-Q1");
  ASSERT_TRUE(done.has_value()) << done.error().message;
  EXPECT_EQ(done->reports_counted, 43U);
  EXPECT_EQ(done->ledger_number, 1U);
  EXPECT_THAT(done->folders,
              ElementsAre(town.releases() / "2025-Q1/public", town.releases() / "2025-Q1/working_group"));
  const auto working_group = [&](std::string_view row) {
    return town.figure("2025-Q1", "working_group", row);
  };
  EXPECT_EQ(working_group("bias_category,total"), "43");
  EXPECT_EQ(working_group("bias_category,category,race_ethnicity_ancestry,"), "23");  // once each
  EXPECT_EQ(working_group("bias_category,category,religion,"), "12");
  EXPECT_EQ(working_group("bias_category,category,disability,"), "not shown");
  // 43 - 23 - 12 - 6 would say that two are among the rest.
  EXPECT_EQ(working_group("bias_category,option,not_sure,"), "not shown");
  EXPECT_EQ(working_group("act_types,option,threat,"), "35");
  const auto everybody = [&](std::string_view row) { return town.figure("2025-Q1", "public", row); };
  EXPECT_EQ(everybody("bias_category,total"), "45");
  EXPECT_EQ(everybody("bias_category,category,race_ethnicity_ancestry,"), "25");
  EXPECT_EQ(everybody("bias_category,option,not_sure,"), "not shown");
}

TEST(Release, NeverCountsWhoWantsToBeLeftOut) {
  Town town;
  town.reports(20, came, {{"act_types", {"threat"}}});
  const auto id = town.report(came, {{"act_types", {"threat"}}, {"leave_out_of_numbers", {"yes"}}});
  EXPECT_EQ(town.release("2025-Q1").value().reports_counted, 20U);
  EXPECT_EQ(town.figure("2025-Q1", "working_group", "act_types,total"), "20");
  EXPECT_FALSE(town.vault.kept()[id].counted);  // and can still be withdrawn
  for (const auto& [other, kept] : town.vault.kept()) EXPECT_EQ(kept.counted, other != id);
}

TEST(Release, OfAYearHoldsItsQuartersAndTheLateOnes) {
  Town town;
  town.reports(20, came, {{"day_part", {"night"}}});
  town.reports(11, day(2025, 6, 1), {{"day_part", {"evening"}}}, {2025, 1, 20});
  town.reports(5, day(2026, 2, 1), {{"day_part", {"evening"}}}, {2025, 11, 20});
  town.report(day(2026, 2, 14), {{"day_part", {"evening"}}}, {2025, 11, 20});  // the year has closed
  EXPECT_EQ(town.release("2025-Q1").value().reports_counted, 20U);
  EXPECT_EQ(town.release("2025-Q4").value().reports_counted, 5U);
  EXPECT_EQ(town.release("2025").value().reports_counted, 36U);
  // With the late ones in the tables the public could not be shown their number: 36 - 20 - 11 would tell of
  // the five in the fourth quarter.
  EXPECT_EQ(town.figure("2025", "working_group", "day_part,total"), "25");
  // The rest of the day would be known to be empty.
  EXPECT_EQ(town.figure("2025", "working_group", "day_part,option,night"), "20");
  EXPECT_EQ(town.figure("2025", "working_group", "day_part,option,evening"), "not shown");
  EXPECT_EQ(town.figure("2025", "working_group", "received_late"), "11");
  EXPECT_EQ(town.figure("2025", "public", "received_late"), "10");
  EXPECT_EQ(town.figure("2025", "public", "day_part,total"), "not shown");
  EXPECT_EQ(town.figure("2025-Q1", "public", "received_late"), "");
}

// Of these, the public's threshold alone would show eleven reports that the working group's hides.
TEST(Release, HidesFromThePublicWhatItHidesFromTheWorkingGroup) {
  Town town;
  const auto add = [&](int number, const char* bias, const char* area) {
    town.reports(number, came, {{"bias_targets", {bias}}, {"area", {area}}});
  };
  add(12, "asian", "mill_hill");
  add(11, "jewish", "mill_hill");
  add(11, "jewish", "old_market");
  add(1, "gay", "mill_hill");
  add(4, "gay", "harbor_point");
  town.release("2025").value();
  std::istringstream everybody(support::read_file(town.releases() / "2025/public/tables.csv"));
  std::istringstream working_group(support::read_file(town.releases() / "2025/working_group/tables.csv"));
  int shown = 0;
  for (std::string theirs, ours; std::getline(everybody, theirs) && std::getline(working_group, ours);) {
    if (theirs.ends_with("not shown\r")) continue;
    EXPECT_FALSE(ours.ends_with("not shown\r")) << theirs;
    ++shown;
  }
  EXPECT_GT(shown, 5);
}

TEST(Release, GivesTheSameBytesForTheSameVault) {
  Town town;
  town.reports(30, came, {{"act_types", {"threat", "other"}}, {"bias_targets", {"arab"}}});
  town.release("2025-Q1").value();
  const auto first = town.published();
  // The ledger of another vault with the same reports: a different order, the same release.
  test_support::FakeVault other;
  for (const auto& form : town.vault.kept_forms()) other.add_form(form.version, form.canonical_json).value();
  for (const auto& epoch : town.vault.kept_epochs()) other.add_epoch(epoch).value();
  for (const auto& [id, kept] : town.vault.kept()) other.append(kept.report).value();
  auto job = town.job("2025-Q1");
  job.releases = town.folder.path() / "again";
  job.today += std::chrono::days{100};
  make_release(job, other, town.identity, town.signing, {}).value();
  EXPECT_FALSE(first.empty());
  for (const auto& [path, content] : first)
    EXPECT_EQ(support::read_file(job.releases / path), content) << path;
}

TEST(Release, IsStoppedByWhoeverIsAskedBeforeItIsRecorded) {
  Town town;
  town.reports(30, came, {});
  auto job = town.job("2025-Q1");
  std::size_t asked = 0;
  job.before_recording = [&]() -> Result<void> {
    ++asked;
    EXPECT_TRUE(town.vault.ledger().value().empty());
    EXPECT_FALSE(fs::exists(town.releases() / "2025-Q1"));
    return Refusal{Kind::vault, "the log cannot be written"};
  };
  EXPECT_EQ(town.release(job).error().message, "the log cannot be written");
  EXPECT_EQ(asked, 1U);
  EXPECT_TRUE(town.vault.ledger().value().empty());
  EXPECT_FALSE(fs::exists(town.releases() / "2025-Q1"));
  EXPECT_FALSE(fs::exists(town.releases() / ".partial-2025-Q1"));

  job.rehearse = true;
  town.release(job).value();
  EXPECT_EQ(asked, 1U) << "a rehearsal records nothing";
  job.rehearse = false;
  job.before_recording = [] { return Result<void>(); };
  town.release(job).value();
  EXPECT_EQ(town.vault.ledger().value().size(), 1U);
}

TEST(Release, IsRefusedWhileThePeriodIsOpen) {
  Town town;
  town.report(came, {});
  auto job = town.job("2025-Q1");
  job.today -= std::chrono::days{1};
  const auto refused = town.release(job);
  EXPECT_EQ(refused.error().kind, Kind::open_period);
  EXPECT_THAT(refused.error().message, HasSubstr("2025-05-15"));
  EXPECT_FALSE(fs::exists(town.releases()));
}

TEST(Release, IsMadeOnce) {
  Town town;
  town.reports(20, came, {});
  town.release("2025-Q1").value();
  const auto before = town.published();
  town.reports(20, came, {});
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::exists);
  EXPECT_EQ(town.published(), before);
  auto elsewhere = town.job("2025-Q1");
  elsewhere.releases = town.folder.path() / "elsewhere";
  EXPECT_EQ(town.release(elsewhere).error().kind, Kind::exists);
}

void expect_nothing_left(const Town& town) {
  EXPECT_THAT(town.published(), IsEmpty());
  EXPECT_FALSE(fs::exists(town.releases() / ".partial-2025-Q1"));
}

// What anybody can see of a town's releases, but for what differs between any two towns: the commitment to
// the sealed proof, which is keyed, and with it the signatures.
std::map<std::string, std::string> seen_of(const Town& town) {
  auto files = town.published();
  for (auto& [path, content] : files) {
    if (path.ends_with(signature_name)) content.clear();
    if (!path.ends_with(manifest_name)) continue;
    auto manifest = nlohmann::json::parse(content);
    EXPECT_EQ(manifest["audit"]["witnesses"].get<std::string>().size(), 64U);
    manifest["audit"]["witnesses"] = "";
    content = manifest.dump();
  }
  return files;
}

void expect_same(const std::map<std::string, std::string>& some,
                 const std::map<std::string, std::string>& others) {
  ASSERT_EQ(some.size(), others.size());
  for (const auto& [path, content] : some) {
    ASSERT_TRUE(others.contains(path)) << path;
    EXPECT_TRUE(content == others.at(path)) << path;
  }
}

void expect_audited(Town& town, std::string_view period) {
  const auto key = town.signing.verify_key();
  for (const auto& finding : audit_published(town.releases() / period, key))
    EXPECT_TRUE(finding.good) << finding.text;
  const auto job = town.job(period);
  const auto plan = make_plan(job, town.vault).value();
  const auto sealed = audit_sealed(job, plan, town.vault, town.identity, key, 0);
  ASSERT_TRUE(sealed.has_value()) << sealed.error().message;
  for (const auto& finding : *sealed) EXPECT_TRUE(finding.good) << finding.text;
}

const Said shared{{"reporter_role", {"it_happened_to_me"}},
                  {"act_types", {"threat"}},
                  {"bias_targets", {"asian"}},
                  {"share_with_state_police", {"yes"}}};

// Nobody can tell a period without a report from one of few, neither by what its release says nor by there
// being none.
TEST(Release, OfNoReportLooksLikeOneOfFew) {
  std::vector<std::map<std::string, std::string>> seen;
  for (const int reports : {0, 1, 4}) {
    Town town;
    town.open(day(2025, 1, 1));
    town.reports(reports, came, shared);
    for (const auto& period : periods_due(town.vault, day(2026, 2, 14)).value()) {
      const auto done = town.release(to_string(period));
      ASSERT_TRUE(done.has_value()) << done.error().message;
    }
    expect_audited(town, "2025-Q1");
    expect_audited(town, "2025");
    seen.push_back(seen_of(town));
  }
  EXPECT_TRUE(seen.front().contains("2025-Q1/public/tables.csv"));
  EXPECT_TRUE(seen.front().contains("2025-Q4/working_group/tables.csv"));
  EXPECT_TRUE(seen.front().contains("2025/state_police/data.csv"));
  for (const auto& others : seen) expect_same(seen.front(), others);
}

TEST(Release, MayHoldNothingButReportsThatAreLeftOut) {
  Town town;
  town.report(came, {{"leave_out_of_numbers", {"yes"}}});
  EXPECT_EQ(town.release("2025-Q1").value().reports_counted, 0U);
  EXPECT_FALSE(town.vault.kept().begin()->second.counted);
  EXPECT_EQ(town.figure("2025-Q1", "public", "act_types,total"), "not shown");
}

TEST(Release, OfAPeriodThatHadClosedBeforeTheVaultsFirstDayIsRefused) {
  Town town;
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::nothing);  // no day at all
  town.open(day(2025, 5, 15));
  const auto refused = town.release("2025-Q1");
  EXPECT_EQ(refused.error().kind, Kind::nothing);
  EXPECT_EQ(refused.error().message,
            "2025-Q1 had closed before the vault's first day, 2025-05-15: there is no release of it.");
  EXPECT_THAT(*town.vault.ledger(), IsEmpty());
  expect_nothing_left(town);
  // On its last day a report of it could have come.
  town.open(day(2025, 5, 14));
  EXPECT_TRUE(town.release("2025-Q1").has_value());
}

TEST(Release, SaysThatItWasAuditedAndKeepsTheProof) {
  Town town;
  town.reports(20, came, {{"act_types", {"threat"}}});
  town.reports(2, came, {{"act_types", {"bullied"}}});
  town.release("2025-Q1").value();
  const auto manifest = nlohmann::json::parse(town.published().at("2025-Q1/public/manifest.json"));
  EXPECT_EQ(manifest["audit"]["verdict"], "passed");
  const auto sealed = town.vault.proof("2025-Q1").value();
  const auto text = crypto::age_decrypt(std::span(&town.identity, 1), sealed).value();
  EXPECT_EQ(manifest["audit"]["witnesses"], crypto::hex(crypto::commitment(town.identity, text)));
  const auto proof = parse_proof({reinterpret_cast<const char*>(text.data()), text.size()});
  ASSERT_TRUE(proof.has_value());
  EXPECT_THAT(proof_faults(*proof), IsEmpty());
  EXPECT_EQ(proof->views.size(), 4U);  // each audience's, and all together
  std::size_t witnesses = 0;
  for (const auto& view : proof->views) witnesses += view.witnesses.size();
  EXPECT_GT(witnesses, 0U);
}

// Once all quarters are out, a year that counted two late reports of a kind would give them away.
TEST(Release, OfAYearDoesNotGiveAwayWhatCameLate) {
  for (const int late : {1, 4, 6, 30}) {
    Town town;
    const Said common{{"act_types", {"threat"}}, {"bias_targets", {"asian"}}, {"day_part", {"night"}}};
    const Said rare{{"act_types", {"threat"}}, {"bias_targets", {"jewish"}}, {"day_part", {"night"}}};
    for (const unsigned month : {2U, 5U, 8U, 11U}) {
      town.reports(30, day(2025, month, 1), common);
      town.reports(20, day(2025, month, 1), rare);
    }
    town.reports(late, day(2025, 9, 1), common, {2025, 1, 20});
    town.reports(2, day(2025, 9, 1), rare, {2025, 1, 20});
    for (const auto* quarter : {"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"}) town.release(quarter).value();
    const auto done = town.release("2025");
    ASSERT_TRUE(done.has_value()) << done.error().message;
    std::uint64_t quarters = 0;
    for (const auto* quarter : {"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"})
      quarters += std::stoul(town.figure(quarter, "working_group", "bias_category,category,religion,"));
    EXPECT_EQ(quarters, 80U);
    const auto year = town.figure("2025", "working_group", "bias_motivation,category,religion,");
    EXPECT_TRUE(year == "not shown" || std::stoul(year) == quarters) << late << ": " << year;
    const auto total = town.figure("2025", "working_group", "bias_motivation,total");
    EXPECT_TRUE(total == "200" || total == std::to_string(200 + late + 2)) << total;
  }
}

// Whether there are late reports at all must not follow from where they are.
TEST(Release, OfAYearDoesNotTellFewLateReportsFromNone) {
  std::vector<std::map<std::string, std::string>> seen;
  for (const int late : {0, 1, 3}) {
    Town town;
    Said often = shared;
    often.erase("share_with_state_police");  // its tables make the search long
    Said seldom = often;
    seldom["bias_targets"] = {"jewish"};
    town.reports(40, came, often);
    town.reports(20, came, seldom);
    town.reports(late, day(2025, 9, 1), seldom, {2025, 1, 20});
    town.release("2025-Q1").value();
    const auto done = town.release("2025");
    ASSERT_TRUE(done.has_value()) << done.error().message;
    expect_audited(town, "2025");
    seen.push_back(seen_of(town));
  }
  const auto& manifest = seen.front().at("2025/public/manifest.json");
  EXPECT_THAT(manifest, HasSubstr(R"("late":"apart")"));
  EXPECT_THAT(seen.front().at("2025/working_group/tables.csv"),
              HasSubstr("\r\nbias_motivation,total,,All reports but those received late,"));
  for (const auto& others : seen) expect_same(seen.front(), others);
}

// What is in the tables is no secret: each audience is shown how many they are.
TEST(Release, OfAYearCountsLateReportsWhereTheirNumberIsShown) {
  Town town;
  const Said said{{"act_types", {"threat"}}};
  town.reports(40, came, said);
  town.reports(30, day(2025, 9, 1), said, {2025, 1, 20});
  town.release("2025-Q1").value();
  town.release("2025").value();
  const auto manifest = nlohmann::json::parse(town.published().at("2025/public/manifest.json"));
  EXPECT_EQ(manifest["late"], "counted");
  for (const auto* audience : {"public", "working_group", "state_police"})
    EXPECT_EQ(town.figure("2025", audience, "received_late"), "30") << audience;
}

TEST(Release, OfAQuarterDoesNotFollowThatOfItsYear) {
  Town town;
  town.reports(20, came, {});
  town.release("2025").value();
  const auto refused = town.release("2025-Q1");
  EXPECT_EQ(refused.error().kind, Kind::exists);
  EXPECT_THAT(refused.error().message, HasSubstr("not released after its year"));
}

TEST(Release, KeepsItsProgrammeInsideAYear) {
  Town town;
  town.reports(20, came, {});
  town.reports(20, day(2026, 2, 1), {});
  town.release("2025-Q1").value();
  auto job = town.job("2025");
  fs::copy(job.schema, town.folder.path() / "schema", fs::copy_options::recursive);
  job.schema = town.folder.path() / "schema";
  auto programme = nlohmann::json::parse(support::read_file(job.schema / "tables.json"));
  programme["audiences"][1]["threshold"] = 6;
  support::write_file(job.schema / "tables.json", programme.dump());
  const auto refused = town.release(job);
  EXPECT_EQ(refused.error().kind, Kind::programme);
  EXPECT_THAT(refused.error().message, HasSubstr("has changed since 2025-Q1 was released"));
  // The next year may have another.
  auto next = town.job("2026-Q1");
  next.schema = job.schema;
  EXPECT_TRUE(town.release(next).has_value());
}

TEST(Release, NeedsTheYearsEarlierReleasesAsTheyWere) {
  Town town;
  town.reports(20, came, {});
  town.release("2025-Q1").value();
  const auto file = town.releases() / "2025-Q1/working_group/tables.json";
  const auto content = support::read_file(file);
  support::write_file(file, content + " ");
  const auto refused = town.release("2025");
  EXPECT_EQ(refused.error().kind, Kind::damaged);
  EXPECT_THAT(refused.error().message, HasSubstr("restore the folder from a backup"));
  support::write_file(file, content);
  EXPECT_TRUE(town.release("2025").has_value());
}

TEST(Release, CountsWhatTheOutsideKnowsAsKnown) {
  Town town;
  town.reports(20, came, {{"day_part", {"night"}}});
  town.reports(9, came, {{"day_part", {"morning"}}});
  town.reports(7, came, {{"day_part", {"evening"}}});
  auto job = town.job("2025");
  job.outside = town.folder.path() / "outside.csv";
  support::write_file(job.outside, "cell,low,high,source\n2025; day_part=option:evening,0,6,Police\n");
  const auto refused = town.release(job);
  EXPECT_EQ(refused.error().kind, Kind::programme);
  EXPECT_THAT(refused.error().message, HasSubstr("line 2, contradicts the reports"));
  support::write_file(job.outside, "cell,low,high,source\n2025; day_part=option:evening,0,8,Police\n");
  ASSERT_TRUE(town.release(job).has_value());
  const auto manifest = nlohmann::json::parse(town.published().at("2025/public/manifest.json"));
  EXPECT_EQ(manifest["audit"]["outside_sources"], nlohmann::json({"Police"}));
}

TEST(Release, RehearsedReleasesNothing) {
  Town town;
  town.reports(20, came, {});
  auto job = town.job("2025-Q1");
  job.rehearse = true;
  const auto done = town.release(job);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->reports_counted, 20U);
  EXPECT_THAT(*town.vault.ledger(), IsEmpty());
  expect_nothing_left(town);
}

TEST(Release, IsRefusedWithAnotherKeyOrADamagedVault) {
  Town town;
  town.reports(20, came, {});
  auto another = crypto::Identity::generate();
  std::swap(town.identity, another);
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::wrong_key);
  expect_nothing_left(town);
  std::swap(town.identity, another);
  town.vault.kept().begin()->second.report.facts[3] ^= 1U;
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::damaged);
  EXPECT_THAT(*town.vault.ledger(), IsEmpty());
  expect_nothing_left(town);
}

TEST(Release, IsRefusedWhenTheVaultFails) {
  Town town;
  town.reports(20, came, {});
  town.vault.fail_with = store::Errc::io;
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::vault);
  town.vault.fail_with.reset();
  town.vault.before_record = [&] { town.vault.fail_with = store::Errc::io; };
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::vault);
  EXPECT_THAT(town.published().count("2025-Q1/public/manifest.json"), 0);
  town.vault.fail_with.reset();
  town.vault.before_record = {};
  EXPECT_TRUE(town.release("2025-Q1").has_value());
}

TEST(Release, IsRefusedWithAWrongProgramme) {
  Town town;
  town.reports(20, came, {});
  auto job = town.job("2025-Q1");
  fs::copy(job.schema, town.folder.path() / "schema", fs::copy_options::recursive);
  job.schema = town.folder.path() / "schema";
  support::write_file(job.schema / "tables.json", "{}");
  EXPECT_EQ(town.release(job).error().kind, Kind::programme);
  fs::remove(job.schema / "labels" / "es.json");
  EXPECT_EQ(town.release(job).error().kind, Kind::programme);
  fs::remove(job.schema / "form.json");
  EXPECT_EQ(town.release(job).error().kind, Kind::programme);
  expect_nothing_left(town);
}

TEST(Release, IsRefusedWhereItCannotBeWritten) {
  Town town;
  town.reports(20, came, {});
  support::write_file(town.releases(), "a file");
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::disk);
  EXPECT_THAT(*town.vault.ledger(), IsEmpty());
}

TEST(Release, IsRefusedWhileAnotherIsMade) {
  Town town;
  town.reports(20, came, {});
  fs::create_directories(town.releases());
  const FolderLock lock(town.releases());
  const auto refused = town.release("2025-Q1");
  EXPECT_EQ(refused.error().kind, Kind::disk);
  EXPECT_THAT(refused.error().message, HasSubstr("another release"));
}

TEST(Release, CountsAgainWhenAReportIsWithdrawnMeanwhile) {
  Town town;
  const auto id = town.report(came, {});
  const auto receipt = town.vault.kept()[id].report.receipt;
  town.reports(20, came, {});
  int calls = 0;
  town.vault.before_record = [&] {
    if (++calls == 1) town.vault.withdraw(receipt).value();
  };
  const auto done = town.release("2025-Q1").value();
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(done.reports_counted, 20U);
  EXPECT_EQ(town.figure("2025-Q1", "working_group", "act_types,total"), "20");
  EXPECT_FALSE(fs::exists(town.releases() / ".partial-2025-Q1"));
}

TEST(Release, GivesUpWhenReportsAreWithdrawnWithoutEnd) {
  Town town;
  town.reports(50, came, {});
  town.vault.before_record = [&] {
    town.vault.withdraw(town.vault.kept().begin()->second.report.receipt).value();
  };
  EXPECT_EQ(town.release("2025-Q1").error().kind, Kind::vault);
  expect_nothing_left(town);
}

TEST(Release, CountsTwoFormVersionsTogether) {
  Town town;
  // An older form without some questions, and with the parts of the day in another order.
  auto json = nlohmann::json::parse(support::read_file(town.job("2025").schema / "form.json"));
  for (auto& question : json["questions"])
    if (question["id"] == "day_part") question["options"] = {"not_sure", "night", "dawn", "morning"};
  fs::copy(town.job("2025").schema, town.folder.path() / "old", fs::copy_options::recursive);
  support::write_file(town.folder.path() / "old" / "form.json", json.dump());
  const auto old = test_support::must(schema::Form::load(town.folder.path() / "old", town.job("2025").areas));
  town.vault.add_form(old.version(), old.canonical_json()).value();
  for (int i = 0; i < 8; ++i) town.report(came, {{"day_part", {"night"}}}, {}, &old);
  for (int i = 0; i < 6; ++i) town.report(came, {{"day_part", {"dawn"}}}, {}, &old);
  town.reports(9, came, {{"day_part", {"night"}}});
  town.reports(7, came, {{"day_part", {"afternoon"}}});
  EXPECT_EQ(town.release("2025").value().reports_counted, 30U);
  EXPECT_EQ(town.figure("2025", "working_group", "day_part,option,night"), "17");
  // One more is hidden, so that it is not known of the rest that it is empty.
  EXPECT_EQ(town.figure("2025", "working_group", "day_part,option,dawn"), "not shown");
  EXPECT_EQ(town.figure("2025", "working_group", "day_part,option,afternoon"), "7");
  const auto manifest = nlohmann::json::parse(town.published().at("2025/public/manifest.json"));
  EXPECT_EQ(manifest["form_versions"].size(), 2U);
}

TEST(PeriodsDue, AreAllThatClosedSinceTheFirstDayAndAreNotReleased) {
  Town town;
  const auto due = [&](std::chrono::sys_days today) {
    std::string text;
    for (const auto& period : periods_due(town.vault, today).value()) text += to_string(period) + " ";
    return text;
  };
  EXPECT_EQ(due(came), "");
  town.open(day(2025, 4, 1));
  town.reports(20, day(2024, 11, 5), {});
  EXPECT_EQ(due(day(2025, 2, 13)), "");
  EXPECT_EQ(due(day(2025, 2, 14)), "2024-Q4 2024 ");
  EXPECT_EQ(due(day(2025, 5, 15)), "2024-Q4 2024 2025-Q1 ");
  EXPECT_EQ(due(day(2026, 2, 14)), "2024-Q4 2024 2025-Q1 2025-Q2 2025-Q3 2025-Q4 2025 ");
  town.release("2024").value();
  EXPECT_EQ(due(day(2025, 5, 15)), "2025-Q1 ");
  town.vault.fail_with = store::Errc::io;
  EXPECT_EQ(periods_due(town.vault, came).error().kind, Kind::vault);
}

}  // namespace
}  // namespace tellsafe::release
