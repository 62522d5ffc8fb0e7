#include "service/reading/view.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "service/reading/names.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::reading {
namespace {

using nlohmann::json;
using release::day;

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;

// A release written by hand: a table of one question, one of two, a code that no label has.
SignedRelease by_hand() {
  SignedRelease made{{2025, 0}, {}};
  made.files["manifest.json"] = R"({"threshold": 10, "round_to": 5, "demonstration": true,
    "audit": {"method": "some", "verdict": "not audited"}})";
  made.files["tables.csv"] = "";
  made.files["tables.json"] = R"({"languages": ["fr", "en"], "received_late": 10, "tables": [
    {"id": "by_area", "labels": {"en": "Areas"}, "rows": [[50, 30, null], [20, 15, null]], "sides": [
      {"question": "bias_targets", "several": true, "labels": {}, "items": [
        {"kind": "total", "code": "", "parent": 0, "labels": {}},
        {"kind": "category", "code": "religion", "parent": 0, "labels": {"en": "from the release"}}]},
      {"question": "area", "several": false, "labels": {}, "items": [
        {"kind": "total", "code": "", "parent": 0, "labels": {}},
        {"kind": "category", "code": "north", "parent": 0, "labels": {}},
        {"kind": "unanswered", "code": "", "parent": 0, "labels": {}}]}]},
    {"id": "day_part", "labels": {"en": "from the release"}, "rows": [[45], [30], [10], [null], [null]],
     "sides": [{"question": "day_part", "several": false, "labels": {}, "items": [
        {"kind": "total", "code": "", "parent": 0, "labels": {}},
        {"kind": "option", "code": "night", "parent": 0, "labels": {"en": "from the release"}},
        {"kind": "option", "code": "dawn", "parent": 1, "labels": {"en": "Dawn", "fr": "Aube"}},
        {"kind": "option", "code": "gone", "parent": 0, "labels": {}},
        {"kind": "unanswered", "code": "", "parent": 0, "labels": {}}]}]}]})";
  return made;
}

class View : public testing::Test {
 protected:
  View()
      : form_(test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))),
        labels_(test_support::must(schema::Labels::load(source / "schema/labels", {"en", "es", "ar"}, form_,
                                                        source / "deploy/demo/areas.json"))) {
    for (const auto& one : labels_.languages()) wordings_.emplace(one.code, pages::Wording(labels_, one));
  }
  json view(const SignedRelease& made, std::string_view language = "en") const {
    return make_view(made, labels_, language, wordings_.find(language)->second, crypto::VerifyKey());
  }
  const std::string& label(const std::string& key, std::string_view language = "en") const {
    return labels_.text(language, key);
  }
  schema::Form form_;
  schema::Labels labels_;
  std::map<std::string, pages::Wording, std::less<>> wordings_;
};

TEST_F(View, SaysWhatTheReleaseIs) {
  const auto made = by_hand();
  const auto all = view(made);
  EXPECT_EQ(all["available"], true);
  EXPECT_EQ(all["period"], "2025");
  EXPECT_EQ(all["period_name"], "2025");
  EXPECT_EQ(all["threshold"], "10");
  EXPECT_EQ(all["rounding"], "5");
  EXPECT_EQ(all["audited"], false);
  EXPECT_EQ(all["demo"], true);
  EXPECT_EQ(all["signing_key"], crypto::VerifyKey().line());
  EXPECT_EQ(all["manifest_sha256"],
            crypto::hex(crypto::sha256(crypto::bytes_of(made.files.at("manifest.json")))));
  EXPECT_EQ(all["files"], json::parse(R"([{"name": "manifest.json", "url": "/numbers/2025/manifest.json"},
                                          {"name": "tables.csv", "url": "/numbers/2025/tables.csv"},
                                          {"name": "tables.json", "url": "/numbers/2025/tables.json"}])"));
  EXPECT_EQ(empty_view()["available"], false);
}

