// What the dashboard's pages are given.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "service/reading/group_areas.h"
#include "service/reading/group_cells.h"
#include "service/reading/group_choice.h"
#include "service/reading/group_history.h"
#include "service/reading/group_overview.h"
#include "service/reading/group_trend.h"
#include "tests/support/must.h"

namespace tellsafe::reading {
namespace {

using nlohmann::json;
using release::Figure;
using release::Item;
using release::ItemKind;
using release::PublishedTable;
using schema::Level;
using testing::ElementsAre;
using testing::IsEmpty;

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
const Figure hidden = std::nullopt;
const Item total{ItemKind::total, "", 0};
const Item unanswered{ItemKind::unanswered, "", 0};
const Item religion{ItemKind::category, "religion", 0};
const Item gender{ItemKind::category, "gender", 0};
const Item north{ItemKind::category, "north", 0};
const Item east{ItemKind::category, "east", 0};

Item option(std::string code, std::size_t parent = 0) {
  return {ItemKind::option, std::move(code), parent};
}

PublishedTable by_reason(std::vector<Figure> figures) {
  return {"bias_motivation",
          {{"bias_targets",
            Level::option,
            true,
            {total, religion, option("jewish", 1), option("muslim", 1), gender}}},
          {},
          std::move(figures)};
}

PublishedTable by_area(std::vector<Figure> figures) {
  return {"bias_category_by_area",
          {{"bias_targets", Level::category, true, {total, religion, gender}},
           {"area", Level::category, false, {total, north, east, unanswered}}},
          {},
          std::move(figures)};
}

PublishedTable by_time(std::vector<Figure> figures) {
  return {"day_part",
          {{"day_part", Level::option, false, {total, option("morning"), option("night"), unanswered}}},
          {},
          std::move(figures)};
}

std::shared_ptr<const GroupRelease> made(release::Period period, std::vector<PublishedTable> tables) {
  GroupRelease one;
  one.publication.statement.period = period;
  one.publication.statement.audience = {"working_group", 5, 1};
  one.publication.statement.languages = {"en"};
  one.publication.total = tables.front().figures.front();
  one.publication.tables = std::move(tables);
  one.extents = extents(one.publication.tables, 1);
  return std::make_shared<const GroupRelease>(std::move(one));
}

class GroupView : public testing::Test {
 protected:
  GroupView()
      : form_(test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))),
        labels_(test_support::must(schema::Labels::load(source / "schema/labels", {"en", "es"}, form_,
                                                        source / "deploy/demo/areas.json"))),
        areas_(test_support::must(schema::load_areas(source / "deploy/demo/areas.json"))),
        names_(labels_) {
    shelf_ = {made({2025, 0}, {by_reason({100, 40, 30, hidden, hidden}),
                               by_area({100, 60, 30, 10, 40, 24, hidden, hidden, hidden, 7, 6, hidden}),
                               by_time({100, 50, hidden, hidden})}),
              made({2025, 4}, {by_reason({30, 12, hidden, hidden, 9})}),
              made({2025, 3}, {by_reason({20, 8, 6, hidden, hidden})}),
              made({2024, 0}, {by_time({80, 45, 20, 15})})};
  }
  GroupChoice asked(const GroupQuery& query) const { return choose(shelf_, query); }
  json overview(const GroupQuery& query) const { return overview_model(asked(query), names_); }
  const std::string& label(const std::string& key) const { return labels_.text("en", key); }

  schema::Form form_;
  schema::Labels labels_;
  schema::Areas areas_;
  Names names_;
  GroupShelf shelf_;
};

std::vector<std::string> names_of(const json& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.at("name"));
  return names;
}

TEST_F(GroupView, TakesTheNewestReleaseWhereNoneIsAskedFor) {
  const auto choice = asked({});
  EXPECT_EQ(choice.query.period, "2025");
  EXPECT_THAT(choice.unknown, IsEmpty());
  EXPECT_FALSE(choice.compared);
}

