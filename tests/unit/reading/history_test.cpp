#include "service/reading/history.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "tests/support/must.h"

namespace tellsafe::reading {
namespace {

using testing::HasSubstr;

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;

const schema::Form& form() {
  static const auto made =
      test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"));
  return made;
}

auto parsed(const std::string& lines) {
  std::istringstream input("period,question,code,count\n" + lines);
  return parse_history(input, form());
}

TEST(History, HasTotalsCategoriesAndOptionsOfYearsAndQuarters) {
  const auto counts = parsed(
      "2019,,,41\n2019-Q3,bias_targets,religion,12\n2019-Q3,bias_targets,jewish,7\n2019,police_result,,0\n");
  ASSERT_TRUE(counts) << counts.error().text;
  ASSERT_EQ(counts->size(), 4U);
  EXPECT_EQ((*counts)[0].period, "2019");
  EXPECT_EQ((*counts)[0].count, 41U);
  EXPECT_EQ((*counts)[1].code, "religion");
  EXPECT_EQ((*counts)[2].question, "bias_targets");
  EXPECT_EQ((*counts)[3].count, 0U);
}

TEST(History, IsRefusedAsAWholeAndNamesTheLine) {
  struct Case {
    const char* lines;
    std::size_t line;
    const char* says;
  };
  for (const auto& [lines, line, says] : {
           Case{"2019,,,41\n19,,,1\n", 3, "period"},
           Case{"2019-Q5,,,41\n", 2, "period"},
           Case{"2019,motive,religion,41\n", 2, "no such question"},
           Case{"2019,story,,41\n", 2, "no such question"},
           Case{"2019,bias_targets,martian,41\n", 2, "no such option"},
           Case{"2019,,religion,41\n", 2, "needs its question"},
           Case{"2019,,,-1\n", 2, "whole number"},
           Case{"2019,,,4.5\n", 2, "whole number"},
           Case{"2019,,,\n", 2, "whole number"},
           Case{"2019,,,1000000001\n", 2, "whole number"},
           Case{"2019,,,99999999999999999999\n", 2, "whole number"},
           Case{"2019,,,1\n2020,,,1\n2019,,,2\n", 4, "already"},
           Case{"2019,,,1,more\n", 2, "fields"},
           Case{"2019,,\"1\n", 2, "never closed"},
           Case{"", 2, "no count"},
       }) {
    const auto counts = parsed(lines);
    ASSERT_FALSE(counts) << lines;
    EXPECT_EQ(counts.error().line, line) << lines;
    EXPECT_THAT(counts.error().text, HasSubstr(says)) << lines;
  }
}

TEST(History, NeedsItsHeader) {
  for (const auto* text :
       {"", "2019,,,41\n", "period,question,code\n", "count,code,question,period\n1,,,2019\n"}) {
    std::istringstream input(text);
    const auto counts = parse_history(input, form());
    ASSERT_FALSE(counts) << text;
    EXPECT_THAT(counts.error().text, HasSubstr("period,question,code,count"));
  }
}

TEST(History, HasAnEnd) {
  std::string lines;
  for (std::size_t i = 0; i <= most_past_counts; ++i)
    lines += std::to_string(1900 + i / 4 % 8000) + "-Q" + std::to_string(i % 4 + 1) + ",,,1\n";
  EXPECT_THAT(parsed(lines).error().text, HasSubstr("more than 20000"));
}

TEST(History, OfTheDemonstrationIsGood) {
  std::ifstream file(source / "deploy/demo/history.csv", std::ios::binary);
  const auto counts = parse_history(file, form());
  ASSERT_TRUE(counts) << counts.error().line << ": " << counts.error().text;
  EXPECT_GT(counts->size(), 10U);
}

TEST(HistorySource, HasALabelAKindAndPerhapsANote) {
  const store::PastSource good{"Springfield Police, annual report", "police", "Counts offenses.", {}};
  EXPECT_EQ(source_fault(good), "");
  auto wrong = good;
  for (const std::string& label : {std::string(), std::string(121, 'x'), std::string("two\nlines"),
                                   std::string(" space"), std::string("a\x01")}) {
    wrong.label = label;
    EXPECT_THAT(source_fault(wrong), HasSubstr("label"));
  }
  wrong = good;
  wrong.kind = "newspaper";
  EXPECT_THAT(source_fault(wrong), HasSubstr("police, state_tool, survey, other"));
  wrong = good;
  wrong.note = std::string(501, 'x');
  EXPECT_THAT(source_fault(wrong), HasSubstr("note"));
}

}  // namespace
}  // namespace tellsafe::reading