TEST_F(View, SaysWhereItsPageStands) {
  const std::vector<release::Period> all{{2025, 0}, {2024, 4}};
  const auto with = [&](const Surroundings& surroundings, std::optional<release::Period> period) {
    return surrounded(view(by_hand()), period, surroundings, "es", wordings_.find("es")->second);
  };
  const auto newest = with({true, all, "https://terms.example/by/", true}, std::nullopt);
  EXPECT_EQ(newest["address"], "numbers");
  EXPECT_EQ(newest["newest"], true);
  EXPECT_EQ(newest["licence"],
            json::parse(R"({"href": "https://terms.example/by/", "words": "terms.example/by"})"));
  EXPECT_EQ(newest["us_catalog"], true);
  ASSERT_EQ(newest["releases"].size(), 2U);
  EXPECT_EQ(newest["releases"][0], json::parse(R"({"name": "2025", "address": "/es/numbers/2025"})"));
  EXPECT_EQ(newest["releases"][1]["address"], "/es/numbers/2024-Q4");
  EXPECT_EQ(newest["available"], true) << "what the view said stays";

  const auto older = with({false, all, "https://terms.example/", false}, release::Period{2024, 4});
  EXPECT_EQ(older["address"], "numbers/2024-Q4");
  EXPECT_EQ(older["newest"], false);
  EXPECT_EQ(older["releases"], json::array());
  EXPECT_EQ(older["us_catalog"], false);
}

TEST_F(View, OfAQuarterWithAnAuditAndExactNumbers) {
  auto made = by_hand();
  made.period = {2025, 3};
  made.files["manifest.json"] = R"({"threshold": 5, "round_to": 1, "demonstration": false,
    "audit": {"method": "some", "verdict": "passed"}})";
  const auto all = view(made);
  EXPECT_EQ(all["period_name"], "3rd quarter 2025");
  EXPECT_EQ(all["rounding"], false);
  EXPECT_EQ(all["audited"], true);
  EXPECT_EQ(all["demo"], false);
}

TEST_F(View, OfOneQuestionHasSharesAndBars) {
  const auto table = view(by_hand())["tables"][1];
  EXPECT_EQ(table["wide"], false);
  EXPECT_EQ(table["several"], false);
  EXPECT_EQ(table["columns"], json::array({label("page.numbers.reports")}));
  EXPECT_EQ(table["row_heading"], label("question.day_part.label"));
  const auto& rows = table["rows"];
  EXPECT_EQ(rows[0]["cells"],
            json::parse(R"([{"shown": true, "number": "45", "percent": false, "bar": false}])"));
  EXPECT_EQ(rows[0]["total"], true);
  EXPECT_EQ(rows[1]["label"], label("page.numbers.late"));
  EXPECT_EQ(rows[1]["under"], true);
  EXPECT_EQ(rows[1]["cells"][0]["number"], "10");
  EXPECT_EQ(rows[2]["cells"],
            json::parse(R"([{"shown": true, "number": "30", "percent": "67%", "bar": 100}])"));
  EXPECT_EQ(rows[3]["cells"],
            json::parse(R"([{"shown": true, "number": "10", "percent": "22%", "bar": 33}])"));
  EXPECT_EQ(rows[3]["under"], true);
  EXPECT_EQ(rows[4]["cells"], json::parse(R"([{"shown": false}])"));
}

TEST_F(View, DoesNotPutLateReportsUnderATotalThatTheyAreNotIn) {
  auto made = by_hand();
  auto& manifest = made.files["manifest.json"];
  manifest.insert(1, "\"late\": \"apart\", ");
  const auto rows = view(made)["tables"][1]["rows"];
  EXPECT_EQ(rows[1]["label"], label("option.day_part.night"));
  EXPECT_EQ(rows[0]["label"], label("page.numbers.total_apart"));
  const auto crossed = view(made)["tables"][0];
  ASSERT_EQ(crossed["wide"], true);
  EXPECT_EQ(crossed["rows"][0]["label"], label("page.numbers.total")) << "any value of its question";
  EXPECT_EQ(crossed["columns"][0], label("page.numbers.total"));
  EXPECT_EQ(rows.back()["label"], label("page.numbers.late_apart"));
  EXPECT_EQ(rows.back()["under"], false);
  EXPECT_EQ(rows.back()["cells"][0]["number"], "10");
}

// A published 0 stands only where nothing else is possible.
TEST_F(View, LeavesOutWhatCanOnlyBeZero) {
  auto made = by_hand();
  made.files["tables.json"] = R"({"languages": ["en"], "tables": [
    {"id": "by_area", "labels": {}, "rows": [[50, 30, 0], [20, null, 0], [0, 0, 0]], "sides": [
      {"question": "bias_targets", "several": true, "labels": {}, "items": [
        {"kind": "total", "code": "", "parent": 0, "labels": {}},
        {"kind": "category", "code": "religion", "parent": 0, "labels": {}},
        {"kind": "unanswered", "code": "", "parent": 0, "labels": {}}]},
      {"question": "area", "several": false, "labels": {}, "items": [
        {"kind": "total", "code": "", "parent": 0, "labels": {}},
        {"kind": "category", "code": "north", "parent": 0, "labels": {}},
        {"kind": "unanswered", "code": "", "parent": 0, "labels": {}}]}]}]})";
  const auto table = view(made)["tables"][0];
  EXPECT_EQ(table["columns"], json::array({label("page.numbers.total"), label("category.area.north")}));
  ASSERT_EQ(table["rows"].size(), 2U);
  for (const auto& row : table["rows"]) EXPECT_EQ(row["cells"].size(), 2U);
  EXPECT_EQ(table["rows"][1]["cells"][1], json::parse(R"({"shown": false})"));
}