TEST_F(GroupView, LeavesOutWhatTheReleaseDoesNotHave) {
  const auto choice =
      asked({"2031", "1999", "week", "secrets", "bias_targets.<b>", "atlantis", {"option.home"}});
  EXPECT_EQ(choice.query, (GroupQuery{"2025", "", "", "", "", "", {}}));
  EXPECT_THAT(choice.unknown, ElementsAre("period", "compare", "span", "table", "category", "area", "row"));
  EXPECT_THAT(asked({"2025", "2024", "", "day_part", "", "north", {"option.night"}}).unknown, IsEmpty());
}

TEST_F(GroupView, MakesAddressesOfCodesAlone) {
  EXPECT_EQ(address_of("/group", {}), "/group");
  EXPECT_EQ(address_of("/group", {"2025", "2024", "", "day_part", "", "", {"option.night", "unanswered"}}),
            "/group?period=2025&compare=2024&table=day_part&pick=option.night&pick=unanswered");
  EXPECT_EQ(address_of("/group", {"", "", "", "a&b=\"c", "", "", {}}), "/group?table=a%26b%3D%22c");
}

TEST_F(GroupView, SaysWhenNoNumberIsPublished) {
  EXPECT_EQ(overview({})["nothing_shown"], false);
  shelf_.insert(shelf_.begin(), made({2026, 1}, {by_time({hidden, hidden, 0, hidden})}));
  EXPECT_EQ(overview({})["nothing_shown"], true) << "a 0 is no count";
  EXPECT_EQ(overview({"", "2025-Q4", "", "", "", "", {}})["nothing_shown"], false)
      << "beside one that shows some";
  shelf_.front() = made({2026, 1}, {by_time({hidden, 6, 0, hidden})});
  EXPECT_EQ(overview({})["nothing_shown"], false);
}

TEST_F(GroupView, ShowsTheTopOfEveryTable) {
  const auto view = overview({});
  EXPECT_EQ(view["period_name"], "2025");
  EXPECT_EQ(view["threshold"], "5");
  EXPECT_EQ(view["headline"]["rows"][0]["cells"][0]["number"], "100");
  ASSERT_EQ(view["tables"].size(), 3U);
  const auto& first = view["tables"][0];
  EXPECT_THAT(names_of(first["rows"]), ElementsAre("total", "category.religion", "category.gender"));
  EXPECT_EQ(first["several"], true);
  EXPECT_EQ(first["rows"][0]["drawn"], false);
  EXPECT_EQ(first["rows"][1]["label"], label("category.bias_targets.religion"));
  EXPECT_EQ(first["rows"][1]["drill"], "/group?period=2025&category=bias_targets.religion");
  EXPECT_EQ(first["rows"][1]["cells"][0]["share"], "40%");
  EXPECT_EQ(first["rows"][1]["cells"][0]["bar"], 100);
  EXPECT_EQ(first["rows"][0]["cells"][0]["share"], false);
  EXPECT_EQ(view["left_out"], false);
}

TEST_F(GroupView, NeverLeavesWhatIsNotShownEmptyOrZero) {
  const auto rows = overview({"", "", "", "day_part", "", "", {}})["tables"][0]["rows"];
  const auto& night = rows[2]["cells"][0];
  EXPECT_EQ(night["shown"], false);
  EXPECT_EQ(night["fewer"], "51");
  EXPECT_EQ(night["low"], 0);
  EXPECT_EQ(night["high"], 50);
  EXPECT_FALSE(night.contains("number"));
}

TEST_F(GroupView, SaysARangeWhereItIsKnownToBeMore) {
  // Everybody answered: who is not in religion is in gender.
  const auto rows = overview({"", "", "", "bias_category_by_area", "", "", {}})["tables"][0]["rows"];
  EXPECT_EQ(rows[2]["cells"][0]["between"]["low"], "60");
}

