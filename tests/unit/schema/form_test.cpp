#include "schema/form.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using ::testing::HasSubstr;

Question single(std::string id, std::vector<std::string> codes) {
  Question question;
  question.id = std::move(id);
  for (auto& code : codes) question.options.push_back({std::move(code), {}, {}});
  return question;
}

Question of_kind(std::string id, Kind kind) {
  Question question;
  question.id = std::move(id);
  question.kind = kind;
  return question;
}

std::string problem(std::vector<Question> questions) {
  const auto form = Form::make(std::move(questions));
  return form ? "" : form.error();
}

std::string problem_in_categories(std::vector<std::string> categories, std::vector<std::string> parents) {
  Question question = single("q", {"a"});
  question.options[0].category = "c";
  question.categories = std::move(categories);
  question.parents = std::move(parents);
  return problem({question});
}

TEST(Form, PutsEachAnswerBehindTheOneBefore) {
  Question several = single("b", {"x", "y", "z"});
  several.kind = Kind::several;
  Question text = of_kind("d", Kind::text);
  text.max_characters = 10;
  const auto form = Form::make({single("a", {"x"}), several, of_kind("c", Kind::date), text,
                                of_kind("e", Kind::flag), single("f", {"1", "2", "3", "4"})});
  ASSERT_TRUE(form) << form.error();
  const std::vector<std::pair<unsigned, unsigned>> expected{{8, 1},  {9, 3},  {12, 22},
                                                            {34, 0}, {34, 1}, {35, 3}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(form->questions()[i].field.offset, expected[i].first) << i;
    EXPECT_EQ(form->questions()[i].field.width, expected[i].second) << i;
  }
}

TEST(Form, FindsQuestions) {
  const auto form = Form::make({single("a", {"x"}), single("b", {"x"})});
  ASSERT_TRUE(form);
  EXPECT_EQ(form->index_of("b"), 1U);
  EXPECT_EQ(form->find("b"), &form->questions()[1]);
  EXPECT_EQ(form->find("c"), nullptr);
  EXPECT_THROW(form->index_of("c"), std::out_of_range);
}

TEST(Form, RefusesMistakesAndNamesThem) {
  EXPECT_THAT(problem({}), HasSubstr("no questions"));
  EXPECT_THAT(problem({single("a b", {"x"})}), HasSubstr("\"a b\" is no code"));
  EXPECT_THAT(problem({single("a", {"x"}), single("a", {"x"})}), HasSubstr("\"a\" is there twice"));
  EXPECT_THAT(problem({of_kind("d", Kind::date), single("d_year", {"x"})}), HasSubstr("input \"d_year\""));
  EXPECT_THAT(problem({single("a", {})}), HasSubstr("question \"a\": has no option"));
  EXPECT_THAT(problem({single("a", {"x", "x"})}), HasSubstr("option \"x\" is there twice"));
  EXPECT_THAT(problem({single("a", {"x y"})}), HasSubstr("option \"x y\" is no code"));
  EXPECT_THAT(problem({of_kind("t", Kind::text)}), HasSubstr("number of characters"));

  Question flag = single("f", {"x"});
  flag.kind = Kind::flag;
  EXPECT_THAT(problem({flag}), HasSubstr("nothing to choose"));
  Question required = of_kind("d", Kind::date);
  required.required = true;
  EXPECT_THAT(problem({required}), HasSubstr("only a choice"));
  Question unasked = single("a", {"x"});
  unasked.required = true;
  unasked.asked = false;
  EXPECT_THAT(problem({unasked}), HasSubstr("not asked"));
}

TEST(Form, RefusesWrongHierarchies) {
  EXPECT_EQ(problem_in_categories({"c"}, {""}), "");
  EXPECT_EQ(problem_in_categories({"c", "d"}, {"d", ""}), "");
  EXPECT_THAT(problem_in_categories({"d"}, {""}), HasSubstr("there is no category \"c\""));
  EXPECT_THAT(problem_in_categories({"c", "c"}, {"", ""}), HasSubstr("\"c\" is there twice"));
  EXPECT_THAT(problem_in_categories({"c", "d"}, {"", ""}), HasSubstr("\"d\" has no option"));
  EXPECT_THAT(problem_in_categories({"c"}, {"e"}), HasSubstr("there is no category \"e\""));
  EXPECT_THAT(problem_in_categories({"c"}, {"c"}), HasSubstr("\"c\" is above itself"));
  EXPECT_THAT(problem_in_categories({"c", "d", "e"}, {"d", "e", "d"}), HasSubstr("is above itself"));
  EXPECT_THAT(problem_in_categories({"c"}, {}), HasSubstr("differ in number"));

  Question question = single("q", {"c", "b"});
  question.options[1].category = "c";
  question.categories = {"c"};
  question.parents = {""};
  EXPECT_THAT(problem({question}), HasSubstr("named like one"));
}

