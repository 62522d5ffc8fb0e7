#include "service/release/published.h"

#include <gmock/gmock.h>

#include <functional>

#include "service/release/format.h"
#include "tests/support/must.h"
#include "tests/unit/release/papers.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Published : public testing::Test, protected Papers {
 protected:
  // The fault is found in the files as they are after the change.
  static void expect_fault(const Files& changed, const std::string& fault) {
    EXPECT_THAT(canonical_faults(changed), Contains(HasSubstr(fault)));
  }
  // Replaces the first `from` of a file.
  void expect_fault(const std::string& name, const std::string& from, const std::string& to,
                    const std::string& fault) const {
    auto changed = files();
    auto& text = changed.at(name);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << name << " has no " << from;
    text.replace(at, from.size(), to);
    EXPECT_THAT(canonical_faults(changed), Contains(HasSubstr(fault))) << from << " → " << to;
  }
};

TEST_F(Published, IsReadAsItWasWritten) {
  const auto made = files();
  const auto read = test_support::must(read_published(made));
  EXPECT_EQ(read.statement.city, "City of Riverbend");
  EXPECT_EQ(read.statement.period, statement.period);
  EXPECT_EQ(read.statement.audience.threshold, 10U);
  EXPECT_EQ(read.statement.audience.round_to, 5U);
  EXPECT_EQ(read.statement.forms, statement.forms);
  EXPECT_EQ(read.statement.audit.earlier, statement.audit.earlier);
  EXPECT_EQ(read.statement.late, Late::counted);
  EXPECT_EQ(read.total, Figure(60));
  EXPECT_TRUE(read.has_late);
  EXPECT_EQ(read.late, Figure(10));
  EXPECT_EQ(read.words, words);
  ASSERT_EQ(read.tables.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(read.tables[i].id, tables[i].id);
    EXPECT_EQ(read.tables[i].among, tables[i].among);
    EXPECT_EQ(read.tables[i].sides, outline(tables[i]).sides);
    EXPECT_EQ(read.tables[i].figures, figures.tables[i]);
  }
}

TEST_F(Published, HasNoFaultsAsItWasWritten) {
  EXPECT_THAT(canonical_faults(files()), IsEmpty());
  EXPECT_THAT(canonical_faults(files(), frame()), IsEmpty());
  statement.period = {2025, 3};
  statement.late = Late::none;
  figures.has_late = false;
  EXPECT_THAT(canonical_faults(files(), frame()), IsEmpty());
}

TEST_F(Published, OfATownHasNoFaults) {
  Town town;
  town.reports(40, day(2025, 2, 1), {{"act_types", {"threat"}}, {"bias_targets", {"jewish"}}});
  for (const auto* period : {"2025-Q1", "2025"}) {
    for (const auto& folder : town.release(period).value().folders) {
      Files made;
      for (const auto& [path, content] : town.published())
        if (const auto name = std::filesystem::path(path); town.releases() / name.parent_path() == folder)
          made[name.filename()] = content;
      EXPECT_EQ(made.size(), folder.filename() == "state_police" ? 8U : 6U) << folder;
      EXPECT_THAT(canonical_faults(made), IsEmpty()) << folder;
    }
  }
}

TEST_F(Published, ShowsWhatIsHiddenInWhiteSpaceAndOrder) {
  const std::string not_determined = "not what the figures determine";
  for (const auto* name : {"tables.json", "manifest.json"}) {
    expect_fault(name, "\n \"", "\n  \"", std::string(name) + ": " + not_determined);
    expect_fault(name, "\": ", "\":", std::string(name) + ": " + not_determined);
    expect_fault(name, "\"period\": \"2025\",", "\"period\":\t\"2025\",", not_determined);
  }
  // The same members in another order, the same text in other letters.
  expect_fault("tables.json", " \"period\": \"2025\",\n \"audience\": \"public\",\n",
               " \"audience\": \"public\",\n \"period\": \"2025\",\n", "tables.json: " + not_determined);
  expect_fault("tables.json", "\"Religi", "\"\\u0052eligi", "tables.json: " + not_determined);
  auto changed = files();
  changed["tables.json"] += "\n";
  expect_fault(changed, "tables.json: " + not_determined);
}

TEST_F(Published, ShowsFurtherMembersAndFiles) {
  expect_fault("tables.json", "\"period\"", "\"note\": 3,\n \"period\"", "\"note\" is not known here");
  expect_fault("manifest.json", "\"verdict\"", "\"needs\": 3,\n  \"verdict\"", "\"needs\" is not known here");
  expect_fault("tables.json", "\"kind\": \"option\"", "\"kind\": \"option\", \"count\": 3",
               "\"count\" is not known here");
  expect_fault("tables.json", "\"period\"", "\"period\": \"2025\", \"period\"", "is there twice");
  auto changed = files();
  changed["more\n.txt"] = "3";
  expect_fault(changed, "more?.txt: no file of a release");
  for (const auto& [name, content] : files()) {
    auto fewer = files();
    fewer.erase(name);
    EXPECT_THAT(canonical_faults(fewer), Not(IsEmpty())) << name;
  }
}