TEST_F(GroupView, SaysNoBoundThatIsOnlyAllReports) {
  const auto open = cell_model({}, {0, 100}, {40, 0, 100}, names_);
  EXPECT_EQ(open["shown"], false);
  for (const auto* name : {"fewer", "between", "low", "high", "range"}) EXPECT_EQ(open[name], false) << name;
  EXPECT_EQ(cell_model({}, {0, 99}, {40, 0, 100}, names_)["fewer"], "100");
  EXPECT_EQ(cell_model({}, {3, 100}, {40, 0, 100}, names_)["between"]["low"], "3");
  // So it is where each of several answers can be that of all who answered.
  const PublishedTable acts = {
      "act_types",
      {{"act_types", Level::option, true, {total, option("threat"), option("other"), unanswered}}},
      {},
      {100, 80, hidden, 20}};
  EXPECT_EQ(overview_model(choose({made({2025, 0}, {acts})}, {}),
                           names_)["tables"][0]["rows"][2]["cells"][0]["high"],
            false);
  // Two answers of several: each can be all of them.
  const auto rows = trend_model({made({2025, 4}, {by_reason({30, 12, hidden, hidden, hidden})})},
                                {"", "", "quarter", "", "", "", {}}, names_)["table"]["rows"];
  EXPECT_EQ(rows[1]["cells"][0]["number"], "12");
  EXPECT_EQ(rows[2]["cells"][0]["between"]["low"], "18");  // everybody answered
}

TEST_F(GroupView, LeavesOutWhatCannotBe) {
  shelf_ = {made({2025, 0}, {by_time({100, 50, hidden, 0})}), made({2024, 0}, {by_time({80, 45, 20, 15})}),
            made({2023, 0}, {by_area({100, 60, 40, 0, 40, 24, 16, 0, 70, 40, 30, 0})})};
  const auto rows = overview({"2025", "", "", "", "", "", {}})["tables"][0]["rows"];
  EXPECT_THAT(names_of(rows), ElementsAre("total", "option.morning", "option.night"));
  EXPECT_EQ(overview({"2025", "2024", "", "", "", "", {}})["tables"][0]["rows"].size(), 4U);
  EXPECT_EQ(overview({"2023", "", "", "", "", "", {}})["tables"][0]["columns"].size(), 3U);
  EXPECT_EQ(areas_model(choose(with_areas(shelf_), {}), areas_, names_)["rows"].size(), 3U);
}

TEST_F(GroupView, TheMarginsOfTwoQuestionsStandForAnyAnswerAndTheTitleSaysWhatIsLeftOut) {
  auto one = *made({2025, 0}, {by_area({100, 60, 40, 0, 40, 24, 16, 0, 70, 40, 30, 0})});
  for (const auto late : {release::Late::apart, release::Late::counted}) {
    one.publication.statement.late = late;
    shelf_ = {std::make_shared<const GroupRelease>(one)};
    const bool apart = late == release::Late::apart;
    const auto table = overview({"2025", "", "", "", "", "", {}})["tables"][0];
    EXPECT_EQ(table["rows"][0]["label"], "All reports");
    EXPECT_EQ(table["columns"][0], "All reports");
    EXPECT_EQ(table["late_apart"], apart);
    const auto areas = areas_model(choose(with_areas(shelf_), {}), areas_, names_);
    EXPECT_EQ(areas["what"], "All reports");
    EXPECT_EQ(areas["rows"][0]["label"], "All reports");
    EXPECT_EQ(areas["late_apart"], apart);
    EXPECT_EQ(areas["everything"], true);
  }
}

std::shared_ptr<const GroupRelease> with_late(int year, release::Late late) {
  auto one = *made({year, 0}, {by_time({80, 45, 20, 15})});
  one.publication.statement.late = late;
  one.publication.has_late = late != release::Late::none;
  one.publication.late = 14;
  return std::make_shared<const GroupRelease>(std::move(one));
}