TEST_F(View, SaysWhenNoNumberIsPublished) {
  const auto text = [](const char* total, const char* part, const char* late) {
    return fmt::format(R"({{"languages": ["en"], "received_late": {}, "tables": [
      {{"id": "day_part", "labels": {{}}, "rows": [[{}], [{}], [0]], "sides": [
        {{"question": "day_part", "several": false, "labels": {{}}, "items": [
          {{"kind": "total", "code": "", "parent": 0, "labels": {{}}}},
          {{"kind": "option", "code": "night", "parent": 0, "labels": {{}}}},
          {{"kind": "option", "code": "morning", "parent": 0, "labels": {{}}}}]}}]}}]}})",
                       late, total, part);
  };
  const auto nothing_shown = [&](const std::string& tables, const std::string& total = "null") {
    auto made = by_hand();
    made.files["manifest.json"].insert(1, "\"total\": " + total + ", ");
    made.files["tables.json"] = tables;
    return view(made)["nothing_shown"].get<bool>();
  };
  EXPECT_TRUE(nothing_shown(text("null", "null", "null"))) << "a 0 is no count";
  EXPECT_FALSE(nothing_shown(text("15", "null", "null")));
  EXPECT_FALSE(nothing_shown(text("null", "10", "null"))) << "partly shown";
  EXPECT_FALSE(nothing_shown(text("null", "null", "10")));
  EXPECT_FALSE(nothing_shown(text("null", "null", "null"), "15"));
  EXPECT_EQ(view(by_hand())["nothing_shown"], false);
  auto in_files_alone = text("null", "null", "null");
  in_files_alone.insert(in_files_alone.find(R"({"id")"),
                        R"({"among": {}, "sides": [], "rows": [[[null, 10]]]}, )");
  EXPECT_FALSE(nothing_shown(in_files_alone)) << "of three questions";
}

TEST_F(View, LeadsFromWhereNothingIsShownToNumbers) {
  const auto& wording = wordings_.find("es")->second;
  Surroundings surroundings{true, {}, "https://terms.example/", false};
  const auto with = [&](bool nothing_shown) {
    auto all = view(by_hand(), "es");
    all["nothing_shown"] = nothing_shown;
    return surrounded(all, std::nullopt, surroundings, "es", wording)["with_numbers"];
  };
  EXPECT_EQ(with(true), false) << "there is none";
  surroundings.with_numbers = release::Period{2024, 0};
  EXPECT_EQ(with(true), json::parse(R"({"name": "2024", "address": "/es/numbers/2024"})"));
  EXPECT_EQ(with(false), false);
}

TEST_F(View, LeavesWhatTellsOfTheServerToTheFiles) {
  auto made = by_hand();
  auto& tables = made.files["tables.json"];
  for (auto at = tables.find("\"day_part\""); at != std::string::npos; at = tables.find("\"day_part\""))
    tables.replace(at, 10, "\"lane\"");
  EXPECT_EQ(view(made)["tables"].size(), 1U);
}

TEST_F(View, NamesBriefsInTheLanguageOfThePage) {
  const std::vector<ListedBrief> briefs{{"2026-11", true}, {"2026-10", false}};
  const Surroundings surroundings{true, {}, "https://terms.example/", false, briefs};
  const auto all = surrounded(empty_view(), std::nullopt, surroundings, "es", wordings_.find("es")->second);
  EXPECT_EQ(all["has_briefs"], true);
  EXPECT_EQ(all["briefs"], json::parse(R"([
    {"name": "noviembre de 2026", "address": "/brief/2026-11", "pdf": "/brief/2026-11.pdf"},
    {"name": "octubre de 2026", "address": "/brief/2026-10", "pdf": false}])"));
}

TEST_F(View, LeavesExportsToTheFiles) {
  auto made = by_hand();
  auto& tables = made.files["tables.json"];
  tables.insert(tables.find("\"id\": \"by_area\""), "\"among\": {}, ");
  const auto all = view(made)["tables"];
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["id"], "day_part");
}

