#include "service/release/outside.h"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<std::vector<OutsideCount>> parse(const std::string& lines) {
  std::istringstream input("cell,low,high,source\n" + lines);
  return parse_outside(input);
}

std::string refused(const std::string& lines) {
  const auto parsed = parse(lines);
  return parsed ? "" : parsed.error().message;
}

TEST(Outside, ReadsCellsAndBounds) {
  const auto counts = parse(
      "2025; size=option:small; colours=category:warm,2,5,\"Police, 2025\"\n"
      "2025-Q3,,7,Survey\n"
      "2024;colours=unanswered,4,,Survey\n");
  ASSERT_TRUE(counts.has_value());
  ASSERT_EQ(counts->size(), 3U);
  const auto& [first, second, third] = std::tie((*counts)[0], (*counts)[1], (*counts)[2]);
  EXPECT_EQ(first.period, (Period{2025, 0}));
  EXPECT_THAT(first.meaning, ElementsAre("colours=category:warm", "size=option:small"));
  EXPECT_THAT(first.questions, ElementsAre("colours", "size"));
  EXPECT_EQ(first.low, 2U);
  EXPECT_EQ(first.high, 5U);
  EXPECT_EQ(first.source, "Police, 2025");
  EXPECT_EQ(second.period, (Period{2025, 3}));
  EXPECT_EQ(second.low, 0U);
  EXPECT_EQ(second.high, 7U);
  EXPECT_EQ(third.high, std::nullopt);
}

TEST(Outside, SaysWhichLineIsWrongAndHow) {
  EXPECT_THAT(refused("2025-Q5,0,1,x\n"), HasSubstr("line 2: a cell begins with a quarter"));
  EXPECT_THAT(refused("2025,0,1,x\n2025; size=small,0,1,x\n"), HasSubstr("line 3: after the period"));
  EXPECT_THAT(refused("2025; size=option:small; size=option:large,0,1,x\n"),
              HasSubstr("a question stands there twice"));
  EXPECT_THAT(refused("2025; a=option:x; b=option:x; c=option:x,0,1,x\n"),
              HasSubstr("two questions at most"));
  EXPECT_THAT(refused("2025,-1,1,x\n"), HasSubstr("whole numbers"));
  EXPECT_THAT(refused("2025,1,99999999999999999999,x\n"), HasSubstr("whole numbers"));
  EXPECT_THAT(refused("2025,2,1,x\n"), HasSubstr("high is less than low"));
  EXPECT_THAT(refused("2025,0,1,\n"), HasSubstr("a source is missing"));
  EXPECT_THAT(refused("2025,0,1\n"), HasSubstr("line 2"));
  std::istringstream other("a,b\n");
  EXPECT_THAT(parse_outside(other).error().message, HasSubstr("the header must be cell,low,high,source"));
}

TEST(Outside, MakesTablesThatHaveTheCells) {
  const std::vector<schema::Form> forms{small_form()};
  const auto counts = parse(
      "2025,0,1,x\n"
      "2025; size=option:small; colours=category:warm,0,5,x\n"
      "2025; colours=option:red; size=unanswered,0,5,x\n");
  const auto tables = outside_tables(*counts, forms);
  ASSERT_TRUE(tables.has_value());
  ASSERT_EQ(tables->size(), 1U);
  EXPECT_THAT(tables->front().dimensions, ElementsAre(schema::Dimension{"colours", schema::Level::option},
                                                      schema::Dimension{"size", schema::Level::option}));
  EXPECT_THAT(outside_tables(*parse("2025; shape=option:round,0,1,x\n"), forms).error().message,
              HasSubstr("line 2: the form has no question shape"));
  EXPECT_THAT(outside_tables(*parse("2025; size=option:medium,0,1,x\n"), forms).error().message,
              HasSubstr("line 2: the form has no such code"));
}

TEST(Outside, TheSampleIsOne) {
  const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
  const auto counts = read_outside(source / "deploy/demo/outside.csv");
  ASSERT_TRUE(counts.has_value()) << counts.error().message;
  const std::vector<schema::Form> forms{
      test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))};
  EXPECT_TRUE(outside_tables(*counts, forms).has_value());
}

TEST(Outside, AFileThatIsNotThereIsRefused) {
  EXPECT_TRUE(read_outside("").value().empty());
  EXPECT_EQ(read_outside("/nowhere/outside.csv").error().kind, Refusal::Kind::disk);
}

}  // namespace
}  // namespace tellsafe::release
