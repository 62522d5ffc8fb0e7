#include "service/release/cells.h"

#include <gmock/gmock.h>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using disclosure::Relation;
using schema::Level;
using testing::Contains;
using testing::IsEmpty;

struct Linked {
  std::vector<CountedTable> tables;
  Cells cells;
};

std::vector<schema::Table> tables_of_colours() {
  return {{"colours", {{"colours", Level::option}}, true, true},
          {"by_size", {{"colours", Level::category}, {"size", Level::option}}, true, true},
          {"size", {{"size", Level::option}}, true, true}};
}

std::vector<CountedTable> counted(const std::vector<Said>& reports) {
  static const std::vector<schema::Form> forms{small_form()};
  Tabulator tabulator(tables_of_colours(), forms);
  for (const auto& said : reports) tabulator.count(0, answers_of(forms[0], said));
  return tabulator.tables();
}

const std::vector<Said> three{{{"colours", {"red"}}, {"size", {"small"}}},
                              {{"colours", {"blue"}}, {"size", {"small"}}},
                              {{"colours", {"red", "blue"}}, {"size", {"large"}}}};

Linked linked(const std::set<std::string>& always_answered = {}) {
  auto tables = counted(three);
  const std::vector<Part> parts{{"2025", tables, 3}};
  auto cells = link(parts, always_answered);
  return {std::move(tables), std::move(cells)};
}

std::uint64_t count_of(const Cells& cells, std::string_view name) {
  const auto found = cells.by_name.find(name);
  if (found == cells.by_name.end()) throw std::out_of_range(std::string(name));
  return cells.system.counts[found->second];
}

Relation relation(const Cells& cells, std::string_view parent, const std::vector<std::string>& children,
                  bool exact) {
  Relation result{cells.by_name.find(parent)->second, {}, exact};
  for (const auto& child : children) result.children.push_back(cells.by_name.at(child));
  std::ranges::sort(result.children);
  return result;
}

TEST(Cells, AreTheSameWhereverTheyArePrinted) {
  const auto [tables, cells] = linked();
  const auto& places = cells.places[0];
  const auto& [colours, by_size, size] = std::tie(places[0], places[1], places[2]);
  // Columns of by_size: total, small, large, unanswered; its rows: total, warm, cold, other, unanswered.
  EXPECT_EQ(colours[0], cells.totals[0]);
  EXPECT_EQ(by_size[0], cells.totals[0]);
  EXPECT_EQ(size[0], cells.totals[0]);
  EXPECT_EQ(colours[1], by_size[1 * 4]);  // warm
  EXPECT_EQ(colours[4], by_size[2 * 4]);  // cold
  EXPECT_EQ(colours[6], by_size[3 * 4]);  // other
  EXPECT_EQ(colours[7], by_size[4 * 4]);  // unanswered
  for (std::size_t column = 0; column < 4; ++column) EXPECT_EQ(size[column], by_size[column]);
}

TEST(Cells, KeepEachTablesCountsAndHaveNames) {
  const auto [tables, cells] = linked();
  for (std::size_t i = 0; i < tables.size(); ++i)
    for (std::size_t place = 0; place < tables[i].counts.size(); ++place)
      EXPECT_EQ(cells.system.counts[cells.places[0][i][place]], tables[i].counts[place]);
  EXPECT_EQ(count_of(cells, "2025"), 3U);
  EXPECT_EQ(count_of(cells, "2025; colours=category:warm; size=option:small"), 1U);
  EXPECT_THAT(disclosure::faults(cells.system), IsEmpty());
}

TEST(Cells, AreRelatedAlongEachSide) {
  const auto [tables, cells] = linked();
  EXPECT_THAT(cells.system.relations,
              Contains(relation(
                  cells, "2025",
                  {"2025; size=option:small", "2025; size=option:large", "2025; size=unanswered"}, true)));
  EXPECT_THAT(cells.system.relations,
              Contains(relation(cells, "2025; colours=category:warm",
                                {"2025; colours=option:red", "2025; colours=option:orange"}, false)));
}

