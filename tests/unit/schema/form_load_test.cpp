#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "schema/code_list.h"
#include "schema/facts.h"
#include "schema/form.h"
#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> codes(const Question& question) {
  std::vector<std::string> all;
  for (const auto& option : question.options) all.push_back(option.code);
  return all;
}

std::string problem_after(std::string_view file, std::string_view from, std::string_view to) {
  const test::Scratch scratch;
  scratch.copy_schema();
  scratch.replace(file, from, to);
  const auto form = Form::load(scratch.path(), scratch.path() / "areas.json");
  return form ? "" : form.error();
}

TEST(FormLoad, AsksTheQuestionsInOrder) {
  std::vector<std::string> ids;
  std::vector<std::string> required;
  for (const auto& question : test::real_form().questions()) {
    ids.push_back(question.id);
    if (question.required) required.push_back(question.id);
    EXPECT_EQ(question.asked, question.id != "page_language" && question.id != "lane");
  }
  EXPECT_THAT(ids, ElementsAre("reporter_role", "act_types", "bias_targets", "target_kind", "date",
                               "day_part", "repeat", "area", "place_kind", "bias_signs", "story", "effects",
                               "told_whom", "police_result", "police_why_not", "support_wanted",
                               "support_language", "affected_age_band", "leave_out_of_numbers",
                               "share_with_state_police", "page_language", "lane"));
  EXPECT_THAT(required, ElementsAre("reporter_role", "act_types", "bias_targets"));
  EXPECT_EQ(test::real_form().find("story")->max_characters, 3000U);
}

TEST(FormLoad, EveryRequiredQuestionHasAnAnswerThatGivesNothingAway) {
  const Form& form = test::real_form();
  EXPECT_THAT(codes(*form.find("reporter_role")), Contains("rather_not_say"));
  EXPECT_THAT(codes(*form.find("act_types")), Contains("not_sure"));
  EXPECT_THAT(codes(*form.find("bias_targets")), Contains("not_sure"));
}

TEST(FormLoad, NamesEachBiasMotivationOfTheFbiOnce) {
  const auto nibrs = load_nibrs(test::schema_folder / "codes" / "nibrs.json");
  ASSERT_TRUE(nibrs) << nibrs.error();
  std::multiset<std::string> used;
  for (const auto& option : test::real_form().find("bias_targets")->options) {
    used.insert(option.nibrs.begin(), option.nibrs.end());
    EXPECT_EQ(option.category.empty(), option.code == "not_sure") << option.code;
  }
  const auto& all = nibrs->at("bias_motivation");
  EXPECT_EQ(all.size(), 36U);  // 34 motivations, none and unknown
  for (const auto& code : all) EXPECT_EQ(used.count(code.code), code.code == "88" ? 0U : 1U) << code.code;
  EXPECT_EQ(used.size(), 35U);
}

TEST(FormLoad, PutsTheCityBeforeTheOtherAreas) {
  const Question& area = *test::real_form().find("area");
  EXPECT_EQ(area.options.size(), 15U);
  EXPECT_EQ(area.options.front().code, "mill_hill");
  EXPECT_EQ(area.options.front().category, "north");
  EXPECT_EQ(area.options.back().code, "not_sure");
  EXPECT_THAT(area.options.back().category, IsEmpty());
  EXPECT_THAT(area.categories, ElementsAre("north", "east", "downtown", "south", "west"));
}

TEST(FormLoad, LeavesRoomInTheRecord) {
  const auto& last = test::real_form().questions().back().field;
  EXPECT_LE(last.offset + last.width, facts_size * 8 / 2);
}

TEST(FormLoad, GivesTheSameFormFromItsText) {
  const Form& form = test::real_form();
  const auto again = Form::parse(form.canonical_json());
  ASSERT_TRUE(again) << again.error();
  EXPECT_EQ(again->version(), form.version());
}

TEST(FormLoad, AnotherCityHasAnotherVersion) {
  const test::Scratch scratch;
  const auto other =
      Form::load(test::schema_folder, scratch.write("areas.json", R"({"groups":[],"areas":[]})"));
  ASSERT_TRUE(other) << other.error();
  EXPECT_THAT(codes(*other->find("area")), ElementsAre("online", "outside_city", "not_sure"));
  EXPECT_NE(other->version(), test::real_form().version());
}