TEST_F(GroupView, SaysOfEachPeriodWhereLateReportsAre) {
  shelf_ = {with_late(2025, release::Late::apart), with_late(2024, release::Late::counted),
            with_late(2023, release::Late::none)};
  const auto view = overview({"2025", "2024", "", "", "", "", {}});
  EXPECT_EQ(view["late"], json::parse(R"([{"name": "2025", "apart": true, "counted": false},
                                          {"name": "2024", "apart": false, "counted": true}])"));
  EXPECT_EQ(view["late_apart"], true);
  EXPECT_EQ(view["tables"][0]["rows"][0]["label"], "All reports but those received late");
  EXPECT_EQ(view["headline"]["rows"][0]["label"], false);
  EXPECT_EQ(overview({"2025", "", "", "", "", "", {}})["headline"]["rows"][0]["label"],
            view["tables"][0]["rows"][0]["label"]);
  EXPECT_EQ(view["compared"]["other_late"], true);
  EXPECT_EQ(overview({"2024", "2025", "", "", "", "", {}})["late_apart"], true);
  const auto alike = overview({"2024", "2023", "", "", "", "", {}});
  EXPECT_EQ(alike["late"].size(), 1U);
  EXPECT_EQ(alike["late_apart"], false);
  EXPECT_EQ(alike["compared"]["other_late"], false);
  EXPECT_EQ(trend_model(shelf_, {}, names_)["other_late"], true);
  shelf_.erase(shelf_.begin());
  EXPECT_EQ(trend_model(shelf_, {}, names_)["other_late"], false);
}

TEST_F(GroupView, SaysNothingOfANumberThatCouldBeReckoned) {
  const auto cell = cell_model({}, {7, 7}, {}, names_);
  EXPECT_EQ(cell["fewer"], false);
  EXPECT_EQ(cell["between"], false);
  EXPECT_EQ(cell["high"], false);
}

TEST_F(GroupView, GivesNoSharesOfFewReports) {
  EXPECT_EQ(cell_model(9, {9, 9}, {0, 19}, names_)["share"], false);
  EXPECT_EQ(cell_model(9, {9, 9}, {0, 20}, names_)["share"], "45%");
}

TEST_F(GroupView, DrillsIntoACategoryWhereItWasCounted) {
  const auto view = overview({"", "", "", "", "bias_targets.religion", "", {}});
  ASSERT_EQ(view["tables"].size(), 2U);
  EXPECT_EQ(view["left_out"], true);
  EXPECT_THAT(names_of(view["tables"][0]["rows"]),
              ElementsAre("total", "category.religion", "option.jewish", "option.muslim"));
  EXPECT_EQ(view["tables"][0]["rows"][2]["drawn"], true);
  EXPECT_EQ(view["tables"][0]["rows"][1]["drawn"], false);
}

TEST_F(GroupView, ShowsOneAreaBesideAll) {
  const auto view = overview({"", "", "", "", "", "north", {}});
  ASSERT_EQ(view["tables"].size(), 1U);
  EXPECT_EQ(view["tables"][0]["columns"].size(), 2U);
  EXPECT_EQ(view["tables"][0]["rows"][1]["cells"][1]["number"], "24");
  EXPECT_EQ(view["tables"][0]["rows"][1]["cells"][1]["column"], 1);
}

TEST_F(GroupView, ComparesTwoPeriods) {
  const auto view = overview({"2025", "2024", "", "", "", "", {}});
  EXPECT_EQ(view["compared"]["name"], "2024");
  EXPECT_EQ(view["compared"]["other_length"], false);
  const auto& times = view["tables"][2];
  EXPECT_EQ(times["rows"][2]["cells"][1]["number"], "20");
  EXPECT_EQ(times["rows"][2]["cells"][1]["period"], "2024");
  // That year had no such table: not in the release, and not zero.
  EXPECT_EQ(view["tables"][0]["rows"][1]["cells"][1]["present"], false);
  EXPECT_EQ(overview({"2025", "2025-Q4", "", "", "", "", {}})["compared"]["other_length"], true);
}

