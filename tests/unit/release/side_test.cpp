#include "service/release/side.h"

#include <gmock/gmock.h>

#include "tests/unit/release/town.h"

namespace tellsafe::release {
namespace {

using schema::Level;
using testing::ElementsAre;

std::vector<std::string> names(const Side& side) {
  std::vector<std::string> names;
  for (const auto& item : side.items) {
    const auto& above = side.items[item.parent].code;
    names.push_back(std::string(name_of(item.kind)) + " " + above + (above.empty() ? "" : "/") + item.code);
  }
  return names;
}

std::vector<std::string> hit(const Side& side, const schema::Form& form, const Said& said) {
  std::vector<std::size_t> hits;
  SideReader(side, form).read(answers_of(form, said), hits);
  std::vector<std::string> names;
  for (const auto item : hits)
    names.push_back(side.items[item].code.empty() ? std::string(name_of(side.items[item].kind))
                                                  : side.items[item].code);
  return names;
}

TEST(Side, ListsOptionsUnderTheirCategories) {
  const std::vector<schema::Form> forms{small_form()};
  const auto side = make_side({"colours", Level::option}, forms);
  EXPECT_THAT(names(side), ElementsAre("total ", "category warm", "option warm/red", "option warm/orange",
                                       "category cold", "option cold/blue", "option other", "unanswered "));
  EXPECT_TRUE(side.several);
}

TEST(Side, ListsCategoriesWithTheOptionsThatHaveNone) {
  const std::vector<schema::Form> forms{small_form()};
  EXPECT_THAT(names(make_side({"colours", Level::category}, forms)),
              ElementsAre("total ", "category warm", "category cold", "option other", "unanswered "));
  const auto size = make_side({"size", Level::category}, forms);
  EXPECT_THAT(names(size), ElementsAre("total ", "option small", "option large", "unanswered "));
  EXPECT_FALSE(size.several);
}

TEST(Side, IsHitOnceByEachOptionAndOnceByEachCategory) {
  const std::vector<schema::Form> forms{small_form()};
  const auto side = make_side({"colours", Level::option}, forms);
  EXPECT_THAT(hit(side, forms[0], {{"colours", {"red", "orange", "other"}}}),
              ElementsAre("total", "warm", "red", "orange", "other"));
  EXPECT_THAT(hit(side, forms[0], {{"colours", {"blue"}}}), ElementsAre("total", "cold", "blue"));
  EXPECT_THAT(hit(side, forms[0], {}), ElementsAre("total", "unanswered"));
  const auto categories = make_side({"colours", Level::category}, forms);
  EXPECT_THAT(hit(categories, forms[0], {{"colours", {"red", "orange"}}}), ElementsAre("total", "warm"));
}

// Also where a form has options in another order, and for codes that only it has.
TEST(Side, IsReadAlikeFromNarrowedValues) {
  const std::vector<schema::Form> forms{
      small_form(), small_form(R"({"options": [{"code": "other"}, {"code": "blue", "category": "warm"},
                                 {"code": "violet", "category": "cold"}, {"code": "red", "category": "warm"}],
                     "categories": [{"code": "cold"}, {"code": "warm"}]})")};
  for (const auto* question : {"colours", "size"})
    for (const auto level : {Level::option, Level::category})
      for (const auto& form : forms) {
        const auto side = make_side({question, level}, forms);
        const SideReader reader(side, form);
        EXPECT_EQ(reader.narrows(), side.several && level == Level::category);
        const auto width = form.find(question)->field.width;
        for (std::uint64_t value = 0; value < std::uint64_t{1} << width; ++value) {
          std::vector<std::size_t> expected;
          std::vector<std::size_t> hits;
          reader.read(value, expected);
          EXPECT_LT(reader.narrowed(value), std::uint64_t{1} << reader.narrowed_width());
          reader.read_narrowed(reader.narrowed(value), hits);
          EXPECT_EQ(hits, expected) << question << " " << value;
        }
      }
}

TEST(Side, NarrowsManyOptionsToTheirCategories) {
  const Town town;
  const auto side = make_side({"bias_targets", Level::category}, {&town.form, 1});
  const SideReader reader(side, town.form);
  const auto options = town.form.find("bias_targets")->options.size();
  ASSERT_GT(options, 32U);
  EXPECT_LT(reader.narrowed_width(), 16U);
  for (std::size_t first = 0; first < options; ++first)
    for (std::size_t second = 0; second < options; ++second) {
      const auto value = std::uint64_t{1} << first | std::uint64_t{1} << second;
      std::vector<std::size_t> expected;
      std::vector<std::size_t> hits;
      reader.read(value, expected);
      reader.read_narrowed(reader.narrowed(value), hits);
      EXPECT_EQ(hits, expected);
    }
}

TEST(Side, AlignsFormsByCodes) {
  // The older form has another order, a code that was dropped, and puts blue with the warm ones.
  const std::vector<schema::Form> forms{
      small_form(), small_form(R"({"options": [{"code": "other"}, {"code": "blue", "category": "warm"},
                                 {"code": "violet", "category": "cold"}, {"code": "red", "category": "warm"}],
                     "categories": [{"code": "cold"}, {"code": "warm"}]})",
                               R"(["large", "huge", "small"])")};
  const auto side = make_side({"colours", Level::option}, forms);
  EXPECT_THAT(names(side),
              ElementsAre("total ", "category warm", "option warm/red", "option warm/orange", "category cold",
                          "option cold/blue", "option cold/violet", "option other", "unanswered "));
  EXPECT_THAT(hit(side, forms[1], {{"colours", {"blue", "violet"}}}),
              ElementsAre("total", "cold", "blue", "violet"));
  EXPECT_THAT(hit(side, forms[0], {{"colours", {"red"}}}), ElementsAre("total", "warm", "red"));
  EXPECT_THAT(hit(side, forms[1], {{"colours", {"red"}}}), ElementsAre("total", "warm", "red"));
  const auto categories = make_side({"colours", Level::category}, forms);
  EXPECT_THAT(hit(categories, forms[1], {{"colours", {"blue"}}}), ElementsAre("total", "cold"));
  const auto size = make_side({"size", Level::option}, forms);
  EXPECT_THAT(hit(size, forms[0], {{"size", {"small"}}}), ElementsAre("total", "small"));
  EXPECT_THAT(hit(size, forms[1], {{"size", {"small"}}}), ElementsAre("total", "small"));
  EXPECT_THAT(hit(size, forms[1], {{"size", {"huge"}}}), ElementsAre("total", "huge"));
}

TEST(Side, TakesAQuestionThatAFormDoesNotAskAsUnanswered) {
  const Town town;
  const std::vector<schema::Form> forms{town.form, small_form()};
  const auto side = make_side({"day_part", Level::option}, forms);
  EXPECT_THAT(hit(side, forms[1], {{"size", {"small"}}}), ElementsAre("total", "unanswered"));
}

}  // namespace
}  // namespace tellsafe::release
