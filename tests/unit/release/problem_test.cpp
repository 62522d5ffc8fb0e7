#include "service/release/problem.h"

#include <gmock/gmock.h>

#include "service/disclosure/system.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using schema::Level;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A programme of colours in quarters and years, sizes in years, for all; and colours of those who are left
// in, for the police.
class ProblemTest : public testing::Test {
 protected:
  ProblemTest() {
    programme_.audiences = {{"public", 10, 5}, {"working_group", 5, 1}, {"police", 11, 1}};
    programme_.tables = {{"colours", {{"colours", Level::option}}, true, true},
                         {"size", {{"size", Level::option}}, false, true}};
    programme_.tables.push_back(
        {"export", {{"colours", Level::category}}, false, true, "police", "leave_out_of_numbers"});
  }

  Tabulation count(int reports, const Said& said = {{"colours", {"red"}}, {"size", {"small"}}}) {
    Tabulator tabulator(tables_, forms_);
    for (int i = 0; i < reports; ++i) tabulator.count(0, answers_of(forms_[0], said));
    return {tabulator.tables(), tabulator.reports()};
  }

  Result<Account> account(const Period& period, int again, int fresh, Late late = Late::none) {
    again_ = count(again);
    fresh_ = count(fresh);
    return make_account({period, programme_, forms_, tables_, again_, fresh_, earlier_, outside_}, late);
  }

  void add_outside(const char* meaning, std::uint64_t low, std::optional<std::uint64_t> high) {
    OutsideCount count{{2025, 0}, {meaning}, {"size"}, low, high, "Police", 7};
    outside_.push_back(count);
    tables_ = counted_tables({2025, 0}, programme_, forms_, outside_).value();
  }

  static std::set<std::string> names(const Account& account, std::size_t audience) {
    std::set<std::string> found;
    for (const auto cell : account.problem.printed[audience]) found.insert(account.problem.cells.names[cell]);
    return found;
  }

  schema::Programme programme_;
  std::vector<schema::Form> forms_{small_form()};
  std::vector<OutsideCount> outside_;
  std::vector<schema::Table> tables_;
  Tabulation again_;
  Tabulation fresh_;
  std::vector<Earlier> earlier_;
};

TEST_F(ProblemTest, AQuarterIsOnePartAndPrintsItsTables) {
  tables_ = programme_.tables;
  const auto made = account({2025, 1}, 0, 20);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(made->parts.size(), 1U);
  EXPECT_EQ(made->problem.open, 0U);
  EXPECT_THAT(names(*made, 1), Contains("2025-Q1; colours=option:red"));
  EXPECT_THAT(names(*made, 1), Not(Contains("2025-Q1; size=option:small")));
  EXPECT_THAT(names(*made, 2), IsEmpty());
}

TEST_F(ProblemTest, EachAudienceGetsItsTables) {
  tables_ = programme_.tables;
  const auto made = account({2025, 0}, 0, 20);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_THAT(names(*made, 1), Contains("2025; size=option:small"));
  EXPECT_THAT(names(*made, 2), Not(Contains("2025; size=option:small")));
  fresh_ = count(11, {{"colours", {"red"}}, {"leave_out_of_numbers", {"yes"}}});
  const auto ticked =
      make_account({{2025, 0}, programme_, forms_, tables_, again_, fresh_, earlier_, outside_}, Late::none);
  EXPECT_THAT(names(*ticked, 2), Contains("2025; colours=category:warm; leave_out_of_numbers=ticked"));
  EXPECT_THAT(names(*ticked, 1), Not(Contains("2025; colours=category:warm; leave_out_of_numbers=ticked")));
}

