#include "service/release/tabulate.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using schema::Level;
using testing::ElementsAre;

schema::Table table(std::vector<schema::Dimension> dimensions) {
  return {"table", std::move(dimensions), true, true};
}

TEST(Tabulator, CountsByHand) {
  const std::vector<schema::Form> forms{small_form()};
  const std::vector<schema::Table> tables{table({{"colours", Level::option}}),
                                          table({{"size", Level::option}})};
  Tabulator tabulator(tables, forms);
  const auto count = [&](const Said& said) { tabulator.count(0, answers_of(forms[0], said)); };
  count({{"colours", {"red", "orange"}}, {"size", {"small"}}});
  count({{"colours", {"red", "blue"}}, {"size", {"small"}}});
  count({{"colours", {"other"}}});
  count({});
  EXPECT_EQ(tabulator.reports(), 4U);
  // total, warm, red, orange, cold, blue, other, unanswered
  EXPECT_THAT(tabulator.tables()[0].counts, ElementsAre(4, 2, 2, 1, 1, 1, 1, 1));
  // total, small, large, unanswered
  EXPECT_THAT(tabulator.tables()[1].counts, ElementsAre(4, 2, 0, 2));
}

TEST(Tabulator, CrossesTwoQuestions) {
  const std::vector<schema::Form> forms{small_form()};
  const std::vector<schema::Table> tables{table({{"colours", Level::category}, {"size", Level::option}})};
  Tabulator tabulator(tables, forms);
  const auto count = [&](const Said& said) { tabulator.count(0, answers_of(forms[0], said)); };
  count({{"colours", {"red", "blue"}}, {"size", {"small"}}});
  count({{"colours", {"red", "orange"}}, {"size", {"large"}}});
  count({{"colours", {"blue"}}});
  // Columns: total, small, large, unanswered.
  EXPECT_THAT(tabulator.tables()[0].counts, ElementsAre(3, 1, 1, 1,    // total
                                                        2, 1, 1, 0,    // warm
                                                        2, 1, 0, 1,    // cold
                                                        0, 0, 0, 0,    // other
                                                        0, 0, 0, 0));  // unanswered
}

// As an export, of reports that ticked the box.
schema::Table exported(std::vector<schema::Dimension> dimensions, const std::string& among) {
  return {"exported", std::move(dimensions), false, true, "public", among};
}

TEST(Tabulator, CountsAmongThoseWhoTickedAFlag) {
  const std::vector<schema::Form> forms{small_form()};
  const std::vector<schema::Table> tables{
      exported({{"size", Level::option}}, "leave_out_of_numbers"), table({{"size", Level::option}}),
      exported({{"colours", Level::category}, {"size", Level::option}}, "leave_out_of_numbers")};
  Tabulator tabulator(tables, forms);
  const auto count = [&](const Said& said) { tabulator.count(0, answers_of(forms[0], said)); };
  count({{"size", {"small"}}, {"leave_out_of_numbers", {"yes"}}, {"colours", {"red", "blue"}}});
  count({{"size", {"large"}}});
  count({{"size", {"small"}}});
  count({{"leave_out_of_numbers", {"yes"}}});
  // total, small, large, unanswered
  EXPECT_THAT(tabulator.tables()[0].counts, ElementsAre(2, 1, 0, 1));
  EXPECT_THAT(tabulator.tables()[1].counts, ElementsAre(4, 2, 1, 1));
  EXPECT_THAT(tabulator.tables()[2].counts, ElementsAre(2, 1, 0, 1,    // total
                                                        1, 1, 0, 0,    // warm
                                                        1, 1, 0, 0,    // cold
                                                        0, 0, 0, 0,    // other
                                                        1, 0, 0, 1));  // unanswered
  EXPECT_EQ(tabulator.tables()[0].among, "leave_out_of_numbers");
  EXPECT_EQ(tabulator.tables()[0].audience, "public");
  EXPECT_EQ(tabulator.tables()[1].among, std::nullopt);
  EXPECT_TRUE(tabulator.questions(0).contains(forms[0].index_of("leave_out_of_numbers")));
}

TEST(Tabulator, CountsNobodyWhereAFormHasNoSuchFlag) {
  const Town town;
  const std::vector<schema::Form> forms{town.form, small_form()};
  const std::vector<schema::Table> tables{exported({{"day_part", Level::option}}, "share_with_state_police")};
  Tabulator tabulator(tables, forms);
  tabulator.count(0, answers_of(forms[0], {{"share_with_state_police", {"yes"}}}));
  tabulator.count(1, answers_of(forms[1], {{"leave_out_of_numbers", {"yes"}}}));
  EXPECT_EQ(tabulator.tables()[0].counts.front(), 1U);
  EXPECT_TRUE(tabulator.questions(1).empty());
}

