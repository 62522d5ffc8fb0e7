// Safe releases, broken in every way that the rules name. The auditor must find each.
#include <gmock/gmock.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "crypto/age_open.h"
#include "crypto/hash.h"
#include "service/release/format.h"
#include "service/release/ledger_check.h"
#include "service/release/proof.h"
#include "service/release/published.h"
#include "service/release/published_audit.h"
#include "service/release/sealed_audit.h"
#include "service/release/shown_cells.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace fs = std::filesystem;

// Two quarters and their year, in which much is shown and some is hidden.
class Mutation : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    town_ = new Town;
    for (const unsigned month : {2U, 5U}) {
      const auto came = day(2025, month, 3);
      town_->reports(24, came, said("threat", "asian", "night"));
      town_->reports(17, came, said("insults_or_slurs", "jewish", "evening"));
      town_->reports(9, came, said("bullied", "gay", "morning"));
      town_->reports(3, came, said("property_damaged", "gay", "afternoon"));
      town_->reports(2, came, said("threat", "mental_disability", "night"));
    }
    town_->reports(6, day(2025, 9, 1), said("threat", "asian", "night"), {2025, 1, 20});
    for (const auto* period : {"2025-Q1", "2025-Q2", "2025"}) town_->release(period).value();
    fs::copy(town_->releases(), town_->folder.path() / "safe", fs::copy_options::recursive);
  }
  static void TearDownTestSuite() {
    delete town_;
    town_ = nullptr;
  }

  void SetUp() override {
    fs::remove_all(town_->releases());
    fs::copy(town_->folder.path() / "safe", town_->releases(), fs::copy_options::recursive);
  }

  static Said said(const char* act, const char* bias, const char* part) {
    return {{"act_types", {act}}, {"bias_targets", {bias}}, {"day_part", {part}}, {"area", {"mill_hill"}}};
  }

  static fs::path folder(const std::string& period = "2025-Q1") { return town_->releases() / period; }

  static std::vector<std::string> bad(const std::vector<Finding>& findings) {
    std::vector<std::string> texts;
    for (const auto& finding : findings)
      if (!finding.good) texts.push_back(finding.text);
    return texts;
  }

  static std::vector<std::string> from_files(const std::string& period = "2025-Q1") {
    return bad(audit_published(folder(period), town_->signing.verify_key()));
  }

  static std::vector<std::string> with_key(const std::string& period = "2025-Q1") {
    const auto job = town_->job(period);
    const auto plan = make_plan(job, town_->vault).value();
    const auto found = audit_sealed(job, plan, town_->vault, town_->identity, town_->signing.verify_key());
    return found ? bad(*found) : std::vector{found.error().message};
  }

  static Files files(const std::string& period, const std::string& audience) {
    Files read;
    for (const auto& entry : fs::directory_iterator(folder(period) / audience))
      read[entry.path().filename()] = support::read_file(entry.path());
    return read;
  }

  // Signed by the city itself: a mistake of its program, and not of somebody else.
  static void sign(const std::string& period, const std::string& audience, Files changed,
                   const std::string& comment) {
    auto& manifest = changed.at(std::string(manifest_name));
    changed[std::string(signature_name)] = town_->signing.sign(crypto::bytes_of(manifest), comment);
    fs::remove_all(folder(period) / audience);
    fs::create_directories(folder(period) / audience);
    for (const auto& [name, content] : changed)
      support::write_file(folder(period) / audience / name, content);
  }

  static void publish(const std::string& period, const std::string& audience,
                      const std::function<void(Publication&)>& change) {
    auto publication = test_support::must(read_published(files(period, audience)));
    change(publication);
    sign(period, audience, documents(publication), signature_comment(publication.statement));
  }

  // Another text of one file, with a manifest that fits.
  static void rewrite(const std::string& period, const std::string& audience, const std::string& file,
                      const std::function<std::string(std::string)>& change) {
    auto changed = files(period, audience);
    const auto statement = test_support::must(read_published(changed)).statement;
    changed[file] = change(changed[file]);
    auto& manifest = changed.at(std::string(manifest_name));
    auto json = nlohmann::ordered_json::parse(manifest);
    for (auto& listed : json["files"])
      if (listed["name"] == file) {
        listed["size"] = changed[file].size();
        listed["sha256"] = crypto::hex(crypto::sha256(crypto::bytes_of(changed[file])));
      }
    manifest = json.dump(1) + "\n";
    sign(period, audience, changed, signature_comment(statement));
  }

  static Proof proof(const std::string& period) {
    const auto sealed = town_->vault.proof(period).value();
    const auto text = crypto::age_decrypt(std::span(&town_->identity, 1), sealed).value();
    return parse_proof({reinterpret_cast<const char*>(text.data()), text.size()}).value();
  }

  // Sets what a cell shows, wherever it is printed.
  static void show(Publication& publication, const std::string& cell, Figure figure) {
    const auto part = printed_part(publication.statement);
    int found = 0;
    for (auto& table : publication.tables)
      for (std::size_t place = 0; place < table.figures.size(); ++place)
        if (cell_name(part, table, place) == cell) {
          table.figures[place] = figure;
          ++found;
        }
    ASSERT_GT(found, 0) << cell;
  }

  // The cells of the period that the working group is not shown although their counts are as wanted.
  template <class Wanted>
  static std::map<std::string, std::uint64_t> hidden(const std::string& period, Wanted wanted) {
    const auto known = proof(period);
    const auto shown = shown_cells(test_support::must(read_published(files(period, "working_group"))));
    const auto printed = printed_cells(period);
    std::map<std::string, std::uint64_t> cells;
    for (std::size_t cell = 0; cell < known.names.size(); ++cell)
      if (const auto& name = known.names[cell];
          printed.contains(name) && !shown.contains(name) && wanted(known.system.counts[cell]))
        cells.emplace(name, known.system.counts[cell]);
    return cells;
  }

  static std::set<std::string> printed_cells(const std::string& period) {
    const auto publication = test_support::must(read_published(files(period, "working_group")));
    std::set<std::string> names;
    for (const auto& table : publication.tables)
      for (std::size_t place = 0; place < table.figures.size(); ++place)
        names.insert(cell_name(printed_part(publication.statement), table, place));
    return names;
  }

  static inline Town* town_ = nullptr;
};

