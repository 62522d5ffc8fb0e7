#include "service/release/documents.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;

// 12 morning, 7 night, 1 unanswered, by the public's rules.
class Documents : public testing::Test {
 protected:
  Documents()
      : form_(test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))),
        labels_(test_support::must(schema::Labels::load(source / "schema/labels", {"en", "es"}, form_,
                                                        source / "deploy/demo/areas.json"))) {
    const std::vector<schema::Table> tables{
        {"day_part", {{"day_part", schema::Level::option}}, false, true},
        {"bias_category_by_area",
         {{"bias_targets", schema::Level::category}, {"area", schema::Level::category}},
         false,
         true}};
    Tabulator tabulator(tables, std::span(&form_, 1));
    const auto count = [&](int number, const Said& said) {
      for (int i = 0; i < number; ++i) tabulator.count(0, answers_of(form_, said));
    };
    count(12, {{"day_part", {"morning"}}});
    count(7, {{"day_part", {"night"}}});
    count(1, {});
    tables_ = tabulator.tables();
    const auto cells = link(tables_, tabulator.reports());
    const auto protection = protect(cells, 5, std::vector<bool>(cells.counts.size(), true));
    statement_ = {"City of Riverbend", {2025, 0},        {"public", 5, 5}, true, "abc",
                  {form_.version()},   protection.audit, {"en", "es"}};
    figures_ = figures_of(cells, protection, statement_.audience, 6);
  }

  schema::Form form_;
  schema::Labels labels_;
  std::vector<CountedTable> tables_;
  Statement statement_;
  Figures figures_;
};

TEST_F(Documents, RoundFiguresAndLeaveOutWhatIsNotShown) {
  // total, morning, afternoon, evening, night, not_sure, unanswered
  EXPECT_THAT(figures_.tables[0],
              testing::ElementsAre(Figure(20), Figure(10), Figure(), Figure(), Figure(), Figure(), Figure()));
  EXPECT_EQ(figures_.late, Figure(5));
}

TEST_F(Documents, TablesHaveLabelsAndNulls) {
  const auto json = nlohmann::json::parse(tables_json(statement_, tables_, figures_, labels_));
  EXPECT_EQ(json["period"], "2025");
  EXPECT_EQ(json["audience"], "public");
  EXPECT_EQ(json["received_late"], 5);
  const auto& table = json["tables"][0];
  EXPECT_EQ(table["id"], "day_part");
  EXPECT_EQ(table["labels"]["en"], labels_.text("en", "table.day_part.title"));
  EXPECT_EQ(table["rows"][0], nlohmann::json({20}));
  EXPECT_EQ(table["rows"][2], nlohmann::json({nullptr}));
  const auto& items = table["sides"][0]["items"];
  EXPECT_EQ(items[1]["code"], "morning");
  EXPECT_EQ(items[1]["labels"]["es"], labels_.text("es", "option.day_part.morning"));
  EXPECT_EQ(items[6]["kind"], "unanswered");
  EXPECT_EQ(items[6]["code"], "");
  EXPECT_EQ(items[6]["labels"]["en"], labels_.text("en", "page.numbers.no_answer"));
  EXPECT_EQ(json["tables"][1]["sides"][1]["items"][1]["labels"]["en"], "North side");
}

TEST_F(Documents, CsvHasALineForEachFigure) {
  const auto csv = tables_csv(statement_, tables_, figures_, labels_);
  EXPECT_THAT(csv, HasSubstr("\r\nday_part,option,morning,Morning"));
  EXPECT_THAT(csv, HasSubstr(",,,,,10\r\n"));
  EXPECT_THAT(csv, HasSubstr("\r\nday_part,total,,All reports,,,,,20\r\n"));
  EXPECT_THAT(csv, HasSubstr(",not shown\r\n"));
  EXPECT_THAT(csv, HasSubstr("\r\nreceived_late,total,,,,,,,5\r\n"));
  EXPECT_THAT(csv, HasSubstr(",area,category,north,North side,not shown\r\n"));
  // The real counts are nowhere.
  EXPECT_THAT(csv, Not(HasSubstr(",12\r\n")));
  EXPECT_THAT(csv, Not(HasSubstr(",7\r\n")));
  // Every line has the same number of fields, quoted commas aside.
  std::size_t lines = 0;
  bool quoted = false;
  std::size_t commas = 0;
  for (const char c : csv) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) ++commas;
    if (c == '\n') {
      EXPECT_EQ(commas, 8U) << "line " << lines;
      commas = 0;
      ++lines;
    }
  }
  EXPECT_EQ(lines, 1 + tables_[0].counts.size() + tables_[1].counts.size() + 1);
}

TEST_F(Documents, DaysDoNotDependOnTheTimeZone) {
  ASSERT_EQ(::setenv("TZ", "America/New_York", 1), 0);
  ::tzset();
  const auto json = nlohmann::json::parse(manifest_json(statement_, {}));
  const std::string text = readme(statement_);
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_EQ(json["first_day"], "2025-01-01");
  EXPECT_EQ(json["last_day"], "2025-12-31");
  EXPECT_THAT(text, HasSubstr("2025-01-01 to 2025-12-31"));
}

TEST_F(Documents, ManifestSaysWhatItIsOver) {
  const Files files{{"tables.csv", "a,b"}, {"README.txt", ""}};
  const auto json = nlohmann::json::parse(manifest_json(statement_, files));
  EXPECT_EQ(json["format"], "tellsafe-release-1");
  EXPECT_EQ(json["city"], "City of Riverbend");
  EXPECT_EQ(json["first_day"], "2025-01-01");
  EXPECT_EQ(json["last_day"], "2025-12-31");
  EXPECT_EQ(json["demonstration"], true);
  EXPECT_EQ(json["threshold"], 5);
  EXPECT_EQ(json["form_versions"], nlohmann::json({crypto::hex(form_.version())}));
  EXPECT_EQ(json["audit"]["verdict"], "not audited");
  EXPECT_EQ(json["files"][1]["name"], "tables.csv");
  EXPECT_EQ(json["files"][1]["size"], 3);
  EXPECT_EQ(json["files"][1]["sha256"], crypto::hex(crypto::sha256(crypto::bytes_of("a,b"))));
}

TEST_F(Documents, ReadmeHasTheWordsThatMustStandBesideEveryTable) {
  const auto text = readme(statement_);
  for (const auto* words : {"people chose to send", "not verified incidents or crimes", "reported twice",
                            "go unreported", "can mean more trust"})
    EXPECT_THAT(text, HasSubstr(words));
  EXPECT_THAT(text, HasSubstr("DEMONSTRATION"));
  EXPECT_THAT(text, HasSubstr("not audited"));
  EXPECT_THAT(text, HasSubstr("has not been tested"));
  statement_.audit.passed = true;
  EXPECT_THAT(readme(statement_), Not(HasSubstr("has not been tested")));
  statement_.demo = false;
  EXPECT_THAT(readme(statement_), Not(HasSubstr("DEMONSTRATION")));
}

}  // namespace
}  // namespace tellsafe::release
