#include "schema/labels.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "schema/label_checks.h"
#include "schema/tables.h"
#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

const std::filesystem::path data = test::source / "tests" / "unit" / "schema" / "data";

Form small_form() {
  auto form = Form::load(data, data / "areas.json");
  if (!form) throw std::runtime_error(form.error());
  return std::move(*form);
}

boost::system::result<Labels, std::string> load(const std::filesystem::path& folder,
                                                const std::vector<std::string>& languages) {
  return Labels::load(folder, languages, small_form(), data / "areas.json");
}

// The problem after a change of one of the two small files.
std::string problem_after(std::string_view file, std::string_view from, std::string_view to) {
  const test::Scratch scratch;
  for (const char* name : {"en.json", "ar.json"}) scratch.write(name, test::read(data / "labels" / name));
  scratch.replace(file, from, to);
  const auto labels = load(scratch.path(), {"en", "ar"});
  return labels ? "" : labels.error();
}

TEST(Labels, Load) {
  const auto labels = load(data / "labels", {"en", "ar"});
  ASSERT_TRUE(labels) << labels.error();
  ASSERT_EQ(labels->languages().size(), 2U);
  EXPECT_EQ(labels->languages()[1].direction, "rtl");
  EXPECT_TRUE(labels->languages()[0].reviewed);
  EXPECT_FALSE(labels->languages()[1].reviewed);
  EXPECT_EQ(labels->find("ar")->name, "العربية");
  EXPECT_EQ(labels->find("fr"), nullptr);
  EXPECT_EQ(labels->text("en", "question.area.label"), "Where?");
  EXPECT_EQ(labels->text("ar", "error.too_long"), "{count} {limit}");
  EXPECT_EQ(labels->languages()[1].numerals, "arab");
  EXPECT_TRUE(labels->has("en", "page.status.404.title"));
  EXPECT_FALSE(labels->has("en", "page.status"));
  EXPECT_FALSE(labels->has("fr", "page.status.404.title"));
  EXPECT_THROW(labels->text("en", "page.nothing"), std::out_of_range);
  EXPECT_THROW(labels->text("fr", "question.area.label"), std::out_of_range);
  EXPECT_THROW(labels->tree("fr"), std::out_of_range);
}

TEST(Labels, GiveTheFormsOfPluralTexts) {
  const auto labels = load(data / "labels", {"en", "ar"});
  ASSERT_TRUE(labels) << labels.error();
  EXPECT_EQ(labels->forms("en", "error.too_long"),
            (PluralForms{{"one", "one of {limit}"}, {"other", "{count} of {limit}"}}));
  EXPECT_EQ(labels->forms("ar", "error.too_long").at("two"), "{limit}");
  EXPECT_EQ(labels->plurals("en").size(), 1U);
  EXPECT_FALSE(labels->has("en", "error.too_long.one"));
  EXPECT_THROW(labels->forms("en", "error.required"), std::out_of_range);
  EXPECT_THROW(labels->forms("fr", "error.too_long"), std::out_of_range);
  EXPECT_THROW(labels->plurals("fr"), std::out_of_range);
}

TEST(Labels, ComparePluralTextsAsOne) {
  constexpr const char* plural = R"({"two": "{limit}", "other": "{count} {limit}"})";
  EXPECT_THAT(problem_after("ar.json", plural, R"({"two": "{count}", "other": "{count} {limit}"})"),
              AllOf(HasSubstr("error.too_long.two"), HasSubstr("other placeholders")));
  EXPECT_THAT(problem_after("ar.json", plural, R"({"other": "{count}"})"),
              HasSubstr("\"error.too_long\" has other placeholders"));
  EXPECT_THAT(problem_after("ar.json", plural, R"("{count} {limit}")"),
              HasSubstr("\"error.too_long\" has plural forms in only one"));
  EXPECT_THAT(problem_after("ar.json", plural, R"({"two": "{limit}"})"), HasSubstr("is missing"));
  EXPECT_EQ(problem_after("ar.json", plural, R"({"few": "{count} {limit}", "other": "{count} {limit}"})"),
            "");
}

// A list of codes may have only such names.
TEST(Labels, OptionsAreNotPluralForms) {
  const test::Scratch scratch;
  for (const char* name : {"en.json", "ar.json"}) {
    scratch.write(name, test::read(data / "labels" / name));
    scratch.replace(name, R"("category": {})", R"("category": {"kind": {"other": "x"}})");
  }
  const auto labels = load(scratch.path(), {"en", "ar"});
  ASSERT_TRUE(labels) << labels.error();
  EXPECT_TRUE(labels->has("en", "category.kind.other"));
}