// The same id, and something else: not the whole city's number under an area's heading.
TEST_F(GroupView, ComparesNothingThatIsCountedOtherwise) {
  auto one_side = by_reason({70, 40, 30, hidden, hidden});
  one_side.id = "bias_category_by_area";
  auto other_side = by_area({80, 60, 30, 10, 40, 24, hidden, hidden, hidden, 7, 6, hidden});
  other_side.sides[1].question = "district";
  auto other_rows = by_time({60, 45, 20, 15});
  other_rows.sides[0].question = "shift";
  shelf_.push_back(made({2023, 0}, {one_side}));
  shelf_.push_back(made({2022, 0}, {other_side, other_rows}));
  for (const auto* year : {"2023", "2022"}) {
    SCOPED_TRACE(year);
    const auto table = overview({"2025", year, "", "bias_category_by_area", "", "", {}})["tables"][0];
    ASSERT_GE(table["columns"].size(), 4U);
    for (const auto& row : table["rows"])
      for (const auto& cell : row["cells"]) EXPECT_EQ(cell["present"], cell["period"] == "2025") << row;
  }
  const auto times = overview({"2025", "2022", "", "day_part", "", "", {}})["tables"][0];
  for (const auto& row : times["rows"]) EXPECT_EQ(row["cells"][1]["present"], false) << row;
  EXPECT_THAT(trend_model(shelf_, {"", "", "year", "day_part", "", "", {}}, names_)["table"]["columns"],
              ElementsAre("2024", "2025"));
  auto other_things = by_area({80, 60, 30, 10, 40, 24, hidden, hidden, hidden, 7, 6, hidden});
  other_things.sides[0].question = "motive";
  shelf_.push_back(made({2021, 0}, {other_things}));
  const GroupQuery religion_by_area{"2025", "2021", "", "", "bias_targets.religion", "", {}};
  EXPECT_EQ(areas_model(choose(with_areas(shelf_), religion_by_area), areas_, names_)["compared"], false);
}

TEST_F(GroupView, SaysWhoMayNotHaveBeenAsked) {
  const auto unanswered_of = [&](const char* question) {
    return names_.item(shelf_.front()->publication, question, unanswered);
  };
  EXPECT_EQ(unanswered_of("police_result"), label("page.numbers.not_asked"));
  EXPECT_EQ(unanswered_of("police_why_not"), label("page.numbers.not_asked"));
  EXPECT_EQ(unanswered_of("place_kind"), label("page.numbers.no_answer"));
}

TEST_F(GroupView, PutsChosenRowsTogether) {
  const auto shown = overview({"2024", "", "", "day_part", "", "", {"option.morning", "option.night"}});
  EXPECT_EQ(shown["tables"][0]["together"]["cells"][0]["number"], "65");
  const auto range = overview({"2025", "", "", "day_part", "", "", {"option.morning", "option.night"}});
  EXPECT_EQ(range["tables"][0]["together"]["cells"][0]["between"], json({{"low", "50"}, {"high", "100"}}));
  EXPECT_THAT(range["tables"][0]["together"]["rows"],
              ElementsAre(label("option.day_part.morning"), label("option.day_part.night")));
}

TEST_F(GroupView, FollowsATableThroughTime) {
  const auto view = trend_model(shelf_, {}, names_);
  EXPECT_EQ(view["quarters"], true);
  const auto& table = view["table"];
  EXPECT_THAT(table["columns"], ElementsAre("3rd quarter 2025", "4th quarter 2025"));
  EXPECT_THAT(names_of(table["rows"]), ElementsAre("total", "category.religion", "category.gender"));
  EXPECT_EQ(table["rows"][0]["drawn"], true);
  EXPECT_EQ(table["rows"][1]["cells"][0]["number"], "8");
  EXPECT_EQ(table["rows"][2]["cells"][0]["shown"], false);
  EXPECT_THAT(view["unknown"], IsEmpty());
}

TEST_F(GroupView, LinksOnlyToWhatTheTrendAsksFor) {
  const auto table =
      trend_model(shelf_, {"2025", "2024", "quarter", "", "", "north", {"option.jewish"}}, names_)["table"];
  EXPECT_EQ(table["rows"][1]["drill"],
            "/group/trend?span=quarter&table=bias_motivation&category=bias_targets.religion");
}

