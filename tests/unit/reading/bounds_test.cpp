#include "service/reading/bounds.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "service/reading/group_releases.h"
#include "service/reading/releases.h"
#include "tests/unit/release/town.h"

namespace tellsafe::reading {
namespace {

using release::day;
using release::Figure;
using release::Item;
using release::ItemKind;
using release::PublishedSide;
using release::PublishedTable;
using testing::ElementsAre;

const Item total{ItemKind::total, "", 0};
const Item unanswered{ItemKind::unanswered, "", 0};

Item option(std::string code, std::size_t parent = 0) {
  return {ItemKind::option, std::move(code), parent};
}

PublishedTable table(bool several, std::vector<Item> items, std::vector<Figure> figures) {
  return {"some", {{"some", schema::Level::option, several, std::move(items)}}, {}, std::move(figures)};
}

const Figure hidden = std::nullopt;

std::vector<Extent> of(const PublishedTable& one, unsigned round_to = 1) {
  return extents(std::span(&one, 1), round_to).front();
}

TEST(Bounds, OfOneAnswerAreWhatIsLeftOfTheTotal) {
  const auto found =
      of(table(false, {total, option("a"), option("b"), option("c"), unanswered}, {20, 9, hidden, hidden, 4}),
         1);
  EXPECT_THAT(found, ElementsAre(Extent{20, 20}, Extent{9, 9}, Extent{0, 7}, Extent{0, 7}, Extent{4, 4}));
}

TEST(Bounds, OfAHiddenTotalStartWithWhatIsShownBelow) {
  const auto found = of(table(false, {total, option("a"), option("b")}, {hidden, 16, 7}));
  EXPECT_EQ(found[0], (Extent{23, 23}));  // exact: the page says nothing then
  const auto half = of(table(false, {total, option("a"), option("b")}, {hidden, 16, hidden}));
  EXPECT_EQ(half[0].low, 16U);
  EXPECT_GE(half[0].high, unbounded);
  EXPECT_GE(half[1].high, 16U);
}

TEST(Bounds, OfSeveralAnswersAreThoseWhoAnswered) {
  const auto found =
      of(table(true, {total, option("a"), option("b"), option("c"), unanswered}, {20, 15, hidden, hidden, 2}),
         1);
  EXPECT_EQ(found[2], (Extent{0, 18}));
  const auto category = of(
      table(true, {total, {ItemKind::category, "x", 0}, option("a", 1), option("b", 1)}, {20, 9, 9, hidden}),
      1);
  EXPECT_EQ(category[3], (Extent{0, 9}));
}

TEST(Bounds, OfSeveralAnswersKnowThatTogetherTheyAreAll) {
  // Nobody was silent: who is not in "a" is in "b".
  const auto found = of(table(true, {total, option("a"), option("b"), unanswered}, {20, 12, hidden, 0}));
  EXPECT_EQ(found[2], (Extent{8, 20}));
}

TEST(Bounds, FollowBothSidesOfATable) {
  PublishedTable two{"some",
                     {{"one", schema::Level::option, false, {total, option("a"), option("b")}},
                      {"two", schema::Level::option, false, {total, option("x"), option("y")}}},
                     {},
                     {40, 30, 10,  //
                      25, hidden, hidden, 15, hidden, hidden}};
  const auto found = of(two);
  EXPECT_EQ(found[5], (Extent{0, 10}));   // a, y: no more than y has
  EXPECT_EQ(found[4], (Extent{15, 25}));  // a, x: what y cannot take of a
  EXPECT_EQ(found[8], (Extent{0, 10}));
}

TEST(Bounds, AreThoseOfAllTablesTogether) {
  const PublishedSide one{"one", schema::Level::option, false, {total, option("a"), option("b")}};
  const PublishedSide x{"x", schema::Level::option, false, {total, option("p"), option("q")}};
  const std::array<PublishedTable, 2> both = {{
      {"one", {one}, {}, {40, hidden, hidden}},
      {"one_by_x", {one, x}, {}, {40, 12, 28, hidden, 9, hidden, hidden, hidden, hidden}},
  }};
  // The second table says that "a" is 9 and something, and "b" 3 and something: the first has to agree.
  const auto found = extents(both, 1);
  EXPECT_THAT(found[0], ElementsAre(Extent{40, 40}, Extent{9, 37}, Extent{3, 31}));
  EXPECT_EQ(found[1][3], (Extent{9, 37}));
}

TEST(Bounds, LeaveRoomForWhatWasRounded) {
  const auto found = of(table(false, {total, option("a"), option("b")}, {20, 10, hidden}), 5);
  EXPECT_EQ(found[1], (Extent{10, 10}));
  EXPECT_EQ(found[2], (Extent{2, 18}));
}

TEST(Bounds, OfFiguresThatContradictEachOtherSayNothingWrong) {
  const auto found = of(table(false, {total, option("a"), option("b")}, {5, 9, hidden}));
  EXPECT_LE(found[2].low, found[2].high);
}

TEST(Together, AddsWhatIsShown) {
  const auto one = table(false, {total, option("a"), option("b"), option("c")}, {20, 9, 11, 0});
  const auto found = of(one);
  const auto both = together(one, found, std::array<std::size_t, 2>{1, 2}, 0);
  EXPECT_TRUE(both.shown);
  EXPECT_EQ(both.extent, (Extent{20, 20}));
}

TEST(Together, IsARangeWhereSomethingIsHidden) {
  const auto one =
      table(false, {total, option("a"), option("b"), option("c"), option("d")}, {30, 9, hidden, hidden, 8});
  const auto found = of(one);
  const auto some = together(one, found, std::array<std::size_t, 2>{1, 2}, 0);
  EXPECT_FALSE(some.shown);
  EXPECT_EQ(some.extent, (Extent{9, 22}));
  // Both hidden ones are 13 together, which is not said either.
  const auto both = together(one, found, std::array<std::size_t, 2>{2, 3}, 0);
  EXPECT_FALSE(both.shown);
  EXPECT_EQ(both.extent, (Extent{0, 13}));
}

// What is known of others takes nothing off a most that nobody knows.
TEST(Together, HasNoMostWhereTheTotalIsHidden) {
  const auto one = table(false, {total, option("a"), option("b"), option("c"), unanswered},
                         {hidden, hidden, hidden, 16, 7});
  const auto known = of(one);
  const std::vector<std::size_t> chosen{1, 2};
  const auto both = together(one, known, chosen, 0);
  EXPECT_FALSE(both.shown);
  EXPECT_GE(both.extent.high, unbounded);
  for (const auto place : chosen) EXPECT_GE(known[place].high, unbounded);
}

TEST(Together, CountsNothingTwice) {
  const auto one =
      table(false, {total, {ItemKind::category, "x", 0}, option("a", 1), option("b", 1), option("c")},
            {30, 20, 12, 8, 10});
  const auto found = of(one);
  EXPECT_EQ(together(one, found, std::array<std::size_t, 3>{1, 2, 4}, 0).extent, (Extent{30, 30}));
}

TEST(Together, OfSeveralAnswersIsNoSum) {
  const auto one = table(true, {total, option("a"), option("b"), unanswered}, {20, 15, 12, hidden});
  const auto found = of(one);
  const auto both = together(one, found, std::array<std::size_t, 2>{1, 2}, 0);
  EXPECT_FALSE(both.shown);
  EXPECT_EQ(both.extent, (Extent{15, 20}));
  EXPECT_TRUE(together(one, found, std::array<std::size_t, 1>{1}, 0).shown);
}

// A year and its quarters of many different reports, released as a city would.
class BoundsOfReleases : public testing::TestWithParam<unsigned> {
 protected:
  // Some codes often, some hardly ever.
  std::string one_of(const std::vector<std::string>& codes) {
    return codes[std::min(std::geometric_distribution<std::size_t>(0.4)(random_), codes.size() - 1)];
  }
  release::Said report() {
    release::Said said = {
        {"bias_targets", {one_of({"black_or_african_american", "jewish", "asian", "gay", "muslim", "sikh"})}},
        {"act_types", {one_of({"threat", "insults_or_slurs", "property_damaged", "bullied", "shunned"})}},
        {"place_kind", {one_of({"street", "home", "transit", "worship", "park", "work"})}},
        {"day_part", {one_of({"evening", "night", "morning", "afternoon"})}},
        {"area", {one_of({"mill_hill", "old_market", "fairgrounds", "harbor_point"})}}};
    if (std::bernoulli_distribution(0.4)(random_))
      said["told_whom"] = {"friend_or_family", one_of({"police", "school", "hotline"})};
    return said;
  }
  void check(const GroupRelease& group, const std::vector<release::Said>& reports) const {
    for (std::size_t at = 0; at < group.publication.tables.size(); ++at) {
      const auto& published = group.publication.tables[at];
      for (std::size_t place = 0; place < published.figures.size(); ++place) {
        const auto& extent = group.extents[at][place];
        if (published.figures[place])
          EXPECT_EQ(extent, (Extent{*published.figures[place], *published.figures[place]}));
        else
          EXPECT_LT(extent.low, extent.high) << published.id << " " << place;
      }
      const auto& side = published.sides.front();
      if (published.sides.size() > 1) continue;
      for (std::size_t item = 0; item < side.items.size(); ++item) {
        if (side.items[item].kind != ItemKind::option) continue;
        const auto truth = static_cast<std::uint64_t>(std::ranges::count_if(reports, [&](const auto& said) {
          const auto found = said.find(side.question);
          return found != said.end() && std::ranges::count(found->second, side.items[item].code) > 0;
        }));
        if (side.question == "page_language" || side.question == "lane") continue;  // not said above
        EXPECT_LE(group.extents[at][item].low, truth) << published.id << " " << side.items[item].code;
        EXPECT_GE(group.extents[at][item].high, truth) << published.id << " " << side.items[item].code;
      }
    }
  }
  std::mt19937 random_{GetParam()};
};

TEST_P(BoundsOfReleases, HoldTheTruthAndNeverGiveAHiddenNumber) {
  release::Town town;
  std::map<std::string, std::vector<release::Said>> reports;
  for (unsigned quarter = 1; quarter <= 4; ++quarter) {
    const auto period = "2025-Q" + std::to_string(quarter);
    for (int number = 0; number < 40; ++number) {
      const auto said = report();
      town.report(day(2025, 3 * quarter, 5), said);
      reports[period].push_back(said);
      reports["2025"].push_back(said);
    }
  }
  for (const auto* period : {"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025"}) {
    town.release(period).value();
    const auto made = read_release(town.releases(), *release::parse_period(period), group_audience,
                                   town.signing.verify_key());
    ASSERT_TRUE(made) << period;
    SCOPED_TRACE(period);
    check(make_group_release(*made), reports[period]);
  }
}

INSTANTIATE_TEST_SUITE_P(Many, BoundsOfReleases, testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace tellsafe::reading