TEST_F(Mutation, WithoutOneNothingIsFound) {
  for (const auto* period : {"2025-Q1", "2025-Q2", "2025"}) {
    EXPECT_THAT(from_files(period), IsEmpty()) << period;
    EXPECT_THAT(with_key(period), IsEmpty()) << period;
  }
}

// Who knows the method can still not conclude that a small count is not 0.
TEST_F(Mutation, WithoutOneTheProcedureGivesTheSameForAlternatives) {
  const auto job = town_->job("2025-Q1");
  const auto plan = make_plan(job, town_->vault).value();
  const auto found =
      audit_sealed(job, plan, town_->vault, town_->identity, town_->signing.verify_key(), 6).value();
  EXPECT_THAT(found.back().text, HasSubstr("have an alternative of 0 for which the same would be shown"));
  EXPECT_THAT(bad(found), IsEmpty());
}

TEST_F(Mutation, EachComplementaryCellThatIsRevealedIsFound) {
  const auto complementary = hidden("2025-Q1", [](std::uint64_t count) { return count >= 5; });
  ASSERT_FALSE(complementary.empty());
  for (const auto& [cell, count] : complementary) {
    SetUp();
    publish("2025-Q1", "working_group",
            [&, &name = cell, &value = count](auto& release) { show(release, name, value); });
    EXPECT_THAT(with_key(), Not(IsEmpty())) << cell;
  }
}

TEST_F(Mutation, EachSmallCellThatIsRevealedIsFoundFromTheFilesAlone) {
  const auto small = hidden("2025-Q1", [](std::uint64_t count) { return count > 0 && count < 5; });
  ASSERT_FALSE(small.empty());
  for (const auto& [cell, count] : small) {
    SetUp();
    publish("2025-Q1", "working_group",
            [&, &name = cell, &value = count](auto& release) { show(release, name, value); });
    EXPECT_THAT(from_files(), Not(IsEmpty())) << cell;
    EXPECT_THAT(with_key(), Not(IsEmpty())) << cell;
  }
}

