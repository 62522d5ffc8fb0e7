// The working group's pages, data and files.
#include "service/staff/group_desk.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/reading/group_releases.h"
#include "service/reading/names.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"
#include "tests/unit/staff/test_room.h"

namespace tellsafe::staff {
namespace {

using release::day;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;

class SomeHistory final : public store::History {
 public:
  store::Result<std::vector<store::PastSource>> sources() override {
    if (!works) return store::Errc::busy;
    return std::vector<store::PastSource>{
        {"Riverbend Police",
         "police",
         "",
         {{"2025-Q1", "", "", 41}, {"2025-Q1", "act_types", "", 40}, {"2025-Q1", "act_types", "threat", 9}}}};
  }
  store::Result<void> add(const store::PastSource&) override { return {}; }
  store::Result<void> remove(std::string_view) override { return {}; }
  bool works = true;
};

class Notes final : public access::Recorder {
 public:
  store::Result<void> record(std::string_view actor, access::Action action,
                             std::string_view subject) override {
    if (!works) return store::Errc::busy;
    lines.push_back(std::string(actor) + " " + (action == access::Action::downloaded ? "downloaded " : "? ") +
                    std::string(subject));
    return {};
  }
  bool works = true;
  std::vector<std::string> lines;
};

class GroupDesk : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    town_ = new release::Town;
    town_->reports(25, day(2025, 2, 1),
                   {{"bias_targets", {"jewish"}}, {"act_types", {"threat"}}, {"area", {"mill_hill"}}});
    town_->reports(9, day(2025, 5, 1), {{"bias_targets", {"asian"}}, {"act_types", {"bullied"}}});
    town_->reports(1, day(2025, 8, 1), {{"act_types", {"threat"}}});
    for (const auto* period : {"2025-Q1", "2025-Q2", "2025-Q3"}) town_->release(period).value();
    pages_ =
        new Pages(test_support::must(Pages::load({TELLSAFE_WEB_DIR, "City of Riverbend", "", {}, true})));
  }
  static void TearDownTestSuite() {
    delete pages_;
    pages_ = nullptr;
    delete town_;
    town_ = nullptr;
  }

  GroupDesk()
      : areas_(test_support::must(schema::load_areas(source / "deploy/demo/areas.json"))),
        names_(test_labels()) {
    visitor_.person.id = 0xab;
    visitor_.person.name = "Ana Diaz";
    visitor_.role = access::Role::working_group;
  }
  void release_some() {
    for (const auto* period : {"2025-Q1", "2025-Q2"}) release_only(period);
  }
  void release_only(const std::string& period) {
    std::filesystem::create_directories(releases());
    std::filesystem::copy(town_->releases() / period, releases() / period,
                          std::filesystem::copy_options::recursive);
  }
  std::filesystem::path releases() const { return folder_.path() / "releases"; }
  handling::Response get(const std::string& pattern, std::string_view query = "",
                         std::vector<std::string> parts = {},
                         handling::Method method = handling::Method::get) {
    const reading::GroupReleases shelf(releases(), town_->signing.verify_key(), log_);
    const auto routes = group_routes({shelf, names_, areas_, history_, notes_, map_}, *pages_);
    const auto route = std::ranges::find(routes, pattern, &StaffRoute::pattern);
    const Fields fields(query);
    return route->get({visitor_, parts, fields, Fields(), method});
  }
  std::string page(const std::string& pattern, std::string_view query = "") {
    const auto response = get(pattern, query);
    EXPECT_EQ(response.status, 200U);
    return body_of(response);
  }

  static inline release::Town* town_ = nullptr;
  static inline Pages* pages_ = nullptr;
  support::TemporaryFolder folder_;
  schema::Areas areas_;
  reading::Names names_;
  runtime::EventLog log_{[](std::string_view) {}};
  access::Visitor visitor_;
  SomeHistory history_;
  Notes notes_;
  std::string map_;
};

TEST_F(GroupDesk, SaysWhenThereIsNothing) {
  for (const auto* pattern : {"/group", "/group/trend"})
    EXPECT_THAT(page(pattern), HasSubstr("Nothing has been released yet"));
  EXPECT_THAT(page("/group/area"), HasSubstr("No release with figures by part of the city"));
}

