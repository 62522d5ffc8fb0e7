#include "service/release/documents.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "crypto/hash.h"
#include "service/release/csv_text.h"
#include "tests/unit/release/papers.h"

namespace tellsafe::release {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

// Fields by RFC 4180.
std::vector<std::vector<std::string>> fields_of(const std::string& csv) {
  std::vector<std::vector<std::string>> lines{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    auto& field = lines.back().back();
    if (csv[i] == '"' && quoted && csv[i + 1] == '"')
      field += csv[++i];
    else if (csv[i] == '"')
      quoted = !quoted;
    else if (csv[i] == ',' && !quoted)
      lines.back().emplace_back();
    else if (csv.compare(i, 2, "\r\n") == 0 && !quoted && ++i)
      lines.push_back({""});
    else
      field += csv[i];
  }
  lines.pop_back();
  return lines;
}

std::vector<std::string> joined(const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::string> all;
  for (const auto& line : lines) all.push_back(fmt::format("{}", fmt::join(line, "|")));
  return all;
}

// The words of a text, however its lines are broken.
std::string unwrapped(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

class Documents : public testing::Test, protected Papers {
 protected:
  std::string readme_text() const { return unwrapped(readme(publication())); }
  std::vector<std::string> dictionary_line(const std::string& entry, const std::string& code,
                                           const std::string& question) const {
    for (const auto& line : fields_of(dictionary_csv(publication())))
      if (line[0] == entry && line[1] == code && (question.empty() || line[2] == question)) return line;
    return {};
  }
};

TEST_F(Documents, AreFiveFilesAndTheSameBytesEachTime) {
  const auto first = documents(publication());
  EXPECT_THAT(first, testing::UnorderedElementsAre(testing::Key("manifest.json"), testing::Key("tables.json"),
                                                   testing::Key("tables.csv"), testing::Key("dictionary.csv"),
                                                   testing::Key("README.txt")));
  EXPECT_EQ(first, documents(publication()));
}

TEST_F(Documents, TablesHaveLabelsAndNulls) {
  const auto all = json::parse(tables_json(publication()));
  EXPECT_EQ(all["format"], "tellsafe-tables-2");
  EXPECT_EQ(all["period"], "2025");
  EXPECT_EQ(all["audience"], "public");
  EXPECT_EQ(all["received_late"], 10);
  const auto& table = all["tables"][0];
  EXPECT_EQ(table["id"], "day_part");
  EXPECT_EQ(table["labels"]["en"], labels->text("en", "table.day_part.title"));
  EXPECT_FALSE(table.contains("among"));
  EXPECT_EQ(table["rows"][0], json({60}));
  EXPECT_EQ(table["rows"][1], json({25}));
  EXPECT_EQ(table["rows"][2], json({nullptr}));
  const auto& items = table["sides"][0]["items"];
  EXPECT_EQ(items[1]["code"], "morning");
  EXPECT_EQ(items[1]["labels"]["es"], labels->text("es", "option.day_part.morning"));
  EXPECT_EQ(items[6]["kind"], "unanswered");
  EXPECT_EQ(items[6]["code"], "");
  EXPECT_EQ(items[6]["labels"]["en"], labels->text("en", "page.numbers.no_answer"));
  EXPECT_EQ(all["tables"][1]["sides"][1]["items"][1]["labels"]["en"], "North side");
}

TEST_F(Documents, TablesOfThreeQuestionsAreNestedOnceMore) {
  const auto all = json::parse(tables_json(publication()));
  const auto& table = all["tables"][2];
  EXPECT_EQ(table["among"]["question"], "share_with_state_police");
  EXPECT_EQ(table["among"]["labels"]["en"], labels->text("en", "question.share_with_state_police.label"));
  EXPECT_EQ(table["rows"].size(), tables[2].sides[0].items.size());
  EXPECT_EQ(table["rows"][0].size(), tables[2].sides[1].items.size());
  EXPECT_EQ(table["rows"][0][0].size(), tables[2].sides[2].items.size());
  EXPECT_EQ(table["rows"][0][0][0], 40);
  const auto at = items_at(outline(tables[2]).sides, place(2, {"religion", "", "school"}));
  EXPECT_EQ(table["rows"][at[0]][at[1]][at[2]], 10);
}

TEST_F(Documents, CategoriesHaveTheNibrsCodesOfTheirOptions) {
  const auto all = json::parse(tables_json(publication()));
  for (const auto& item : all["tables"][1]["sides"][0]["items"])
    if (item["code"] == "disability") {
      EXPECT_EQ(item["nibrs"], json({"51", "52"}));
    }
  EXPECT_FALSE(words.nibrs.empty());
  for (const auto& [key, codes] : words.nibrs) EXPECT_THAT(codes, Not(Contains("88"))) << key;
  EXPECT_THAT(all["cautions"]["bias_targets"][0].get<std::string>(), HasSubstr("Code 88"));
}

TEST_F(Documents, CsvHasALineForEachFigure) {
  const auto csv = tables_csv(publication());
  const auto lines = fields_of(csv);
  std::size_t figures_in_all = 0;
  for (const auto& table : figures.tables) figures_in_all += table.size();
  EXPECT_EQ(lines.size(), 1 + figures_in_all + 1);
  EXPECT_THAT(lines, Each(SizeIs(17)));
  EXPECT_THAT(csv, StartsWith("table,row_kind,row_code,row_label,column_question,column_kind,column_code,"
                              "column_label,layer_question,layer_kind,layer_code,layer_label,among,"
                              "row_nibrs,column_nibrs,layer_nibrs,reports\r\n"));
  const auto spanish = [&](const std::string& key) { return labels->text("es", key); };
  const auto religion = spanish("category.bias_targets.religion");
  EXPECT_THAT(joined(lines),
              Contains("day_part|option|morning|" + spanish("option.day_part.morning") + "|||||||||||||25"));
  EXPECT_THAT(joined(lines), Contains("received_late|total|||||||||||||||10"));
  EXPECT_THAT(joined(lines), Contains("bias_category_by_area|category|religion|" + religion +
                                      "|area|category|north|Zona norte|||||||||15"));
  EXPECT_THAT(joined(lines), Contains("shared|category|religion|" + religion + "|act_types|total||" +
                                      spanish("page.numbers.total") + "|target_kind|option|school|" +
                                      spanish("option.target_kind.school") +
                                      "|share_with_state_police|"
                                      "21 22 23 24 25 26 27 28 29 81 82 83 84 85||B G|10"));
}

TEST_F(Documents, CsvIsNoFormula) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,\"b\"\r\n"), "\"a,\"\"b\"\"\r\n\"");
  EXPECT_EQ(csv_field("=1+1"), "'=1+1");
  EXPECT_EQ(csv_field("+1"), "'+1");
  EXPECT_EQ(csv_field("-1"), "'-1");
  EXPECT_EQ(csv_field("@x,y"), "\"'@x,y\"");
  EXPECT_EQ(csv_field("\tx"), "'\tx");
  EXPECT_EQ(csv_field("1-1"), "1-1");
  EXPECT_EQ(csv_line({"a", "", "b"}), "a,,b\r\n");
  words.texts["option.day_part.morning"]["es"] = "=HYPERLINK(\"x\")";
  for (const auto& csv : {tables_csv(publication()), dictionary_csv(publication())})
    EXPECT_THAT(csv, HasSubstr(",\"'=HYPERLINK(\"\"x\"\")\","));
}

