#include "service/staff/export_model.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/unit/release/papers.h"

namespace tellsafe::staff {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class ExportModel : public testing::Test, protected release::Papers {
 protected:
  ExportModel() { become_export(); }
  nlohmann::json model() const {
    reading::Export found;
    found.files = files();
    found.publication = publication();
    return export_model(found);
  }
  // What the risk figures say beside a name.
  std::string risk(const nlohmann::json& made, const std::string& name) const {
    for (const auto& row : made["risk"])
      if (row["name"] == name) return row["value"];
    return "absent";
  }
};

TEST_F(ExportModel, AddsUp) {
  figure(1, {"?"}) = 0;
  const auto made = model();
  const auto number = [&](const std::string& name) { return std::stoul(risk(made, name)); };
  EXPECT_EQ(risk(made, "Rows that are always 0"), "1");
  EXPECT_EQ(number("Rows"), number("Rows that are shown") + number("Rows that are always 0") +
                                number("Rows that are not shown"));
}

TEST_F(ExportModel, NamesTablesInWords) {
  words.texts[release::table_key(tables[1].id)]["en"] = "Kinds of place";
  EXPECT_EQ(risk(model(), "Reports in “Kinds of place”"), "40");
}

TEST_F(ExportModel, ShowsWordsThenTheCountThenCodesAndNothingThatIsAlwaysTheSame) {
  figure(1, {"?"}) = 0;
  const auto made = model();
  const std::vector<std::string> columns = made["columns"];
  ASSERT_THAT(columns, Contains("reports"));
  EXPECT_NE(columns.front(), "reports");
  EXPECT_THAT(columns, Not(Contains(HasSubstr("_"))));
  const auto reports = std::ranges::find(columns, "reports") - columns.begin();
  const auto index = static_cast<std::size_t>(reports);
  for (std::size_t i = 0; i < columns.size(); ++i)
    EXPECT_EQ(columns[i].starts_with("nibrs"), i > index) << columns[i];
  EXPECT_EQ(made["rows"].size(), 4U);
  EXPECT_EQ(made["row_count"], "4");
  for (const auto& row : made["rows"]) EXPECT_NE(row["cells"][index], "0");
}

TEST_F(ExportModel, ATotalIsAllAndWhatIsLeftOutIsSaidOnce) {
  statement.late = release::Late::apart;
  words.texts["page.numbers.total"]["en"] = "All reports but those received late";
  const auto made = model();
  EXPECT_EQ(made["late_apart"], true);
  EXPECT_THAT(made["rows"].dump(), testing::AllOf(HasSubstr("\"All\""), Not(HasSubstr("received late"))));
  statement.late = release::Late::counted;
  EXPECT_EQ(model()["late_apart"], false);
}

TEST_F(ExportModel, ShowsEveryRowThatHasACount) {
  auto& crossed = figures.tables.front();
  ASSERT_GT(crossed.size(), 300U);
  for (std::size_t place = 1; place <= 300; ++place) crossed[place] = 10 + place;
  const auto made = model();
  EXPECT_GT(made["rows"].size(), 300U);
  EXPECT_EQ(risk(made, "Rows that are shown"), made["row_count"]);
  EXPECT_EQ(made["row_count"], std::to_string(made["rows"].size()));
  const std::vector<std::string> columns = made["columns"];
  const auto reports = std::ranges::find(columns, "reports") - columns.begin();
  std::set<std::string> counts;
  for (const auto& row : made["rows"]) counts.insert(row["cells"][static_cast<std::size_t>(reports)]);
  for (std::size_t place = 1; place <= 300; ++place)
    EXPECT_TRUE(counts.contains(std::to_string(10 + place))) << place;
}

}  // namespace
}  // namespace tellsafe::staff