TEST_F(GroupDesk, ShowsThePeriodWithItsCaveatsFirst) {
  release_some();
  const auto html = page("/group", "period=2025-Q1");
  EXPECT_LT(html.find("Before you read the figures"), html.find("<table"));
  EXPECT_THAT(html, HasSubstr("1st quarter 2025"));
  EXPECT_THAT(html, HasSubstr(">25 <span class=\"percent\">(100%)"));
  // As many as all reports is no bound.
  EXPECT_THAT(html, HasSubstr("not shown</span>"));
  EXPECT_THAT(html, Not(HasSubstr("fewer than 26")));
  EXPECT_THAT(html, HasSubstr("2025, once it has been released"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">All they counted</th><td>41</td>"));
  EXPECT_THAT(html, HasSubstr("What happened? – all who answered</th><td>40</td>"));
  EXPECT_THAT(html, HasSubstr("more than 100"));
  EXPECT_THAT(html, HasSubstr("Riverbend Police"));
  EXPECT_THAT(html, HasSubstr("never added to them"));
  EXPECT_THAT(html, Not(HasSubstr("style=")));
}

TEST_F(GroupDesk, AnswersEveryAddressWithoutMistake) {
  release_some();
  for (const auto* query :
       {"", "period=2025-Q1&compare=2025-Q2", "period=%00%ff",
        "table=act_types&pick=option.threat&pick=unanswered", "category=bias_targets.religion", "area=north",
        "compare=2025-Q2&period=2025-Q2", "pick=a&pick=b&table=x", "category=.&area=.",
        "category=bias_targets", "span=year", "span=quarter&table=act_types"}) {
    SCOPED_TRACE(query);
    EXPECT_EQ(get("/group", query).status, 200U);
    EXPECT_EQ(get("/group/trend", query).status, 200U);
    EXPECT_EQ(get("/group/area", query).status, 200U);
  }
}

TEST_F(GroupDesk, SaysWhatItLeftOutAndRepeatsNothing) {
  release_some();
  const auto html = page("/group", "period=1066&table=%3Cscript%3E&category=nobody.here");
  EXPECT_THAT(html, HasSubstr("the period</b>"));
  EXPECT_THAT(html, HasSubstr("the table</b>"));
  EXPECT_THAT(html, HasSubstr("the category</b>"));
  for (const auto* typed : {"1066", "script>", "nobody"})
    EXPECT_THAT(html, Not(HasSubstr(std::string("&lt;") + typed)));
  EXPECT_THAT(html, Not(HasSubstr("nobody.here")));
}

TEST_F(GroupDesk, ShowsPeriodsBesideEachOther) {
  release_some();
  const auto beside = page("/group", "period=2025-Q1&compare=2025-Q2");
  EXPECT_THAT(beside, HasSubstr("<h1>Figures, 1st quarter 2025 beside 2nd quarter 2025</h1>"));
  const auto together = page("/group", "table=act_types&pick=option.threat&pick=unanswered");
  EXPECT_THAT(together, HasSubstr("action=\"/group#together\""));
  EXPECT_THAT(together, HasSubstr("<h3 id=\"together\">Together: <span"));
  const auto html = page("/group/trend");
  EXPECT_LT(html.find("1st quarter 2025"), html.find("2nd quarter 2025"));
}

TEST_F(GroupDesk, SaysWhyAPeriodShowsNothingAndLeadsOn) {
  const auto sentence = HasSubstr("that no number can be shown");
  release_only("2025-Q3");
  EXPECT_THAT(page("/group"), testing::AllOf(sentence, Not(HasSubstr("newest period with numbers"))));
  release_some();
  const auto html = page("/group");
  EXPECT_THAT(html, sentence);
  EXPECT_THAT(html, HasSubstr("<a href=\"/group?period=2025-Q2\">See the newest period with numbers: 2nd "
                              "quarter 2025</a>"));
  for (const auto* gone : {"class=\"headline\"", "data-table", "<figure", "are never shown", "several rows"})
    EXPECT_THAT(html, Not(HasSubstr(gone))) << gone;
  for (const auto* stays :
       {"Before you read the figures", "id=\"period\"", "/group/files/2025-Q3/tables.csv"})
    EXPECT_THAT(html, HasSubstr(stays));
  for (const auto* query : {"period=2025-Q2", "compare=2025-Q1"}) {
    const auto shown = page("/group", query);
    EXPECT_THAT(shown, Not(sentence)) << query;
    EXPECT_THAT(shown, HasSubstr("class=\"headline\"")) << query;
  }
}

