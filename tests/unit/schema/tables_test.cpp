#include "schema/tables.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

boost::system::result<Programme, std::string> real() {
  return Programme::load(test::schema_folder / "tables.json", test::real_form());
}

std::string problem_after(std::string_view from, std::string_view to) {
  const test::Scratch scratch;
  scratch.copy_schema();
  scratch.replace("tables.json", from, to);
  const auto programme = Programme::load(scratch.path() / "tables.json", test::real_form());
  return programme ? "" : programme.error();
}

std::string first_table(std::string_view dimensions, std::string_view periods = R"(["year"])",
                        std::string_view more = "") {
  const test::Scratch scratch;
  const std::string text =
      R"({"audiences":[{"id":"public","threshold":10,"round_to":5}],"tables":[{"id":"t","periods":)" +
      std::string(periods) + R"(,"dimensions":)" + std::string(dimensions) + std::string(more) + "}]}";
  const auto programme = Programme::load(scratch.write("tables.json", text), test::real_form());
  return programme ? "" : programme.error();
}

TEST(Tables, TheCitysProgramme) {
  const auto programme = real();
  ASSERT_TRUE(programme) << programme.error();
  ASSERT_EQ(programme->audiences.size(), 3U);
  EXPECT_EQ(programme->audiences[0].id, "public");
  EXPECT_EQ(programme->audiences[0].threshold, 10U);
  EXPECT_EQ(programme->audiences[0].round_to, 5U);
  EXPECT_EQ(programme->audiences[1].id, "working_group");
  EXPECT_EQ(programme->audiences[1].threshold, 5U);
  EXPECT_EQ(programme->audiences[1].round_to, 1U);
  EXPECT_EQ(programme->audiences[2].id, "state_police");
  EXPECT_EQ(programme->audiences[2].threshold, 11U);
  EXPECT_EQ(programme->audiences[2].round_to, 1U);

  std::vector<std::string> quarterly;
  for (const auto& table : programme->tables) {
    if (table.quarter) quarterly.push_back(table.id);
    EXPECT_NE(table.quarter, table.year) << table.id;
  }
  EXPECT_THAT(quarterly, ElementsAre("bias_category", "act_types"));
  EXPECT_EQ(programme->tables.size(), 17U);
  const auto crossed = std::find_if(programme->tables.begin(), programme->tables.end(),
                                    [](const Table& table) { return table.dimensions.size() == 2; });
  ASSERT_NE(crossed, programme->tables.end());
  EXPECT_THAT(crossed->dimensions,
              ElementsAre(Dimension{"bias_targets", Level::category}, Dimension{"area", Level::category}));
}

TEST(Tables, TheExportForTheStatePolice) {
  const auto programme = *real();
  ASSERT_GE(programme.tables.size(), 2U);
  const auto& crossed = programme.tables[programme.tables.size() - 2];
  const auto& places = programme.tables.back();
  EXPECT_EQ(crossed.id, "state_police_export");
  EXPECT_THAT(crossed.dimensions,
              ElementsAre(Dimension{"bias_targets", Level::category}, Dimension{"act_types", Level::category},
                          Dimension{"target_kind", Level::option}));
  EXPECT_EQ(places.id, "state_police_places");
  EXPECT_THAT(places.dimensions, ElementsAre(Dimension{"place_kind", Level::option}));
  for (const auto* exported : {&crossed, &places}) {
    EXPECT_EQ(exported->audience, "state_police");
    EXPECT_EQ(exported->among, "share_with_state_police");
    EXPECT_TRUE(exported->year);
    EXPECT_FALSE(exported->quarter);
  }
  for (const auto& table : programme.tables) {
    const bool is_exported = &table == &crossed || &table == &places;
    EXPECT_EQ(prints(programme, table, programme.audiences[0]), !is_exported);
    EXPECT_EQ(prints(programme, table, programme.audiences[1]), !is_exported);
    EXPECT_EQ(prints(programme, table, programme.audiences[2]), is_exported);
  }
}

TEST(Tables, TheVersionFollowsTheContentAndNotTheSpelling) {
  const auto version = [](std::string_view from, std::string_view to) {
    const test::Scratch scratch;
    scratch.copy_schema();
    scratch.replace("tables.json", from, to);
    return Programme::load(scratch.path() / "tables.json", test::real_form())->version;
  };
  const std::string now = real()->version;
  EXPECT_EQ(now.size(), 64U);
  EXPECT_EQ(version("{", "\n  {"), now);
  EXPECT_NE(version("\"threshold\": 10", "\"threshold\": 11"), now);
}

TEST(Tables, AtMostTwoDimensions) {
  EXPECT_EQ(first_table(R"([{"question":"area","level":"category"}])"), "");
  EXPECT_EQ(first_table(R"([{"question":"area","level":"category"},{"question":"repeat","level":"option"}])"),
            "");
  EXPECT_THAT(first_table(R"([{"question":"area","level":"category"},{"question":"repeat","level":"option"},
                              {"question":"effects","level":"option"}])"),
              HasSubstr("must be one or two"));
  EXPECT_THAT(first_table("[]"), HasSubstr("must be one or two"));
  EXPECT_THAT(first_table(R"([{"question":"area","level":"category"},{"question":"area","level":"option"}])"),
              HasSubstr("this question is there twice"));
}