TEST_F(Mutation, AZeroThatIsShownIsFound) {
  const auto zeros = hidden("2025-Q1", [](std::uint64_t count) { return count == 0; });
  ASSERT_FALSE(zeros.empty());
  publish("2025-Q1", "public", [&](auto& release) { show(release, zeros.begin()->first, 0); });
  EXPECT_THAT(from_files(), Not(IsEmpty()));
  EXPECT_THAT(with_key(), Not(IsEmpty()));
}

TEST_F(Mutation, AResidualOfOneIsFound) {
  publish("2025-Q1", "working_group", [&](auto& release) {
    std::uint64_t sum = 0;
    for (const auto& [cell, figure] : shown_cells(release))
      if (cell.starts_with("2025-Q1; bias_targets=category:")) sum += figure;
    show(release, "2025-Q1", sum + 1);
    release.total = sum + 1;
  });
  EXPECT_THAT(from_files(), Not(IsEmpty()));
  EXPECT_THAT(with_key(), Not(IsEmpty()));
}

TEST_F(Mutation, AnOverlappingPeriodIsFound) {
  fs::copy(folder("2025-Q1"), folder("2025-02"), fs::copy_options::recursive);
  EXPECT_THAT(from_files(), testing::Contains(HasSubstr("2025-02: lies among the releases")));
  fs::remove_all(folder("2025-02"));
  // Another quarter under the same figures does not lie where it says.
  fs::copy(folder("2025-Q1"), folder("2025-Q3"), fs::copy_options::recursive);
  EXPECT_THAT(from_files(), Not(IsEmpty()));
}

TEST_F(Mutation, AShiftedCategoryIsFound) {
  publish("2025-Q1", "working_group", [&](auto& release) {
    const auto shown = shown_cells(release);
    const std::string race = "2025-Q1; bias_targets=category:race_ethnicity_ancestry";
    const std::string religion = "2025-Q1; bias_targets=category:religion";
    const auto first = shown.at(race);
    const auto second = shown.at(religion);
    show(release, race, second);
    show(release, religion, first);
  });
  EXPECT_THAT(with_key(), testing::Contains(HasSubstr("is not what was counted")));
}

TEST_F(Mutation, AReissueWithOneMoreReportIsFound) {
  publish("2025-Q1", "working_group", [&](auto& release) {
    const auto total = *release.total + 1;
    show(release, "2025-Q1", total);
    release.total = total;
  });
  EXPECT_THAT(with_key(), testing::Contains(HasSubstr("is not what was counted")));
  EXPECT_THAT(
      bad(check_ledger(town_->releases(), town_->vault.ledger().value(), town_->signing.verify_key())),
      testing::Contains(HasSubstr("another release than the one recorded")));
  // And beside what it was when the year was audited.
  EXPECT_THAT(with_key("2025"), Not(IsEmpty()));
}

TEST_F(Mutation, APercentageIsFound) {
  rewrite("2025-Q1", "public", "tables.json", [](std::string text) {
    const auto at = text.find("\"rows\"");
    return text.insert(at, "\"percent\": 30.769,\n");
  });
  EXPECT_THAT(from_files(), Not(IsEmpty()));
}

TEST_F(Mutation, ADecimalIsFound) {
  rewrite("2025-Q1", "public", "tables.json", [](std::string text) {
    const auto at = text.find("\n    25\n");
    return at == std::string::npos ? text.replace(text.find("null"), 4, "0.5")
                                   : text.replace(at, 8, "\n    25.4\n");
  });
  EXPECT_THAT(from_files(), Not(IsEmpty()));
}

TEST_F(Mutation, WhiteSpaceIsFound) {
  for (const auto* file : {"tables.json", "tables.csv", "README.txt", "dictionary.csv"}) {
    SetUp();
    rewrite("2025-Q1", "public", file, [](const std::string& text) { return text + " "; });
    EXPECT_THAT(from_files(), Not(IsEmpty())) << file;
  }
  SetUp();
  auto changed = files("2025-Q1", "public");
  const auto statement = test_support::must(read_published(changed)).statement;
  auto& manifest = changed.at(std::string(manifest_name));
  manifest.insert(1, "\n");
  sign("2025-Q1", "public", changed, signature_comment(statement));
  EXPECT_THAT(from_files(), Not(IsEmpty()));
}