TEST(Form, RefusesMoreThanFits) {
  const auto codes = [](std::size_t count) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(std::to_string(i));
    return all;
  };
  EXPECT_EQ(problem({single("a", codes(max_single_options))}), "");
  EXPECT_THAT(problem({single("a", codes(max_single_options + 1))}), HasSubstr("at most 255"));
  Question several = single("a", codes(max_several_options));
  several.kind = Kind::several;
  EXPECT_EQ(problem({several}), "");
  several.options.push_back({"more", {}, {}});
  EXPECT_THAT(problem({several}), HasSubstr("at most 64"));
  several.options.pop_back();

  // 504 bits are left beside the layout's byte: seven times 64, and 56 flags.
  std::vector<Question> full;
  for (int i = 0; i < 7; ++i) {
    several.id = "s" + std::to_string(i);
    full.push_back(several);
  }
  for (int i = 0; i < 56; ++i) full.push_back(of_kind("f" + std::to_string(i), Kind::flag));
  EXPECT_EQ(problem(full), "");
  full.push_back(of_kind("one_more", Kind::flag));
  EXPECT_THAT(problem(full), HasSubstr("do not fit"));
}

TEST(Form, CanonicalTextKeepsEverything) {
  Question question = single("a", {"x", "y"});
  question.required = true;
  question.options[0].category = "c";
  question.options[0].nibrs = {"13", "25"};
  question.categories = {"c", "d"};
  question.parents = {"d", ""};
  Question unasked = single("b", {"x"});
  unasked.asked = false;
  const auto form = Form::make({question, unasked});
  ASSERT_TRUE(form) << form.error();
  EXPECT_EQ(form->canonical_json(),
            R"({"layout":1,"questions":[{"asked":true,"categories":[{"code":"c","parent":"d"},{"code":"d"}],)"
            R"("id":"a","kind":"single","max_characters":0,"offset":8,"options":[{"category":"c","code":"x",)"
            R"("nibrs":["13","25"]},{"code":"y"}],"required":true,"width":2},{"asked":false,"categories":[],)"
            R"("id":"b","kind":"single","max_characters":0,"offset":10,"options":[{"code":"x"}],)"
            R"("required":false,"width":1}]})");

  const auto again = Form::parse(form->canonical_json());
  ASSERT_TRUE(again) << again.error();
  EXPECT_EQ(again->version(), form->version());
  EXPECT_EQ(again->canonical_json(), form->canonical_json());
  EXPECT_EQ(again->questions()[0].options[0].nibrs, question.options[0].nibrs);
  EXPECT_EQ(again->questions()[0].parents, question.parents);
  EXPECT_TRUE(again->questions()[0].required);
  EXPECT_FALSE(again->questions()[1].asked);
}

TEST(Form, TheVersionIsTheHashOfTheText) {
  // printf '%s' '{"layout":1,…}' | sha256sum
  const auto form = Form::make({single("a", {"x"})});
  ASSERT_TRUE(form);
  ASSERT_EQ(form->canonical_json(),
            R"({"layout":1,"questions":[{"asked":true,"categories":[],"id":"a","kind":"single",)"
            R"("max_characters":0,"offset":8,"options":[{"code":"x"}],"required":false,"width":1}]})");
  const FormVersion expected{0xc7, 0x97, 0x1b, 0x8c, 0xcf, 0xe0, 0x1c, 0x8f, 0x12, 0xd5, 0xd7,
                             0xef, 0xe9, 0xee, 0xfd, 0xf0, 0x1b, 0xed, 0xe9, 0x6f, 0xe5, 0x8d,
                             0xd7, 0xef, 0x15, 0x25, 0x52, 0x63, 0x83, 0xbd, 0x88, 0xa6};
  EXPECT_EQ(form->version(), expected);
  EXPECT_NE(Form::make({single("a", {"y"})})->version(), expected);
}

TEST(Form, ParsesOnlyTheCanonicalText) {
  const auto form = Form::make({single("a", {"x", "y"})});
  ASSERT_TRUE(form);
  const std::string& text = form->canonical_json();
  const auto refused = [&](std::string_view from, std::string_view to) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to);
    return !Form::parse(changed);
  };
  EXPECT_TRUE(Form::parse(text));
  EXPECT_TRUE(refused("\"layout\":1", "\"layout\": 1"));
  EXPECT_TRUE(refused("\"layout\":1", "\"layout\":2"));
  EXPECT_TRUE(refused("\"offset\":8", "\"offset\":9"));
  EXPECT_TRUE(refused("\"width\":2", "\"width\":3"));
  EXPECT_TRUE(refused("\"single\"", "\"other\""));
  EXPECT_TRUE(refused("\"x\"", "\"\\u0078\""));
  EXPECT_TRUE(refused("\"x\"", "\"y\""));
  EXPECT_FALSE(Form::parse(""));
  EXPECT_FALSE(Form::parse(text + "\n"));
  for (std::size_t length = 0; length < text.size(); ++length)
    EXPECT_FALSE(Form::parse(text.substr(0, length)));
}

}  // namespace
}  // namespace tellsafe::schema