TEST(FormLoad, NamesTheFileAndTheEntryThatIsWrong) {
  EXPECT_THAT(problem_after("form.json", R"("id": "act_types", "kind": "several")",
                            R"("id": "act_types", "kind": "many")"),
              AllOf(HasSubstr("form.json: questions[1].kind"), HasSubstr("must be single")));
  EXPECT_THAT(problem_after("form.json", R"("required": true)", R"("mandatory": true)"),
              AllOf(HasSubstr("form.json: questions[0]"), HasSubstr("\"mandatory\" is not known")));
  EXPECT_THAT(problem_after("form.json", "\"morning\", \"afternoon\"", "\"morning\", \"morning\""),
              AllOf(HasSubstr("form.json"), HasSubstr("\"day_part\": option \"morning\" is there twice")));
  EXPECT_THAT(problem_after("form.json", R"("codes": "act_type")", R"("codes": "no_such")"),
              AllOf(HasSubstr("codes/no_such.json"), HasSubstr("cannot be read")));
  EXPECT_THAT(problem_after("form.json", R"("codes": "act_type")", R"("codes": "../form")"),
              HasSubstr("questions[1]"));
  EXPECT_THAT(
      problem_after("form.json", R"("codes": "act_type")", R"("codes": "act_type", "options": ["x"])"),
      HasSubstr("has both"));
  EXPECT_THAT(
      problem_after("form.json", R"("options": ["once")", R"("city_areas": true, "options": ["once")"),
      HasSubstr("only \"area\""));
  EXPECT_THAT(problem_after("form.json", R"({"id": "date", "kind": "date"},)",
                            R"({"id": "date", "kind": "date"}, {"id": "date_day", "kind": "flag"},)"),
              HasSubstr("input \"date_day\" is there twice"));
  EXPECT_THAT(problem_after("areas.json", "\"mill_hill\"", "\"online\""),
              HasSubstr("question \"area\": option \"online\" is there twice"));
  EXPECT_THAT(problem_after("areas.json", "31000", "3100"), HasSubstr("areas.json: groups[0]"));
}

TEST(FormLoad, NamesTheCodeListAndTheEntryThatIsWrong) {
  const std::string bias = "codes/bias_motivation.json";
  EXPECT_THAT(problem_after(bias, R"("nibrs": ["12"])", R"("nibrs": ["77"])"),
              AllOf(HasSubstr("bias_motivation.json: options[1]"), HasSubstr("no NIBRS code \"77\"")));
  EXPECT_THAT(problem_after(bias, R"("nibrs": ["99"])", R"("nibrs": ["88"])"), HasSubstr("must not be used"));
  EXPECT_THAT(problem_after(bias, "\"nibrs_element\": \"bias_motivation\"", "\"nibrs_element\": \"bias\""),
              HasSubstr("is not known to"));
  EXPECT_THAT(problem_after(bias, "\"nibrs_element\": \"bias_motivation\",", ""), HasSubstr("nibrs_element"));
  EXPECT_THAT(problem_after(bias, R"("code": "asian", "category": "race_ethnicity_ancestry")",
                            R"("code": "asian", "category": "race")"),
              HasSubstr("bias_motivation.json: option \"asian\": there is no category \"race\""));
  EXPECT_THAT(problem_after(bias, R"({"code": "religion"})", R"({"code": "religion", "parent": "religion"})"),
              HasSubstr("\"religion\" is above itself"));
  EXPECT_THAT(problem_after(bias, "\"code\": \"asian\"", "\"code\": \"asian\", \"code\": \"arab\""),
              HasSubstr("\"code\" is there twice"));
  EXPECT_THAT(problem_after("codes/nibrs.json", R"({"code": "12")", R"({"code": "11")"),
              AllOf(HasSubstr("nibrs.json"), HasSubstr("twice")));

  const test::Scratch scratch;
  scratch.copy_schema();
  scratch.write("codes/language.json", R"({"about": "none", "options": []})");
  EXPECT_THAT(Form::load(scratch.path(), scratch.path() / "areas.json").error(),
              HasSubstr("language.json: has no options"));
}

}  // namespace
}  // namespace tellsafe::schema