TEST_F(GroupView, FollowsOptionsOfACategoryAndYears) {
  GroupQuery query;
  query.category = "bias_targets.religion";
  EXPECT_THAT(names_of(trend_model(shelf_, query, names_)["table"]["rows"]),
              ElementsAre("total", "category.religion", "option.jewish", "option.muslim"));
  query = {};
  query.span = "year";
  query.table = "day_part";
  EXPECT_THAT(trend_model(shelf_, query, names_)["table"]["columns"], ElementsAre("2024", "2025"));
  query.table = "nothing";
  query.category = "day_part.night";
  EXPECT_THAT(trend_model(shelf_, query, names_)["unknown"], ElementsAre("table", "category"));
  EXPECT_EQ(trend_model({}, {}, names_)["table"], false);
}

TEST_F(GroupView, CountsAreasWithRatesOnlyOfEnough) {
  const auto some = with_areas(shelf_);
  ASSERT_EQ(some.size(), 1U);
  const auto view = areas_model(choose(some, {}), areas_, names_);
  EXPECT_EQ(view["rows"][1]["group"], "north");
  EXPECT_EQ(view["rows"][1]["rate"], "19");  // 60 of 31,000
  EXPECT_EQ(view["rows"][0]["rate"], false);
  EXPECT_EQ(view["rows"][3]["group"], false);
  GroupQuery religious;
  religious.category = "bias_targets.religion";
  const auto less = areas_model(choose(some, religious), areas_, names_);
  EXPECT_EQ(less["rows"][1]["rate"], "8");
  EXPECT_EQ(less["rows"][2]["rate"], false);  // not shown
  EXPECT_EQ(less["tiles"]["tiles"][1]["shade"], false);
  religious.category = "bias_targets.gender";
  const auto few = areas_model(choose(some, religious), areas_, names_);
  EXPECT_EQ(few["rows"][1]["cells"][0]["number"], "7");
  EXPECT_EQ(few["rows"][1]["rate"], false);  // too few
  EXPECT_EQ(few["rates"], false);
}

TEST_F(GroupView, ShadesTilesByTheirNumbers) {
  shelf_ = {made({2025, 0}, {by_area({130, 80, 50, 0, 90, 50, 40, 0, 40, 30, 10, 0})}),
            made({2024, 0}, {by_area({100, 40, 60, 0, 90, 50, 40, 0, 40, 30, 10, 0})})};
  GroupQuery query{"2025", "2024", "", "", "", "", {}};
  const auto view = areas_model(choose(shelf_, query), areas_, names_);
  EXPECT_EQ(view["compared"], "2024");
  EXPECT_EQ(view["placed"], true);
  EXPECT_EQ(view["tiles"]["tiles"][0]["shade"], "44%");
  EXPECT_EQ(view["tiles"]["tiles"][1]["shade"], "29%");
  query.compare.clear();
  areas_.groups[0].tile.reset();
  const auto alone = areas_model(choose(shelf_, query), areas_, names_);
  EXPECT_EQ(alone["compared"], false);
  EXPECT_EQ(alone["placed"], false);
}

TEST_F(GroupView, LaysTilesAsTheCitySaysElseInOrder) {
  auto groups = areas_.groups;  // five
  for (auto& group : groups) group.tile.reset();
  EXPECT_THAT(tiles(groups),
              ElementsAre(Tile{0, 0, 0}, Tile{1, 0, 1}, Tile{2, 0, 2}, Tile{3, 1, 0}, Tile{4, 1, 1}));
  groups.resize(2);
  groups[0].tile = {2, 1};
  groups[1].tile = {1, 3};
  EXPECT_THAT(tiles(groups), ElementsAre(Tile{0, 1, 0}, Tile{1, 0, 2}));
}