// What is loaded elsewhere says no more than the tables that were audited.
TEST_F(Mutation, AnythingElseInTheFilesForTheStatePoliceIsFound) {
  const auto found = [](const std::string& file) {
    return testing::Contains(HasSubstr(file + ": not what"));
  };
  rewrite("2025", "state_police", "data.csv",
          [](std::string text) { return text.replace(text.find(",not shown,"), 11, ",12,"); });
  EXPECT_THAT(from_files("2025"), found("data.csv"));
  for (const auto* file : {"data.csv", "codes.csv", "dictionary.csv"}) {
    SetUp();
    rewrite("2025", "state_police", file, [](const std::string& text) { return text + "\r\n"; });
    EXPECT_THAT(from_files("2025"), found(file));
  }
}

TEST_F(Mutation, AFurtherFileAndAnotherCommentAreFound) {
  support::write_file(folder() / "public" / "3.txt", "");
  EXPECT_THAT(from_files(), Not(IsEmpty()));
  SetUp();
  sign("2025-Q1", "public", files("2025-Q1", "public"), "Tellsafe release 2025-Q1 for public ");
  EXPECT_THAT(from_files(), Not(IsEmpty()));
}

// The true counts could be told by the order in which rows are printed.
TEST_F(Mutation, AnotherOrderOfRowsIsFound) {
  publish("2025-Q1", "working_group", [&](auto& release) {
    auto& table = release.tables.back();
    auto& items = table.sides[0].items;
    const auto last = items.size() - 2;
    ASSERT_EQ(items[last].parent, items[last - 1].parent);
    std::swap(items[last], items[last - 1]);
    std::swap(table.figures[last], table.figures[last - 1]);
  });
  EXPECT_THAT(with_key(), Not(IsEmpty()));
}

TEST_F(Mutation, AnotherThresholdIsFound) {
  publish("2025-Q1", "working_group", [&](auto& release) { release.statement.audience.threshold = 3; });
  EXPECT_THAT(with_key(), Not(IsEmpty()));
}

TEST_F(Mutation, AnotherProgrammeInsideTheYearIsFound) {
  publish("2025-Q2", "working_group",
          [&](auto& release) { release.statement.programme = std::string(64, 'a'); });
  EXPECT_THAT(from_files("2025"), testing::Contains(HasSubstr("different table programmes")));
}

TEST_F(Mutation, AMissingAudienceIsFound) {
  fs::remove_all(folder() / "public");
  EXPECT_THAT(with_key(), Not(IsEmpty()));
}

TEST_F(Mutation, AnotherKeysSignatureIsFound) {
  EXPECT_THAT(bad(audit_published(folder(), crypto::SigningKey::generate().verify_key())), Not(IsEmpty()));
}

// Of both ways to print a year.
TEST(SealedAudit, OfAYearFindsNothingWithLateReportsOrWithoutThem) {
  std::set<Late> seen;
  for (const int late : {3, 40}) {
    Town town;
    const Said often{{"act_types", {"threat"}}, {"bias_targets", {"asian"}}, {"day_part", {"night"}}};
    const Said seldom{{"act_types", {"bullied"}}, {"bias_targets", {"jewish"}}, {"day_part", {"evening"}}};
    town.reports(40, day(2025, 2, 1), often);
    town.reports(30, day(2025, 2, 1), seldom);
    town.reports(late, day(2025, 9, 1), often, {2025, 1, 20});
    town.reports(late, day(2025, 9, 1), seldom, {2025, 1, 20});
    town.release("2025-Q1").value();
    town.release("2025").value();
    const auto job = town.job("2025");
    const auto plan = make_plan(job, town.vault).value();
    const auto found = audit_sealed(job, plan, town.vault, town.identity, town.signing.verify_key()).value();
    for (const auto& finding : found) EXPECT_TRUE(finding.good) << late << ": " << finding.text;
    Files files;
    for (const auto& entry : fs::directory_iterator(town.releases() / "2025/public"))
      files[entry.path().filename()] = support::read_file(entry.path());
    seen.insert(test_support::must(read_published(files)).statement.late);
  }
  EXPECT_THAT(seen, testing::ElementsAre(Late::counted, Late::apart));
}

}  // namespace
}  // namespace tellsafe::release
