#include "service/staff/export_model.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
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

TEST_F(ExportModel, ShowsTheCountThenWordsThenCodesAndNothingThatIsAlwaysTheSame) {
  figure(1, {"?"}) = 0;
  const auto made = model();
  const std::vector<std::string> columns = made["columns"];
  ASSERT_GT(columns.size(), 2U);
  EXPECT_EQ(columns.front(), "reports");
  EXPECT_EQ(std::ranges::count(columns, "reports"), 1);
  EXPECT_THAT(columns, Not(Contains(HasSubstr("_"))));
  const auto is_code = [](const std::string& name) { return name.starts_with("nibrs"); };
  EXPECT_FALSE(is_code(columns[1]));
  EXPECT_TRUE(std::ranges::is_partitioned(columns, std::not_fn(is_code)));
  EXPECT_EQ(made["rows"].size(), 4U);
  EXPECT_EQ(made["row_count"], "4");
  for (const auto& row : made["rows"]) EXPECT_NE(row["cells"].front(), "0");
}

TEST_F(ExportModel, LeavesNoCellBlank) {
  const auto made = model();
  std::multiset<std::string> cells;
  for (const auto& row : made["rows"])
    for (const auto& cell : row["cells"]) cells.insert(cell);
  EXPECT_FALSE(cells.contains(""));
  EXPECT_TRUE(cells.contains("–"));
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
  std::set<std::string> counts;
  for (const auto& row : made["rows"]) counts.insert(row["cells"].front());
  for (std::size_t place = 1; place <= 300; ++place)
    EXPECT_TRUE(counts.contains(std::to_string(10 + place))) << place;
}

}  // namespace
}  // namespace tellsafe::staff