TEST_F(Documents, DictionaryHasEveryTableQuestionAndCode) {
  const auto lines = fields_of(dictionary_csv(publication()));
  EXPECT_THAT(lines, Each(SizeIs(9)));
  const std::set<std::vector<std::string>> once(lines.begin(), lines.end());
  EXPECT_EQ(once.size(), lines.size());
  const auto columns = fields_of(tables_csv(publication()));
  for (const auto& column : columns.front())
    EXPECT_FALSE(dictionary_line("column", column, "").empty()) << column;
  const auto shared = dictionary_line("table", "shared", "");
  EXPECT_EQ(shared[2], "bias_targets act_types target_kind");
  EXPECT_THAT(shared[8], HasSubstr("share_with_state_police"));
  EXPECT_EQ(dictionary_line("question", "share_with_state_police", "")[5], "yes, or left empty");
  const auto bias = dictionary_line("question", "bias_targets", "");
  EXPECT_EQ(bias[3], labels->text("es", "question.bias_targets.label"));
  EXPECT_EQ(bias[4], labels->text("en", "question.bias_targets.label"));
  EXPECT_THAT(bias[5], StartsWith("several answers"));
  EXPECT_THAT(bias[6], HasSubstr("\"unanswered\""));
  EXPECT_THAT(bias[8], HasSubstr("Code 99 says"));
  for (const auto& table : tables)
    for (const auto& side : table.sides)
      for (const auto& item : side.items)
        EXPECT_FALSE(dictionary_line(std::string(name_of(item.kind)), item.code, side.question).empty())
            << side.question << " " << item.code;
  EXPECT_EQ(dictionary_line("category", "disability", "bias_targets")[7], "51 52");
  EXPECT_EQ(dictionary_line("option", "school", "target_kind")[7], "B G");
  EXPECT_EQ(dictionary_line("category", "north", "area")[3], "Zona norte");
  EXPECT_EQ(dictionary_line("category", "north", "area")[4], "North side");
  words.texts["category.area.north"]["en"] = "Zona norte";
  EXPECT_EQ(dictionary_line("category", "north", "area")[4], "");
  // A code that no label has.
  words.texts.erase("option.day_part.night");
  EXPECT_EQ(dictionary_line("option", "night", "day_part")[3], "night");
}