TEST_F(Published, ShowsFiguresThatNoReleaseHas) {
  const auto with = [&](std::optional<std::uint64_t> figure_shown) {
    Papers changed = *this;
    changed.figure(1, {"religion", "north"}) = figure_shown;
    return canonical_faults(changed.files());
  };
  EXPECT_THAT(with(15), IsEmpty());
  EXPECT_THAT(with(10), IsEmpty());
  EXPECT_THAT(with(std::nullopt), IsEmpty());
  EXPECT_THAT(with(16), ElementsAre("bias_category_by_area: bias_targets=category religion, area=category "
                                    "north: 16 is no multiple of 5"));
  EXPECT_THAT(with(5), ElementsAre("bias_category_by_area: bias_targets=category religion, area=category "
                                   "north: 5 is below the threshold of 10"));
  EXPECT_THAT(with(0), ElementsAre(HasSubstr("0 is below the threshold of 10")));
  expect_fault("tables.json", " 25\n", " 25.0\n", "must be a whole number");
  expect_fault("tables.json", " 25\n", " -25\n", "must be a whole number");
  expect_fault("tables.json", " 25\n", " 41.7\n", "must be a whole number");
  expect_fault("tables.json", " 25\n", " \"25 %\"\n", "must be a whole number");
  expect_fault("tables.json", " 25\n", " 2500000000000000000000000\n", "must be a whole number");
  // 11 rounds to 10 where the public's numbers are rounded to 5.
  statement.audience.threshold = 11;
  EXPECT_THAT(with(10), IsEmpty());
  EXPECT_THAT(with(5), Not(IsEmpty()));
}

TEST_F(Published, ShowsTotalsAndLateReportsThatDoNotFit) {
  figure(0, {""}) = 55;
  EXPECT_THAT(canonical_faults(files()), ElementsAre("day_part: its total is not that of the release"));
  figure(0, {""}) = 60;
  figures.late = 4;
  EXPECT_THAT(canonical_faults(files()), Contains("received late: 4 is below the threshold of 10"));
  figures.late.reset();
  EXPECT_THAT(canonical_faults(files()), IsEmpty());
  statement.late = Late::apart;
  EXPECT_THAT(canonical_faults(files()), IsEmpty());
  figures.has_late = false;
  EXPECT_THAT(canonical_faults(files()), ElementsAre("tables.json: received_late is missing"));
  statement.late = Late::none;
  figures.has_late = true;
  EXPECT_THAT(canonical_faults(files()), ElementsAre(HasSubstr("where nothing can be late")));
  statement.late = Late::counted;
  statement.period.quarter = 1;
  EXPECT_THAT(canonical_faults(files()), ElementsAre("manifest.json: a quarter has no late reports"));
}

TEST_F(Published, ShowsACsvThatSaysAnythingElse) {
  expect_fault("tables.csv", ",25\r\n", ",30\r\n", "tables.csv: not what the figures determine, from line 3");
  expect_fault("tables.csv", ",not shown\r\n", ",3\r\n", "tables.csv: not what");
  expect_fault("tables.csv", "\r\n", "\n", "tables.csv: not what");
  expect_fault("tables.csv", ",25\r\n", ",\"25\"\r\n", "tables.csv: not what");
  expect_fault("tables.csv", ",25\r\n", ",25.0\r\n", "tables.csv: not what");
  expect_fault("dictionary.csv", "51 52", "52 51", "dictionary.csv: not what");
  expect_fault("README.txt", "more trust", "more  trust", "README.txt: not what");
}

TEST_F(Published, ShowsAManifestThatSaysAnythingElse) {
  expect_fault("manifest.json", "\"passed\"", "\"PASSED\"", "manifest.json: not what");
  expect_fault("manifest.json", "\"2025-12-31\"", "\"2025-12-30\"", "manifest.json: not what");
  expect_fault("manifest.json", "\"sha256\": \"", "\"sha256\": \"0", "manifest.json: not what");
  expect_fault("manifest.json", "\"2025-Q2\"", "\"2025-Q1\"", "is there twice");
  expect_fault("manifest.json", "\"2025-Q2\"", "\"spring\"", "is no period");
  expect_fault("manifest.json", std::string(64, '1'), "1", "must be 64 hexadecimal digits");
  expect_fault("manifest.json", std::string(64, '1'), std::string(64, 'G'), "must be 64 hexadecimal digits");
  expect_fault("manifest.json", "\"late\": \"counted\"", "\"late\": \"some\"", "must be counted or apart");
  expect_fault("manifest.json", "\"round_to\": 5", "\"round_to\": 0", "must be from 1 to 1000");
  expect_fault("manifest.json", "release-2", "release-1", "is another format");
  expect_fault("tables.json", "tables-2", "tables-1", "is another format");
}

