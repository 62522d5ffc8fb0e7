#include "service/release/tabulate.h"

#include <gmock/gmock.h>

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