TEST(Cells, OfSeveralAnswersThoseWhoAnsweredAreACell) {
  const auto [tables, cells] = linked();
  const std::string among = "; size=option:small";
  EXPECT_THAT(
      cells.system.relations,
      Contains(relation(cells, "2025" + among,
                        {"2025; colours=answered" + among, "2025; colours=unanswered" + among}, true)));
  EXPECT_THAT(cells.system.relations,
              Contains(relation(cells, "2025; colours=answered" + among,
                                {"2025; colours=category:warm" + among, "2025; colours=category:cold" + among,
                                 "2025; colours=option:other" + among},
                                false)));
  EXPECT_EQ(count_of(cells, "2025; colours=answered"), 3U);
}

TEST(Cells, NobodyIsAmongTheUnansweredOfWhatEveryReportAnswers) {
  EXPECT_THAT(linked().cells.system.known, IsEmpty());
  const auto cells = linked({"colours"}).cells;
  ASSERT_EQ(cells.system.known.size(), 4U);  // in each column of by_size, the total's among them
  for (const auto& known : cells.system.known) {
    EXPECT_EQ(known.high, 0U);
    EXPECT_THAT(cells.names[known.cell], testing::HasSubstr("colours=unanswered"));
  }
}

// Of a table among those who ticked, and the same table of all.
TEST(Cells, ThoseWhoDidNotTickAreCellsToo) {
  auto tables = counted(three);
  auto ticked = counted({three[0]});
  for (auto& table : ticked) {
    table.among = "share";
    tables.push_back(table);
  }
  const std::vector<Part> parts{{"2025", tables, 3}};
  const auto cells = link(parts, {});
  EXPECT_EQ(count_of(cells, "2025; share=ticked"), 1U);
  EXPECT_EQ(count_of(cells, "2025; share=not_ticked"), 2U);
  EXPECT_EQ(count_of(cells, "2025; colours=category:warm; share=not_ticked"), 1U);
  EXPECT_THAT(cells.system.relations, Contains(relation(cells, "2025; colours=category:warm",
                                                        {"2025; colours=category:warm; share=not_ticked",
                                                         "2025; colours=category:warm; share=ticked"},
                                                        true)));
  EXPECT_THAT(cells.system.relations,
              Contains(relation(cells, "2025; colours=category:warm; share=not_ticked",
                                {"2025; colours=option:red; share=not_ticked",
                                 "2025; colours=option:orange; share=not_ticked"},
                                false)));
  EXPECT_THAT(disclosure::faults(cells.system), IsEmpty());
}

struct Year {
  std::vector<CountedTable> year, again, fresh, quarter;
  Cells cells;
};

Year year(const std::vector<Said>& again, const std::vector<Said>& fresh, const std::vector<Said>& quarter) {
  auto all = again;
  all.insert(all.end(), fresh.begin(), fresh.end());
  Year result{counted(all), counted(again), counted(fresh), counted(quarter), {}};
  const std::vector<Part> parts{{"2025", result.year, all.size()},
                                {"2025 in its quarters", result.again, again.size()},
                                {"2025 in no quarter", result.fresh, fresh.size()},
                                {"2025-Q1", result.quarter, quarter.size()}};
  result.cells = link(parts, {}, Joint{0, 1, 2, {3}});
  return result;
}

TEST(Cells, AYearIsItsQuartersAndWhatIsInNone) {
  const auto cells = year({three[0], three[1]}, {three[2]}, {three[0], three[1]}).cells;
  EXPECT_THAT(
      cells.system.relations,
      Contains(relation(cells, "2025; size=option:small",
                        {"2025 in its quarters; size=option:small", "2025 in no quarter; size=option:small"},
                        true)));
  EXPECT_THAT(cells.system.relations, Contains(relation(cells, "2025 in its quarters; size=option:small",
                                                        {"2025-Q1; size=option:small"}, true)));
  EXPECT_THAT(cells.system.known, IsEmpty());
  EXPECT_THAT(disclosure::faults(cells.system), IsEmpty());
}

TEST(Cells, WhatReviewersChangedSinceIsTakenAsKnown) {
  const auto fewer = year({three[0]}, {}, {three[0], three[1]}).cells;
  EXPECT_EQ(count_of(fewer, "2025 in its quarters; taken out by review"), 1U);
  EXPECT_THAT(disclosure::faults(fewer.system), IsEmpty());
  const auto more = year({three[0], three[1]}, {}, {three[0]}).cells;
  EXPECT_EQ(count_of(more, "2025 in its quarters; added by review"), 1U);
  EXPECT_THAT(disclosure::faults(more.system), IsEmpty());
  EXPECT_FALSE(more.system.known.empty());
}

}  // namespace
}  // namespace tellsafe::release