TEST(Labels, NameTheCitysAreas) {
  const auto labels = load(data / "labels", {"en", "ar"});
  ASSERT_TRUE(labels) << labels.error();
  EXPECT_EQ(labels->text("ar", "option.area.old_town"), "البلدة القديمة");
  EXPECT_EQ(labels->text("ar", "category.area.all"), "Everywhere");  // only in English
  EXPECT_EQ(labels->text("en", "option.area.online"), "Online");
  EXPECT_EQ(labels->tree("ar")["option"]["area"]["old_town"], "البلدة القديمة");
  EXPECT_EQ(labels->tree("en")["page"]["status"]["404"]["title"], "Not found");
}

TEST(Labels, SayWhichKeyIsMissing) {
  EXPECT_THAT(problem_after("en.json", R"("question": {"area": {"label": "Where?"}})", R"("question": {})"),
              HasSubstr("labels, en: \"question.area.label\" is missing"));
  EXPECT_THAT(problem_after("en.json", R"("online": "Online", )", ""), HasSubstr("\"option.area.online\""));
  EXPECT_THAT(problem_after("en.json", R"("date_too_old": "Too old",)", ""),
              HasSubstr("\"error.date_too_old\""));
  EXPECT_THAT(problem_after("ar.json", R"("title": "غير موجود")", R"("titel": "غير موجود")"),
              HasSubstr("labels, ar beside en: \"page.status.404.title\" is missing"));
  EXPECT_THAT(problem_after("ar.json", R"({"title": "غير موجود"})", R"({"title": "غير موجود", "more": "x"})"),
              HasSubstr("labels, ar beside en: \"page.status.404.more\" is not known there"));
}

TEST(Labels, RefuseFilesOfAnotherShape) {
  EXPECT_THAT(problem_after("ar.json", R"("code": "ar")", R"("code": "fa")"),
              HasSubstr("not the name of the file"));
  EXPECT_THAT(problem_after("ar.json", R"("rtl")", R"("right")"), HasSubstr("ltr or rtl"));
  EXPECT_THAT(problem_after("ar.json", R"("reviewed": false)", R"("reviewed": "no")"),
              HasSubstr("true or false"));
  EXPECT_THAT(problem_after("en.json", R"("Not found")", "404"), HasSubstr("page.status.404.title"));
  EXPECT_THAT(problem_after("en.json", R"("Not found")", R"("")"), HasSubstr("page.status.404.title"));
  EXPECT_THAT(problem_after("en.json", R"("status")", R"("sta.tus")"), HasSubstr("a key is made of"));
  EXPECT_THAT(problem_after("en.json", R"("table": {)", R"("tables": {}, "table": {)"),
              HasSubstr("not known here"));
  EXPECT_THAT(problem_after("en.json", R"("category": {)", R"("category": {"area": "x")"),
              HasSubstr("category.area"));
  EXPECT_THAT(problem_after("en.json", R"("Online",)", R"("Online", "online": "Twice",)"),
              HasSubstr("there twice"));
}

TEST(Labels, RefuseLanguagesThatAreNotThere) {
  EXPECT_THAT(load(data / "labels", {"en", "xx"}).error(),
              AllOf(HasSubstr("xx.json"), HasSubstr("cannot be read")));
  EXPECT_THAT(load(data / "labels", {"en", "en"}).error(), HasSubstr("given twice"));
  EXPECT_THAT(load(data / "labels", {"../en"}).error(), HasSubstr("not the code of a language"));
  EXPECT_THAT(load(data / "labels", {}).error(), HasSubstr("no language"));
}

TEST(Labels, KnowPlaceholders) {
  EXPECT_THAT(placeholders("{count} of {limit}, {count}"), UnorderedElementsAre("count", "limit"));
  EXPECT_THAT(placeholders("{ } {} {a b} {a1} { {city} {open"), ElementsAre("city"));
  EXPECT_THAT(placeholders(""), ElementsAre());
}

// Every language in the project's folder, whether a city offers it or not.
TEST(Labels, TheProjectsOwnAreComplete) {
  std::vector<std::string> languages{"en"};
  for (const auto& entry : std::filesystem::directory_iterator(test::schema_folder / "labels")) {
    const auto code = entry.path().stem().string();
    if (entry.path().extension() == ".json" && code != "en") languages.push_back(code);
  }
  EXPECT_GE(languages.size(), 2U);
  const auto labels =
      Labels::load(test::schema_folder / "labels", languages, test::real_form(), test::demo_areas);
  ASSERT_TRUE(labels) << labels.error();
  const auto programme = Programme::load(test::schema_folder / "tables.json", test::real_form());
  ASSERT_TRUE(programme) << programme.error();
  for (const auto& table : programme->tables) {
    EXPECT_TRUE(labels->has("en", "table." + table.id + ".title")) << table.id;
  }
}

}  // namespace
}  // namespace tellsafe::schema