TEST(Tabulator, KnowsThePlacesOfItems) {
  const Town town;
  const std::vector<schema::Table> tables{
      exported(
          {{"bias_targets", Level::category}, {"act_types", Level::category}, {"day_part", Level::option}},
          "share_with_state_police"),
      table({{"area", Level::category}, {"day_part", Level::option}}), table({{"day_part", Level::option}})};
  Tabulator tabulator(tables, {&town.form, 1});
  for (const auto& counted : tabulator.tables()) {
    ASSERT_EQ(counted.counts.size(), counted.rows() * counted.columns());
    for (std::size_t place = 0; place < counted.counts.size(); ++place) {
      const auto items = counted.indices_of(place);
      ASSERT_EQ(items.size(), counted.sides.size());
      EXPECT_EQ(counted.place_of(items), place);
      EXPECT_EQ(items[0], place / counted.columns());
      for (std::size_t i = 0; i < items.size(); ++i) EXPECT_LT(items[i], counted.sides[i].items.size());
    }
    EXPECT_EQ(counted.indices_of(1).back(), 1U);
  }
}

// Report by report, against what the sides' readers say of each; and the same from columns.
TEST(Tabulator, CrossesThreeQuestions) {
  const Town town;
  const std::vector<schema::Dimension> dimensions{
      {"bias_targets", Level::category}, {"act_types", Level::category}, {"target_kind", Level::option}};
  const std::vector<schema::Table> tables{exported(dimensions, "share_with_state_police")};
  const std::span<const schema::Form> forms{&town.form, 1};
  Tabulator by_reports(tables, forms);
  Tabulator by_columns(tables, forms);
  const auto& sides = by_reports.tables()[0].sides;
  std::vector<SideReader> readers;
  for (const auto& side : sides) readers.emplace_back(side, town.form);

  std::map<std::vector<std::size_t>, std::uint64_t> expected;
  std::vector<Values> columns(town.form.questions().size());
  std::mt19937_64 random(3);
  constexpr std::size_t reports = 500;
  for (std::size_t i = 0; i < reports; ++i) {
    schema::Answers answers = answers_of(town.form, {});
    for (const auto& dimension : dimensions) {
      const auto at = town.form.index_of(dimension.question);
      for (auto left = random() % 3; left > 0; --left)
        answers.values[at] |= std::uint64_t{1} << random() % town.form.questions()[at].options.size();
    }
    const auto agreed = random() % 2;
    answers.values[town.form.index_of("share_with_state_police")] = agreed;
    by_reports.count(0, answers);
    for (std::size_t question = 0; question < columns.size(); ++question)
      columns[question].push_back(answers.values[question]);
    if (agreed == 0) continue;
    std::array<std::vector<std::size_t>, 3> hits;
    for (std::size_t side = 0; side < 3; ++side) readers[side].read(answers, hits.at(side));
    for (const auto first : hits[0])
      for (const auto second : hits[1])
        for (const auto third : hits[2]) ++expected[{first, second, third}];
  }
  by_columns.count(0, reports, columns);

  const auto& counted = by_reports.tables()[0];
  EXPECT_LT(counted.counts.front(), reports);
  for (std::size_t place = 0; place < counted.counts.size(); ++place)
    EXPECT_EQ(counted.counts[place], expected[counted.indices_of(place)]);
  EXPECT_EQ(by_columns.tables()[0].counts, counted.counts);
}

TEST(Tabulator, CountsTwoFormVersionsTogether) {
  const std::vector<schema::Form> forms{small_form(),
                                        small_form(usual_colours, R"(["huge", "large", "small"])")};
  const std::vector<schema::Table> tables{table({{"size", Level::option}})};
  Tabulator tabulator(tables, forms);
  tabulator.count(0, answers_of(forms[0], {{"size", {"small"}}}));
  tabulator.count(1, answers_of(forms[1], {{"size", {"small"}}}));
  tabulator.count(1, answers_of(forms[1], {{"size", {"huge"}}}));
  // total, small, large, huge, unanswered
  EXPECT_THAT(tabulator.tables()[0].counts, ElementsAre(3, 2, 0, 1, 0));
}

}  // namespace
}  // namespace tellsafe::release
