#include "service/release/cells.h"

#include <gmock/gmock.h>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using schema::Level;
using testing::Contains;
using testing::IsEmpty;

struct Linked {
  std::vector<CountedTable> tables;
  Cells cells;
};

Linked linked() {
  const std::vector<schema::Form> forms{small_form()};
  const std::vector<schema::Table> tables{
      {"colours", {{"colours", Level::option}}, true, true},
      {"by_size", {{"colours", Level::category}, {"size", Level::option}}, true, true},
      {"size", {{"size", Level::option}}, true, true}};
  Tabulator tabulator(tables, forms);
  const auto count = [&](const Said& said) { tabulator.count(0, answers_of(forms[0], said)); };
  count({{"colours", {"red"}}, {"size", {"small"}}});
  count({{"colours", {"blue"}}, {"size", {"small"}}});
  count({{"colours", {"red", "blue"}}, {"size", {"large"}}});
  return {tabulator.tables(), link(tabulator.tables(), tabulator.reports())};
}

TEST(Cells, AreTheSameWhereverTheyArePrinted) {
  const auto [tables, cells] = linked();
  const auto& [colours, by_size, size] = std::tie(cells.tables[0], cells.tables[1], cells.tables[2]);
  // Columns of by_size: total, small, large, unanswered; its rows: total, warm, cold, other, unanswered.
  EXPECT_EQ(colours[0], 0U);
  EXPECT_EQ(by_size[0], 0U);
  EXPECT_EQ(size[0], 0U);
  EXPECT_EQ(colours[1], by_size[1 * 4]);  // warm
  EXPECT_EQ(colours[4], by_size[2 * 4]);  // cold
  EXPECT_EQ(colours[6], by_size[3 * 4]);  // other
  EXPECT_EQ(colours[7], by_size[4 * 4]);  // unanswered
  for (std::size_t column = 0; column < 4; ++column) EXPECT_EQ(size[column], by_size[column]);
  EXPECT_EQ(cells.counts.size(), 8U + 20U + 4U - 5U - 4U);
}

TEST(Cells, KeepEachTablesCounts) {
  const auto [tables, cells] = linked();
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (std::size_t place = 0; place < tables[i].counts.size(); ++place)
      EXPECT_EQ(cells.counts[cells.tables[i][place]], tables[i].counts[place]);
}

TEST(Cells, AreRelatedAlongEachSide) {
  const auto [tables, cells] = linked();
  const auto& by_size = cells.tables[1];
  const auto& colours = cells.tables[0];
  const auto relation = [](std::size_t parent, std::vector<std::size_t> children, bool exact) {
    std::ranges::sort(children);
    return Relation{parent, children, exact};
  };
  EXPECT_THAT(cells.relations, Contains(relation(0, {by_size[1], by_size[2], by_size[3]}, true)));
  EXPECT_THAT(cells.relations, Contains(relation(by_size[4], {by_size[5], by_size[6], by_size[7]}, true)));
  EXPECT_THAT(cells.relations,
              Contains(relation(by_size[1], {by_size[5], by_size[9], by_size[13], by_size[17]}, false)));
  EXPECT_THAT(cells.relations, Contains(relation(colours[1], {colours[2], colours[3]}, false)));
  for (const auto& one : cells.relations) {
    std::uint64_t sum = 0;
    for (const auto child : one.children) {
      sum += cells.counts[child];
      EXPECT_LE(cells.counts[child], cells.counts[one.parent]);
    }
    if (one.exact)
      EXPECT_EQ(sum, cells.counts[one.parent]);
    else
      EXPECT_GE(sum, cells.counts[one.parent]);
  }
}

}  // namespace
}  // namespace tellsafe::release