TEST(Tables, ThreeDimensionsInAnExportAlone) {
  const auto crossed = [](std::string_view dimensions, std::string_view more) {
    return first_table(dimensions, R"(["year"])", more);
  };
  constexpr std::string_view three =
      R"([{"question":"area","level":"category"},{"question":"repeat","level":"option"},
          {"question":"effects","level":"option"}])";
  EXPECT_EQ(crossed(three, R"(,"audience":"public","among":"share_with_state_police")"), "");
  EXPECT_THAT(crossed(three, R"(,"audience":"public")"), HasSubstr("must be one or two (three where"));
  EXPECT_THAT(crossed(three, R"(,"among":"share_with_state_police")"),
              HasSubstr("must be one or two (three where"));
  EXPECT_THAT(crossed(R"([{"question":"area","level":"category"},{"question":"repeat","level":"option"},
                          {"question":"effects","level":"option"},{"question":"lane","level":"option"}])",
                      R"(,"audience":"public","among":"share_with_state_police")"),
              AllOf(HasSubstr("tables[0].dimensions"), HasSubstr("must be one to three")));
  EXPECT_THAT(crossed(R"([{"question":"area","level":"category"},{"question":"repeat","level":"option"},
                          {"question":"area","level":"option"}])",
                      R"(,"audience":"public","among":"share_with_state_police")"),
              HasSubstr("this question is there twice"));
}

TEST(Tables, ForOneAudienceOrAmongOneFlag) {
  constexpr std::string_view one = R"([{"question":"area","level":"category"}])";
  const auto with = [&](std::string_view more) { return first_table(one, R"(["year"])", more); };
  EXPECT_EQ(with(R"(,"audience":"public")"), "");
  EXPECT_EQ(with(R"(,"among":"share_with_state_police")"), "");
  EXPECT_THAT(with(R"(,"audience":"press")"),
              AllOf(HasSubstr("tables[0].audience"), HasSubstr("no audience \"press\"")));
  EXPECT_THAT(with(R"(,"among":"repeat")"),
              AllOf(HasSubstr("tables[0].among"), HasSubstr("no flag \"repeat\"")));
  EXPECT_THAT(with(R"(,"among":"shoe_size")"), HasSubstr("no flag \"shoe_size\""));
}

TEST(Tables, EachAudienceHasOne) {
  const test::Scratch scratch;
  const auto programme = Programme::load(
      scratch.write(
          "tables.json",
          R"({"audiences":[{"id":"public","threshold":10,"round_to":5},{"id":"press","threshold":5,"round_to":1}],
              "tables":[{"id":"t","periods":["year"],"audience":"press",
                         "dimensions":[{"question":"area","level":"category"}]}]})"),
      test::real_form());
  ASSERT_TRUE(programme.has_error());
  EXPECT_THAT(programme.error(), HasSubstr("no table for the audience \"public\""));
}

TEST(Tables, TheFormIsTheAuthority) {
  EXPECT_THAT(first_table(R"([{"question":"shoe_size","level":"option"}])"),
              AllOf(HasSubstr("tables[0].dimensions[0]"), HasSubstr("no question \"shoe_size\"")));
  EXPECT_THAT(first_table(R"([{"question":"story","level":"option"}])"), HasSubstr("no options to count"));
  EXPECT_THAT(first_table(R"([{"question":"date","level":"option"}])"), HasSubstr("no options to count"));
}

TEST(Tables, RefusesMistakesAndNamesThem) {
  EXPECT_THAT(first_table(R"([{"question":"area","level":"group"}])"), HasSubstr("option or category"));
  EXPECT_THAT(first_table(R"([{"question":"area","level":"option"}])", "[]"), HasSubstr("needs quarter"));
  EXPECT_THAT(first_table(R"([{"question":"area","level":"option"}])", R"(["month"])"),
              HasSubstr("quarter or year"));
  EXPECT_THAT(first_table(R"([{"question":"area","level":"option"}])", R"(["year","year"])"),
              HasSubstr("each once"));
  EXPECT_THAT(problem_after("\"threshold\": 5", "\"threshold\": 4"),
              AllOf(HasSubstr("audiences[1].threshold"), HasSubstr("from 5")));
  EXPECT_THAT(problem_after("\"round_to\": 5", "\"round_to\": 0"), HasSubstr("from 1"));
  EXPECT_THAT(problem_after("\"working_group\"", "\"public\""), HasSubstr("\"public\" is there twice"));
  EXPECT_THAT(problem_after("\"working_group\"", "\"../public\""), HasSubstr("audiences[1].id"));
  EXPECT_THAT(problem_after("\"id\": \"day_part\"", "\"id\": \"place_kind\""), HasSubstr("is there twice"));
  EXPECT_THAT(problem_after("\"periods\"", "\"when\""), HasSubstr("is not known here"));
}

}  // namespace
}  // namespace tellsafe::schema