TEST_F(GroupDesk, GivesTheReleasesOwnBytes) {
  release_some();
  const auto folder = releases() / "2025-Q1/working_group";
  for (const auto* name :
       {"manifest.json", "manifest.json.minisig", "tables.csv", "tables.json", "README.txt"}) {
    const auto file = get("/group/files/{}/{}", "", {"2025-Q1", name});
    EXPECT_EQ(file.status, 200U);
    EXPECT_EQ(file.file_name, name);
    EXPECT_EQ(body_of(file), support::read_file(folder / name));
  }
  EXPECT_EQ(notes_.lines.size(), 5U);
  EXPECT_EQ(notes_.lines[2], "person:00000000000000ab Ana Diaz downloaded working_group:2025-Q1/tables.csv");
}

TEST_F(GroupDesk, RecordsNoDownloadForAHead) {
  release_some();
  EXPECT_EQ(get("/group/files/{}/{}", "", {"2025-Q1", "tables.csv"}, handling::Method::head).status, 200U);
  EXPECT_THAT(notes_.lines, IsEmpty());
}

TEST_F(GroupDesk, GivesScriptsTheFiguresThatAreDrawnAndNotTheSignedFile) {
  release_some();
  const auto given = get("/group/data/{}", "", {"2025-Q1.json"});
  EXPECT_EQ(given.type, handling::ContentType::json);
  const auto data = nlohmann::json::parse(body_of(given));
  EXPECT_EQ(data.size(), 1U);
  const auto signed_file =
      nlohmann::json::parse(support::read_file(releases() / "2025-Q1/working_group/tables.json"));
  std::size_t drawn = 0;
  for (const auto& table : signed_file["tables"]) {
    const auto& sides = table["sides"];
    const auto found =
        std::ranges::find(data["tables"], table["id"], [](const auto& one) { return one["id"]; });
    const bool wanted = !table.contains("among") &&
                        (sides.size() == 1 || (sides.size() == 2 && sides[1]["question"] == "area"));
    ASSERT_EQ(found != data["tables"].end(), wanted) << table["id"];
    if (!wanted) continue;
    ++drawn;
    EXPECT_EQ(*found, nlohmann::json({{"id", table["id"]}, {"rows", table["rows"]}}));
  }
  EXPECT_GT(drawn, 1U);
  EXPECT_EQ(data["tables"].size(), drawn);
  EXPECT_THAT(notes_.lines, IsEmpty());
}

TEST_F(GroupDesk, GivesNothingElse) {
  release_some();
  for (const auto* name : {"2031.json", "2025-Q1", "2025-Q1.csv", ".json", "map.geojson"})
    EXPECT_EQ(get("/group/data/{}", "", {name}).status, 404U) << name;
  EXPECT_EQ(get("/group/files/{}/{}", "", {"2025-Q1", "secret.txt"}).status, 404U);
  EXPECT_EQ(get("/group/files/{}/{}", "", {"2031", "tables.csv"}).status, 404U);
  EXPECT_THAT(notes_.lines, IsEmpty());
}

TEST_F(GroupDesk, GivesNoFileThatCannotBeRecorded) {
  release_some();
  notes_.works = false;
  const auto file = get("/group/files/{}/{}", "", {"2025-Q1", "tables.csv"});
  EXPECT_EQ(file.status, 503U);
  EXPECT_THAT(body_of(file), Not(HasSubstr("bias_targets")));
}

TEST_F(GroupDesk, GivesHistoryAndTheCitysMap) {
  map_ = R"({"type": "FeatureCollection", "features": []})";
  EXPECT_EQ(body_of(get("/group/data/{}", "", {"map.geojson"})), map_);
  const auto history = nlohmann::json::parse(body_of(get("/group/data/{}", "", {"history.json"})));
  EXPECT_EQ(history["sources"][0]["label"], "Riverbend Police");
  history_.works = false;
  EXPECT_EQ(get("/group/data/{}", "", {"history.json"}).status, 503U);
}

TEST_F(GroupDesk, ShowsNoReleaseThatWasChanged) {
  release_some();
  auto file = support::read_file(releases() / "2025-Q2/working_group/tables.json");
  file[file.size() / 2] ^= 1;
  support::write_file(releases() / "2025-Q2/working_group/tables.json", file);
  EXPECT_THAT(page("/group"), Not(HasSubstr("2nd quarter 2025")));
  EXPECT_EQ(get("/group/data/{}", "", {"2025-Q2.json"}).status, 404U);
}

TEST_F(GroupDesk, NeedsThePermissionForEveryAddress) {
  const reading::GroupReleases shelf(releases(), town_->signing.verify_key(), log_);
  for (const auto& route : group_routes({shelf, names_, areas_, history_, notes_, map_}, *pages_)) {
    EXPECT_EQ(route.permission, access::Permission::read_group);
    EXPECT_FALSE(route.post);
  }
}

}  // namespace
}  // namespace tellsafe::staff