TEST_F(Published, ShowsOtherCommentsOfTheSignature) {
  expect_fault("manifest.json.minisig", "a Tellsafe", "a  Tellsafe", "not the comments");
  expect_fault("manifest.json.minisig", "for public", "for public ", "not the comments");
  auto changed = files();
  changed["manifest.json.minisig"] += "more\n";
  expect_fault(changed, "not the comments");
}

TEST_F(Published, ShowsItemsThatAreNone) {
  expect_fault("tables.json", "\"kind\": \"total\"", "\"kind\": \"option\"", "tables.json: tables[0]");
  expect_fault("tables.json", "\"kind\": \"unanswered\"", "\"kind\": \"rest\"", "is no kind of item");
  expect_fault("tables.json", "\"code\": \"morning\"", "\"code\": \"\"", "must be a text that is not empty");
  expect_fault("tables.json", "\"code\": \"morning\"", "\"code\": \"mor ning\"", "is no code");
  expect_fault("tables.json", "\"code\": \"morning\"", "\"code\": \"night\"", "is there twice");
  expect_fault("tables.json", "\"parent\": 0", "\"parent\": 99", "must be an item before it");
  expect_fault("tables.json", "\"id\": \"day_part\"", "\"id\": \"shared\"", "is there twice");
  expect_fault("tables.json", "\"question\": \"area\"", "\"question\": \"bias_targets\"",
               "this question is there twice");
  expect_fault("tables.json", "\"rows\": [", "\"rows\": [[60],", "must have an entry for each item");
  expect_fault("tables.json", "\"es\",\n  \"en\"", "", "must not be empty");
}

// The order of items can only be judged by who knows the forms.
TEST_F(Published, ShowsTablesAndItemsThatTheFormsDoNotHave) {
  const auto faults_of = [&](const std::function<void(Papers&)>& change) {
    Papers changed = *this;
    change(changed);
    EXPECT_THAT(canonical_faults(changed.files()), IsEmpty());
    return canonical_faults(changed.files(), frame());
  };
  EXPECT_THAT(faults_of([](Papers& papers) {
                std::swap(papers.tables[0].sides[0].items[1], papers.tables[0].sides[0].items[2]);
              }),
              ElementsAre("day_part: item 1 of day_part is not the one that the forms have there"));
  EXPECT_THAT(faults_of([](Papers& papers) { papers.tables[0].sides[0].several = true; }),
              ElementsAre("day_part: day_part is not as the forms have it"));
  EXPECT_THAT(faults_of([](Papers& papers) { papers.tables[2].among = "leave_out_of_numbers"; }),
              Contains("shared: among other reports than it should be"));
  EXPECT_THAT(faults_of([](Papers& papers) {
                std::swap(papers.tables[0], papers.tables[1]);
                std::swap(papers.figures.tables[0], papers.figures.tables[1]);
              }),
              Contains("table 1 should be day_part"));
  EXPECT_THAT(faults_of([](Papers& papers) {
                papers.tables.pop_back();
                papers.figures.tables.pop_back();
              }),
              Contains("table 3 should be shared"));
  EXPECT_THAT(faults_of([](Papers& papers) {
                papers.tables.push_back(papers.tables[0]);
                papers.tables.back().id = "again";
                papers.figures.tables.push_back(papers.figures.tables[0]);
              }),
              Contains("again: the programme has no such table here"));
  EXPECT_THAT(faults_of([](Papers& papers) { papers.words.texts["option.day_part.night"]["en"] = "Nïght"; }),
              ElementsAre("tables.json: texts are not the labels'"));
  EXPECT_THAT(faults_of([](Papers& papers) { papers.words.nibrs["option.target_kind.school"] = {"I"}; }),
              ElementsAre("tables.json: NIBRS codes are not the forms'"));
  EXPECT_THAT(faults_of([](Papers& papers) { papers.words.cautions["bias_targets"][0] += " 3"; }),
              ElementsAre("tables.json: cautions are not the code lists'"));
}

TEST_F(Published, IsRefusedWhereItIsNoRelease) {
  for (const auto* text : {"", "[]", "{}", "null", "{\"format\": \"tellsafe-release-2\"}", "\xff"}) {
    for (const auto* name : {"manifest.json", "tables.json"}) {
      auto changed = files();
      changed[name] = text;
      EXPECT_THAT(canonical_faults(changed), ElementsAre(testing::StartsWith(name))) << text;
    }
  }
}

}  // namespace
}  // namespace tellsafe::release