TEST_F(ProblemTest, AYearWithReleasedQuartersCanBePrintedInTwoWays) {
  tables_ = programme_.tables;
  earlier_.push_back({{2025, 1},
                      count(20),
                      {{"working_group", {{"2025-Q1", 20}, {"2025-Q1; colours=option:red", 20}}},
                       {"public", {{"2025-Q1", 20}}}}});
  const auto made = account({2025, 0}, 20, 6, Late::counted);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_THAT(disclosure::faults(made->problem.cells.system), IsEmpty());
  EXPECT_THAT(names(*made, 1), Contains("2025; colours=option:red"));
  EXPECT_EQ(made->problem.cells.system.counts[made->problem.cells.by_name.at("2025; colours=option:red")],
            26U);
  const auto apart = account({2025, 0}, 20, 6, Late::apart);
  ASSERT_TRUE(apart.has_value()) << apart.error().message;
  EXPECT_THAT(names(*apart, 1), Contains("2025 in its quarters; colours=option:red"));
  EXPECT_THAT(names(*apart, 1), Contains("2025 in its quarters; size=option:small"));
  for (const auto* one : {&*made, &*apart}) {
    EXPECT_THAT(names(*one, 1), Contains("2025 in no quarter"));
    EXPECT_EQ(one->problem.cells.system.counts[one->late_cell], 6U);
  }
  const auto& earlier = made->problem.earlier;
  const auto& by_name = made->problem.cells.by_name;
  EXPECT_TRUE(earlier[1][by_name.at("2025-Q1; colours=option:red")]);
  EXPECT_FALSE(earlier[0][by_name.at("2025-Q1; colours=option:red")]);
  EXPECT_TRUE(earlier[0][by_name.at("2025-Q1")]);
}

TEST_F(ProblemTest, ATableOfWhichNothingCanBeShownIsLeftOut) {
  tables_ = programme_.tables;
  // Nobody ticked; of eleven who did, the police are shown something.
  const auto none = account({2025, 0}, 0, 20);
  EXPECT_EQ(none->problem.cells.by_name.count("2025; leave_out_of_numbers=ticked"), 0U);
  again_ = count(0);
  fresh_ = count(11, {{"colours", {"red"}}, {"leave_out_of_numbers", {"yes"}}});
  const auto some =
      make_account({{2025, 0}, programme_, forms_, tables_, again_, fresh_, earlier_, outside_}, Late::none);
  EXPECT_EQ(some->problem.cells.by_name.count("2025; leave_out_of_numbers=ticked"), 1U);
}

TEST_F(ProblemTest, AnEarlierReleaseThatShowedSomethingElseIsRefused) {
  tables_ = programme_.tables;
  earlier_.push_back({{2025, 1}, count(20), {{"working_group", {{"2025-Q1", 21}}}}});
  EXPECT_THAT(account({2025, 0}, 20, 6, Late::counted).error().message, HasSubstr("2025-Q1"));
  earlier_[0].shown = {{"working_group", {{"2025-Q1; shape=option:round", 5}}}};
  EXPECT_EQ(account({2025, 0}, 20, 6, Late::counted).error().kind, Refusal::Kind::damaged);
  // Rounded figures are those of the rounded count.
  earlier_[0].counted = count(22);
  earlier_[0].shown = {{"public", {{"2025-Q1", 20}}}};
  EXPECT_TRUE(account({2025, 0}, 22, 6, Late::counted).has_value());
}

TEST_F(ProblemTest, WhatTheOutsideKnowsIsKnown) {
  tables_ = programme_.tables;
  add_outside("size=option:small", 3, 30);
  const auto made = account({2025, 0}, 0, 20);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  const auto cell = made->problem.cells.by_name.at("2025; size=option:small");
  EXPECT_THAT(made->problem.cells.system.known,
              Contains(testing::AllOf(testing::Field(&disclosure::Known::cell, cell),
                                      testing::Field(&disclosure::Known::low, 3U),
                                      testing::Field(&disclosure::Known::high, 30U))));
  // A table that only the outside is about is counted and not printed.
  EXPECT_EQ(names(*made, 1).count("2025; size=option:large"), 1U);
  EXPECT_GT(tables_.size(), programme_.tables.size());
}

TEST_F(ProblemTest, AnOutsideCountThatContradictsTheReportsIsRefusedByItsLine) {
  add_outside("size=option:small", 0, 19);
  const auto refused = account({2025, 0}, 0, 20);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("line 7, contradicts the reports: 2025; size=option:small"));
  EXPECT_THAT(refused.error().message, Not(HasSubstr("20 ")));
}

}  // namespace
}  // namespace tellsafe::release