TEST_F(Documents, DaysDoNotDependOnTheTimeZone) {
  ASSERT_EQ(::setenv("TZ", "America/New_York", 1), 0);
  ::tzset();
  const auto manifest = json::parse(manifest_json(publication(), {}));
  const std::string text = readme_text();
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_EQ(manifest["first_day"], "2025-01-01");
  EXPECT_EQ(manifest["last_day"], "2025-12-31");
  EXPECT_THAT(text, HasSubstr("2025-01-01 to 2025-12-31"));
}

TEST_F(Documents, ManifestSaysWhatItIsOver) {
  const Files some{{"tables.csv", "a,b"}, {"README.txt", ""}};
  const auto manifest = json::parse(manifest_json(publication(), some));
  EXPECT_EQ(manifest["format"], "tellsafe-release-2");
  EXPECT_EQ(manifest["city"], "City of Riverbend");
  EXPECT_EQ(manifest["demonstration"], true);
  EXPECT_EQ(manifest["threshold"], 10);
  EXPECT_EQ(manifest["round_to"], 5);
  EXPECT_EQ(manifest["total"], 60);
  EXPECT_EQ(manifest["late"], "counted");
  EXPECT_EQ(manifest["form_versions"], json({crypto::hex(form.version())}));
  EXPECT_EQ(manifest["audit"], json::parse(R"({"method": "tellsafe-audit-1", "verdict": "passed",
    "earlier": ["2025-Q1", "2025-Q2"], "outside_sources": ["FBI, hate crime, 2025"],
    "witnesses": ")" + std::string(64, '1') +
                                           R"("})"));
  EXPECT_EQ(manifest["files"][1]["name"], "tables.csv");
  EXPECT_EQ(manifest["files"][1]["size"], 3);
  EXPECT_EQ(manifest["files"][1]["sha256"], crypto::hex(crypto::sha256(crypto::bytes_of("a,b"))));
}

TEST_F(Documents, ManifestOfAQuarterSaysNothingOfLateReports) {
  statement.period = {2025, 2};
  statement.late = Late::none;
  figures.has_late = false;
  figures.total.reset();
  const auto manifest = json::parse(manifest_json(publication(), {}));
  EXPECT_FALSE(manifest.contains("late"));
  EXPECT_TRUE(manifest["total"].is_null());
  EXPECT_FALSE(json::parse(tables_json(publication())).contains("received_late"));
  EXPECT_THAT(tables_csv(publication()), Not(HasSubstr("received_late")));
  EXPECT_THAT(readme_text(), HasSubstr("A quarter closes 45 days after it ends."));
}

TEST_F(Documents, ReadmeHasTheWordsThatMustStandBesideEveryTable) {
  const auto text = readme_text();
  for (const auto* part : {"people chose to send", "not verified incidents or crimes", "reported twice",
                           "go unreported", "can mean more trust", "more than 100 %"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_THAT(text, HasSubstr("DEMONSTRATION"));
  statement.demo = false;
  EXPECT_THAT(readme_text(), Not(HasSubstr("DEMONSTRATION")));
}

TEST_F(Documents, ReadmePromisesWhatTheAuditEarns) {
  const auto text = readme_text();
  EXPECT_THAT(text, HasSubstr(labels->text("en", "page.numbers.audited")));
  EXPECT_THAT(text, HasSubstr("nothing against an attacker who knows all other reports"));
  EXPECT_THAT(text, Not(HasSubstr("nonym")));
  EXPECT_THAT(text, HasSubstr("each count under 10, zero among them"));
  EXPECT_THAT(text, HasSubstr("rounded to the nearest 5"));
  EXPECT_THAT(text, HasSubstr("considered:   2025-Q1   2025-Q2 Outside"));
  EXPECT_THAT(text, HasSubstr("  FBI, hate crime, 2025"));
  statement.audit.earlier.clear();
  statement.audit.sources.clear();
  statement.audience.round_to = 1;
  EXPECT_THAT(readme_text(), AllOf(HasSubstr("considered:   none"), Not(HasSubstr("rounded"))));
}

TEST_F(Documents, ReadmeSaysWhereLateReportsAre) {
  EXPECT_THAT(readme_text(), HasSubstr("are counted here, and in no quarter; the line"));
  figures.has_late = false;
  EXPECT_THAT(readme_text(), HasSubstr("are counted here, and in no quarter. A"));
  statement.late = Late::apart;
  EXPECT_THAT(readme_text(), HasSubstr("if there were any, are in no table and no total here"));
  statement.late = Late::none;
  EXPECT_THAT(readme_text(), HasSubstr("A year closes 45 days after it ends."));
}

TEST_F(Documents, ReadmeOfAnExportSaysThatItIsNoSubmission) {
  EXPECT_THAT(readme_text(), HasSubstr("NIBRS-coded, not NIBRS-submittable"));
  EXPECT_THAT(readme_text(), HasSubstr("trend intelligence, not a NIBRS submission"));
  tables.pop_back();
  EXPECT_THAT(readme_text(), Not(HasSubstr("NIBRS")));
}

TEST_F(Documents, ReadmeLinesAreShort) {
  std::istringstream lines(readme(publication()));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

}  // namespace
}  // namespace tellsafe::release
