#include "service/release/export_csv.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "schema/csv.h"
#include "service/release/documents.h"
#include "tests/support/must.h"
#include "tests/unit/release/papers.h"

namespace tellsafe::release {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

using Record = std::map<std::string, std::string>;  // field by column

// As any program would read it: the first line names the columns.
std::vector<Record> records_of(const std::string& csv) {
  std::istringstream in(csv);
  schema::CsvReader reader(in);
  std::vector<std::string> columns;
  std::vector<std::string> fields;
  std::vector<Record> records;
  const auto next = [&](std::vector<std::string>& record) {
    const auto more = reader.next(record);
    EXPECT_TRUE(more.has_value());
    return more.has_value() && *more;
  };
  EXPECT_TRUE(next(columns));
  while (next(fields)) {
    auto& record = records.emplace_back();
    for (std::size_t i = 0; i < fields.size(); ++i) record[columns[i]] = fields[i];
  }
  return records;
}

std::string header_of(const std::string& csv) {
  return csv.substr(0, csv.find("\r\n"));
}

bool says(const Record& record, const Record& wanted) {
  return std::ranges::all_of(wanted,
                             [&](const auto& field) { return record.at(field.first) == field.second; });
}

// The one record that has these fields; empty where there is none, or more than one.
Record one_of(const std::vector<Record>& records, const Record& wanted) {
  Record found;
  for (const auto& record : records) {
    if (!says(record, wanted)) continue;
    if (!found.empty()) return {};
    found = record;
  }
  return found;
}

class ExportCsv : public testing::Test, protected Papers {
 protected:
  ExportCsv() { become_export(); }
  std::vector<Record> data() const { return records_of(data_csv(publication())); }
  std::vector<Record> codes() const { return records_of(codes_csv(publication())); }
  std::vector<Record> dictionary() const { return records_of(export_dictionary_csv(publication())); }
  const std::string& spanish(const std::string& key) const { return labels->text("es", key); }
};

TEST_F(ExportCsv, BelongsToWhatIsCountedAmongThoseWhoAgreedAlone) {
  EXPECT_TRUE(is_export(publication()));
  EXPECT_FALSE(is_export(Papers().publication()));
  EXPECT_FALSE(is_export(Publication()));
  EXPECT_THAT(documents(publication()),
              testing::UnorderedElementsAre(testing::Key("manifest.json"), testing::Key("tables.json"),
                                            testing::Key("tables.csv"), testing::Key("data.csv"),
                                            testing::Key("codes.csv"), testing::Key("dictionary.csv"),
                                            testing::Key("README.txt")));
  EXPECT_EQ(documents(publication()), documents(publication()));
}

TEST_F(ExportCsv, DataHasARowForEachFigure) {
  const auto csv = data_csv(publication());
  EXPECT_EQ(header_of(csv),
            "table,period,among,bias_targets_kind,bias_targets_code,bias_targets_label,nibrs_bias_motivation,"
            "act_types_kind,act_types_code,act_types_label,nibrs_offense,"
            "target_kind_kind,target_kind_code,target_kind_label,nibrs_victim_type,"
            "place_kind_kind,place_kind_code,place_kind_label,nibrs_location_type,reports,threshold");
  const auto rows = data();
  EXPECT_EQ(rows.size(), figures.tables[0].size() + figures.tables[1].size());
  const auto school = one_of(
      rows, {{"bias_targets_code", "religion"}, {"act_types_kind", "total"}, {"target_kind_code", "school"}});
  EXPECT_EQ(school, (Record{{"table", "shared"},
                            {"period", "2025"},
                            {"among", "share_with_state_police"},
                            {"bias_targets_kind", "category"},
                            {"bias_targets_code", "religion"},
                            {"bias_targets_label", spanish("category.bias_targets.religion")},
                            {"nibrs_bias_motivation", "21|22|23|24|25|26|27|28|29|81|82|83|84|85"},
                            {"act_types_kind", "total"},
                            {"act_types_code", ""},
                            {"act_types_label", spanish("page.numbers.total")},
                            {"nibrs_offense", ""},
                            {"target_kind_kind", "option"},
                            {"target_kind_code", "school"},
                            {"target_kind_label", spanish("option.target_kind.school")},
                            {"nibrs_victim_type", "B|G"},
                            {"place_kind_kind", ""},
                            {"place_kind_code", ""},
                            {"place_kind_label", ""},
                            {"nibrs_location_type", ""},
                            {"reports", "10"},
                            {"threshold", "10"}}));
  const auto worship = one_of(rows, {{"table", "shared_places"}, {"place_kind_code", "worship"}});
  EXPECT_EQ(worship.at("nibrs_location_type"), "04");
  EXPECT_EQ(worship.at("bias_targets_kind"), "");
  EXPECT_EQ(worship.at("reports"), "15");
}

TEST_F(ExportCsv, DataNeverLeavesACountEmpty) {
  std::size_t shown = 0;
  for (const auto& row : data()) {
    const auto& reports = row.at("reports");
    if (reports == "not shown") continue;
    ++shown;
    EXPECT_THAT(reports, AllOf(Not(IsEmpty()), testing::ContainsRegex("^[0-9]+$")));
  }
  EXPECT_EQ(shown, 4U);
}

// Bias 88, "none", is for what was found not to be a hate crime. Nobody who reports here says that.
TEST_F(ExportCsv, NoAnswerHasTheCodeOfNoBias) {
  for (const auto& row : data())
    EXPECT_THAT("|" + row.at("nibrs_bias_motivation") + "|", Not(HasSubstr("|88|")));
  for (const auto& row : codes())
    if (row.at("list") == "bias_targets") {
      EXPECT_THAT("|" + row.at("nibrs") + "|", Not(HasSubstr("|88|")));
    }
  EXPECT_THAT(one_of(codes(), {{"list", "bias_targets"}, {"kind", "list"}}).at("note"),
              HasSubstr("Code 88 (no bias) is never used"));
}

TEST_F(ExportCsv, CodesHaveEveryOptionOfEachList) {
  EXPECT_EQ(header_of(codes_csv(publication())), "list,kind,code,label,category,nibrs,nibrs_label,note");
  const auto rows = codes();
  std::vector<std::string> lists;
  for (const auto& row : rows)
    if (row.at("kind") == "list") lists.push_back(row.at("list"));
  EXPECT_THAT(lists, ElementsAre("bias_targets", "act_types", "target_kind", "place_kind"));
  for (const auto& list : lists)
    for (const auto& option : form.find(list)->options) {
      const auto row = one_of(rows, {{"list", list}, {"kind", "option"}, {"code", option.code}});
      ASSERT_FALSE(row.empty()) << list << " " << option.code;
      EXPECT_EQ(row.at("label"), spanish("option." + list + "." + option.code));
      EXPECT_EQ(row.at("category"), option.category);
      EXPECT_EQ(row.at("nibrs"), fmt::format("{}", fmt::join(option.nibrs, "|")));
      EXPECT_EQ(row.at("nibrs").empty(), row.at("nibrs_label").empty()) << option.code;
    }
  const auto option = [&](const char* list, const char* code) {
    return one_of(rows, {{"list", list}, {"kind", "option"}, {"code", code}});
  };
  EXPECT_EQ(option("bias_targets", "jewish").at("nibrs_label"), "Anti-Jewish");
  EXPECT_EQ(option("bias_targets", "jewish").at("note"), "approximate");
  EXPECT_EQ(option("bias_targets", "nationality").at("note"), "no NIBRS code is near it");
  EXPECT_EQ(option("target_kind", "school").at("nibrs_label"), "Business|Government");
  EXPECT_THAT(option("target_kind", "school").at("note"), HasSubstr("any of the codes may fit"));
  const auto category =
      one_of(rows, {{"list", "bias_targets"}, {"kind", "category"}, {"code", "disability"}});
  EXPECT_EQ(category.at("label"), spanish("category.bias_targets.disability"));
  EXPECT_EQ(category.at("nibrs"), "51|52");
  EXPECT_EQ(category.at("nibrs_label"), "Anti-Physical Disability|Anti-Mental Disability");
}

TEST_F(ExportCsv, CodesAreInThePublicationForWhoMakesTheFilesAgain) {
  const auto lists = json::parse(tables_json(publication())).at("code_lists");
  ASSERT_EQ(lists.size(), 4U);
  EXPECT_EQ(lists[0]["nibrs_element"], "bias_motivation");
  EXPECT_EQ(lists[0]["nibrs_labels"]["85"], "Anti-Sikh");
  EXPECT_FALSE(lists[0]["nibrs_labels"].contains("88"));
  const auto read = test_support::must(read_published(files()));
  EXPECT_EQ(read.words, words);
  EXPECT_THAT(canonical_faults(files(), frame()), IsEmpty());
}

TEST_F(ExportCsv, AnyOtherByteIsFound) {
  for (const auto* name : {"data.csv", "codes.csv", "dictionary.csv", "README.txt"}) {
    auto changed = files();
    changed[name] += " ";
    EXPECT_THAT(canonical_faults(changed), Contains(StartsWith(name)));
    changed.erase(name);
    EXPECT_THAT(canonical_faults(changed), Contains(std::string(name) + ": missing"));
  }
  auto changed = files();
  auto& data = changed["data.csv"];
  data.replace(data.find(",not shown,"), 11, ",12,");
  EXPECT_THAT(canonical_faults(changed), Contains(StartsWith("data.csv: not what the figures determine")));
}

TEST_F(ExportCsv, OtherCodesThanTheFormsAreFound) {
  const auto faults = [&](const std::function<void(Papers&)>& change) {
    Papers changed = *this;
    change(changed);
    return canonical_faults(changed.files(), frame());
  };
  const auto other = ElementsAre("tables.json: code lists are not the forms'");
  EXPECT_THAT(faults([](Papers& papers) { papers.words.code_lists[0].nibrs_labels["21"] = "Anti"; }), other);
  EXPECT_THAT(faults([](Papers& papers) { papers.words.code_lists[1].element = "other"; }), other);
  EXPECT_THAT(faults([](Papers& papers) { papers.words.code_lists[2].side.several = false; }), other);
  EXPECT_THAT(
      faults([](Papers& papers) { std::swap(papers.words.code_lists[0], papers.words.code_lists[3]); }),
      other);
}

TEST_F(ExportCsv, WrongCodeListsAreRefused) {
  const auto refused = [&](const std::string& from, const std::string& to) {
    auto changed = files();
    auto& text = changed.at("tables.json");
    const auto at = text.find(from, text.find("\"code_lists\""));
    if (at == std::string::npos) return std::string("no such text");
    text.replace(at, from.size(), to);
    const auto read = read_published(changed);
    return read ? std::string() : read.error();
  };
  EXPECT_THAT(refused("\"side\"", "\"note\": 1, \"side\""), HasSubstr("\"note\" is not known here"));
  EXPECT_THAT(refused("\"bias_motivation\"", "\"bias motivation\""), HasSubstr("is no code"));
  EXPECT_THAT(refused("\"11\": \"Anti-White\"", "\"1|1\": \"Anti-White\""), HasSubstr("what is no code"));
  EXPECT_THAT(refused("\"11\": \"Anti-White\"", "\"11\": 3"), HasSubstr("nibrs_labels.11"));
  EXPECT_THAT(refused("\"question\": \"act_types\"", "\"question\": \"bias_targets\""),
              HasSubstr("this question is there twice"));
}

TEST_F(ExportCsv, DictionaryHasARowForEachColumn) {
  EXPECT_EQ(header_of(export_dictionary_csv(publication())),
            "name,label,type,values,source_question,missing_rule,nibrs_note");
  std::vector<std::string> names;
  for (const auto& row : dictionary()) {
    names.push_back(row.at("name"));
    EXPECT_THAT(row.at("label"), Not(IsEmpty())) << names.back();
    EXPECT_THAT(row.at("type"), Not(IsEmpty())) << names.back();
    EXPECT_THAT(row.at("values") + row.at("type"), Not(IsEmpty())) << names.back();
    EXPECT_THAT(row.at("missing_rule"), Not(IsEmpty())) << names.back();
  }
  EXPECT_EQ(fmt::format("{}", fmt::join(names, ",")), header_of(data_csv(publication())));
  const auto row = [&](const char* name) { return one_of(dictionary(), {{"name", name}}); };
  EXPECT_THAT(row("table").at("values"), HasSubstr("|shared_places"));
  EXPECT_EQ(row("among").at("source_question"), spanish("question.share_with_state_police.label"));
  EXPECT_EQ(row("bias_targets_kind").at("values"), "total|category|option|unanswered");
  EXPECT_EQ(row("target_kind_kind").at("values"), "total|option|unanswered");
  EXPECT_THAT(row("bias_targets_code").at("label"), HasSubstr("several answers"));
  EXPECT_THAT(row("place_kind_code").at("label"), Not(HasSubstr("several answers")));
  EXPECT_EQ(row("target_kind_code").at("source_question"),
            "target_kind: " + spanish("question.target_kind.label"));
  EXPECT_THAT(row("nibrs_bias_motivation").at("nibrs_note"),
              AllOf(HasSubstr("Approximate"), HasSubstr("Code 88 (no bias) is never used")));
  EXPECT_THAT(row("nibrs_location_type").at("nibrs_note"), HasSubstr("Location 25"));
  EXPECT_THAT(row("reports").at("missing_rule"),
              AllOf(HasSubstr("\"not shown\" is not zero"), HasSubstr("every count under 10")));
  EXPECT_THAT(row("reports").at("nibrs_note"), HasSubstr("no count of NIBRS incidents"));
}

TEST_F(ExportCsv, IsNoFormula) {
  for (const std::string begin : {"=", "+", "-", "@", "\t", "\r"}) {
    words.texts["option.target_kind.school"]["es"] = begin + "HYPERLINK(\"x\")";
    for (const auto& csv : {data_csv(publication()), codes_csv(publication())}) {
      EXPECT_THAT(csv, HasSubstr(",\"'" + begin + "HYPERLINK(\"\"x\"\")\","));
      EXPECT_THAT(csv, Not(HasSubstr(",\"" + begin)));
    }
  }
  words.texts["question.target_kind.label"]["es"] = "=1";
  EXPECT_THAT(codes_csv(publication()), HasSubstr(",'=1,"));
}

TEST_F(ExportCsv, ReadmeSaysWhatTheFilesAre) {
  auto text = readme(publication());
  EXPECT_THAT(text,
              HasSubstr("sha256sum README.txt codes.csv data.csv dictionary.csv tables.csv tables.json"));
  std::ranges::replace(text, '\n', ' ');
  for (const auto* part :
       {"trend intelligence, not a NIBRS submission", "NIBRS-coded, not NIBRS-submittable",
        "not verified incidents or crimes", "ticked the box to share them with the state police",
        "approximations that the program gives", "88 (no bias) is never among them", "each count under 10",
        "data.csv is the file to load", "minisign -Vm manifest.json", "tellsafe verify"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_THAT(readme(Papers().publication()), Not(HasSubstr("data.csv")));
}

}  // namespace
}  // namespace tellsafe::release