TEST_F(View, TellsThoseWhoWereNotAskedFromNobody) {
  for (const auto question : asked_of_some) {
    auto made = by_hand();
    auto tables = json::parse(made.files["tables.json"]);
    tables["tables"][1]["sides"][0]["question"] = question;
    made.files["tables.json"] = tables.dump();
    for (const auto* language : {"en", "es", "ar"})
      EXPECT_EQ(view(made, language)["tables"][1]["rows"].back()["label"],
                label("page.numbers.not_asked", language));
  }
  EXPECT_EQ(view(by_hand())["tables"][1]["rows"].back()["label"], label("page.numbers.no_answer"));
}

// The form says in words alone whom a question is for.
TEST_F(View, KnowsTheQuestionsThatOnlySomeAreAsked) {
  for (const auto& question : form_.questions()) {
    const auto conditional = label("question." + question.id + ".label").starts_with("If ");
    const bool known = std::ranges::find(asked_of_some, question.id) != asked_of_some.end();
    EXPECT_EQ(known, conditional) << question.id;
  }
}

TEST_F(View, IsWrittenInTheLanguagesNumerals) {
  auto made = by_hand();
  made.period = {2025, 1};
  made.files["tables.json"].replace(made.files["tables.json"].find("[45]"), 4, "[4500]");
  const auto all = view(made, "ar");
  EXPECT_EQ(all["period_name"], "الربع الأول ٢٠٢٥");
  EXPECT_EQ(all["threshold"], "١٠");
  EXPECT_EQ(all["rounding"], "٥");
  const auto& rows = all["tables"][1]["rows"];
  EXPECT_EQ(rows[0]["cells"][0]["number"], "٤٬٥٠٠");
  EXPECT_EQ(rows[2]["cells"][0]["percent"], wordings_.at("ar").percent(1));
  EXPECT_EQ(rows[2]["cells"][0]["bar"], 100);  // for the style: no text
}

TEST_F(View, OfTwoQuestionsHasColumns) {
  const auto table = view(by_hand())["tables"][0];
  EXPECT_EQ(table["wide"], true);
  EXPECT_EQ(table["several"], true);
  EXPECT_EQ(table["columns"], json::array({label("page.numbers.total"), label("category.area.north"),
                                           label("page.numbers.no_answer")}));
  EXPECT_EQ(table["rows"].size(), 2U);
  EXPECT_EQ(table["rows"][1]["cells"][1],
            json::parse(R"({"shown": true, "number": "15", "percent": false, "bar": false})"));
}

TEST_F(View, TakesItsWordsFromTheLabelsAndElseFromTheRelease) {
  const auto english = view(by_hand())["tables"];
  EXPECT_EQ(english[0]["title"], "Areas");
  EXPECT_EQ(english[1]["title"], label("table.day_part.title"));
  EXPECT_EQ(english[0]["rows"][1]["label"], label("category.bias_targets.religion"));
  EXPECT_EQ(english[1]["rows"][2]["label"], label("option.day_part.night"));
  EXPECT_EQ(english[1]["rows"][3]["label"], "Dawn");
  EXPECT_EQ(english[1]["rows"][4]["label"], "gone");
  const auto spanish = view(by_hand(), "es")["tables"];
  EXPECT_EQ(spanish[1]["rows"][2]["label"], label("option.day_part.night", "es"));
  EXPECT_EQ(spanish[1]["rows"][3]["label"], "Aube");  // the release's first language
}

TEST_F(View, ReadsWhatAReleaseIsMadeOf) {
  release::Town town;
  town.reports(40, day(2025, 2, 1), {{"bias_targets", {"asian", "jewish"}}, {"area", {"mill_hill"}}});
  town.release("2025").value();
  const auto found = read_release(town.releases(), {2025, 0}, public_audience, town.signing.verify_key());
  const auto all = view(*found);
  EXPECT_EQ(all["tables"].size(), 12U) << "without that of lanes";
  for (const auto& table : all["tables"])
    for (const auto& row : table["rows"]) {
      EXPECT_EQ(row["cells"].size(), table["columns"].size());
      EXPECT_NE(row["label"], "");
    }
}

TEST_F(View, RefusesWhatNoReleaseIsMadeOf) {
  for (const auto* tables : {"", "{}", R"({"languages": [], "tables": [{}]})"}) {
    auto made = by_hand();
    made.files["tables.json"] = tables;
    EXPECT_ANY_THROW(view(made)) << tables;
  }
  auto ragged = by_hand();
  auto& text = ragged.files["tables.json"];
  text.replace(text.find("[50, 30, null]"), 14, "[50, 30]");
  EXPECT_ANY_THROW(view(ragged));
}

}  // namespace
}  // namespace tellsafe::reading