TEST_F(GroupView, TakesOnlyAMapOfItsGroups) {
  const auto map = [](const std::string& feature) {
    return R"({"type": "FeatureCollection", "features": [)" + feature + "]}";
  };
  const std::string shape = R"("geometry": {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]})";
  EXPECT_TRUE(
      check_map(map(R"({"type": "Feature", "properties": {"group": "north"}, )" + shape + "}"), areas_));
  for (const auto& wrong : {
           std::string("{"),
           std::string("[]"),
           std::string(R"({"type": "FeatureCollection"})"),
           map("3"),
           map(R"({"type": "Feature", "properties": {"group": "atlantis"}, )" + shape + "}"),
           map(R"({"type": "Feature", "properties": null, )" + shape + "}"),
           map(R"({"type": "Feature", "properties": {"group": "north"}})"),
           map(R"({"type": "Feature", "properties": {"group": "north"}, "geometry": {"type": "Point"}})"),
       })
    EXPECT_FALSE(check_map(wrong, areas_)) << wrong;
}

TEST_F(GroupView, ShowsOthersCountsOnTheirOwn) {
  const std::vector<store::PastSource> sources = {
      {"Police", "police", "By year.", {{"2025", "", "", 41}, {"2024", "bias_targets", "religion", 9}}},
      {"Survey", "survey", "", {{"2019-Q3", "day_part", "night", 3}}}};
  const auto one = history_model(sources, {"2025", ""}, names_);
  ASSERT_EQ(one["sources"].size(), 1U);
  EXPECT_EQ(one["sources"][0]["label"], "Police");
  EXPECT_THAT(one["sources"][0]["periods"], ElementsAre("2025"));
  EXPECT_EQ(one["sources"][0]["rows"][0]["counts"][0]["count"], "41");
  EXPECT_EQ(one["sources"][0]["rows"][0]["what"], false);
  const auto times = history_model(sources, {"", "day_part"}, names_);
  EXPECT_THAT(times["sources"][1]["periods"], ElementsAre("3rd quarter 2019"));
  EXPECT_EQ(times["sources"][1]["rows"][0]["what"], label("option.day_part.night"));
  EXPECT_EQ(times["sources"][0]["rows"].size(), 1U);
  const auto all = history_model(sources, {}, names_)["sources"][0];
  EXPECT_THAT(all["periods"], ElementsAre("2024", "2025"));
  EXPECT_EQ(all["rows"][0]["counts"], json::parse(R"([{"count": false}, {"count": "41"}])"));
  EXPECT_EQ(all["rows"][1]["counts"], json::parse(R"([{"count": "9"}, {"count": false}])"));
  EXPECT_EQ(history_model({}, {}, names_)["any"], false);
  EXPECT_EQ(history_document(sources)["sources"][1]["counts"][0]["count"], 3);
}

TEST_F(GroupView, TellsOthersCountsOfOneQuestionFromThoseOfAnother) {
  const std::vector<store::PastSource> sources = {{"Survey",
                                                   "survey",
                                                   "",
                                                   {{"2025", "", "", 41},
                                                    {"2025", "bias_targets", "", 30},
                                                    {"2025", "bias_targets", "not_sure", 4},
                                                    {"2025", "act_types", "not_sure", 5}}}};
  const auto rows = history_model(sources, {}, names_)["sources"][0]["rows"];
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0]["question"], false);
  EXPECT_EQ(rows[0]["what"], false);
  EXPECT_EQ(rows[1]["question"], label("question.bias_targets.label"));
  EXPECT_EQ(rows[1]["what"], false);
  EXPECT_EQ(rows[2]["what"], rows[3]["what"]);
  EXPECT_EQ(rows[3]["question"], label("question.act_types.label"));
  EXPECT_EQ(names_.question("no_longer_asked"), "no_longer_asked");
}

TEST_F(GroupView, OffersOnlyWhatThereIs) {
  const auto filters =
      filters_model(shelf_, asked({"2025", "", "", "day_part", "", "", {}}), "/group", names_);
  EXPECT_EQ(filters["periods"].size(), 4U);
  EXPECT_EQ(filters["compare"].size(), 3U);
  EXPECT_EQ(filters["tables"][2]["selected"], true);
  EXPECT_EQ(filters["categories"].size(), 1U);
  EXPECT_EQ(filters["categories"][0]["options"][0]["value"], "bias_targets.religion");
  EXPECT_EQ(filters["areas"][0]["value"], "north");
}

}  // namespace
}  // namespace tellsafe::reading
