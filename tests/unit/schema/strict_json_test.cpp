#include "schema/strict_json.h"

#include <gmock/gmock.h>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string problem_of_text(std::string_view text) {
  return Document::from_text("a.json", text).problem();
}

TEST(StrictJson, TakesPlainDocuments) {
  Document document =
      Document::from_text("a.json", R"({"text":"a","number":3,"truth":true,"list":["x","y"],"in":{"a":1}})");
  const Node root(document);
  root.only({"text", "number", "truth", "list", "in"});
  EXPECT_EQ(root.child("text").text(), "a");
  EXPECT_EQ(root.child("number").number(), 3U);
  EXPECT_TRUE(root.child("truth").truth());
  EXPECT_THAT(root.child("list").texts(), ElementsAre("x", "y"));
  EXPECT_THAT(root.child("in").names(), ElementsAre("a"));
  EXPECT_FALSE(root.has("other"));
  EXPECT_TRUE(document.good()) << document.problem();
}

TEST(StrictJson, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "{} {}", "{'a':1}", "[1,]", "\"\xC3\x28\"", "nul", "{\"a\":1}//"}) {
    EXPECT_THAT(problem_of_text(text), HasSubstr("a.json: is not JSON")) << text;
  }
}

TEST(StrictJson, RefusesNumbersThatNothingHoldsWithoutThrowing) {
  for (const char* text : {"5E5555555", "-1e999", "{\"a\":[1e400]}"})
    EXPECT_THAT(problem_of_text(text), HasSubstr("a.json: has a number that is too large")) << text;
}

TEST(StrictJson, RefusesRepeatedNames) {
  EXPECT_THAT(problem_of_text(R"({"a":1,"a":1})"), HasSubstr("\"a\" is there twice"));
  EXPECT_THAT(problem_of_text(R"([{"b":{"a":1,"c":[],"a":2}}])"), HasSubstr("\"a\" is there twice"));
  EXPECT_THAT(problem_of_text(R"({"a":1,"\u0061":1})"), HasSubstr("\"a\" is there twice"));
  EXPECT_EQ(problem_of_text(R"({"a":{"a":1},"b":{"a":1}})"), "");
}

TEST(StrictJson, RefusesDeepNesting) {
  EXPECT_THAT(problem_of_text(std::string(100, '[') + std::string(100, ']')), HasSubstr("too deeply"));
}

TEST(StrictJson, ConvertsNothing) {
  const auto problem = [](std::string_view value, auto reading) {
    Document document = Document::from_text("a.json", std::string(R"({"v":)").append(value) + "}");
    reading(Node(document).child("v"));
    return document.problem();
  };
  const auto number = [](const Node& node) { node.number(); };
  const auto text = [](const Node& node) { node.text(); };
  const auto truth = [](const Node& node) { node.truth(); };
  const auto list = [](const Node& node) { node.items(); };
  const auto object = [](const Node& node) { node.names(); };
  for (const char* value : {"300.7", "3.0", "-1", "true", "\"3\"", "null", "1e2", "99999999999999999999"}) {
    EXPECT_EQ(problem(value, number), "a.json: v: must be a whole number") << value;
  }
  for (const char* value : {"1", "null", "true", "[]", "\"\""}) EXPECT_NE(problem(value, text), "") << value;
  for (const char* value : {"1", "0", "null", "\"true\""}) EXPECT_NE(problem(value, truth), "") << value;
  for (const char* value : {"1", "{}", "null"}) EXPECT_NE(problem(value, list), "") << value;
  for (const char* value : {"1", "[]", "null"}) EXPECT_NE(problem(value, object), "") << value;
}

TEST(StrictJson, NamesThePlaceOfTheFirstProblem) {
  Document document = Document::from_text("a.json", R"({"list":[{"ok":1},{"wrong":1,"also":2}]})");
  for (const auto& item : Node(document).child("list").items()) item.only({"ok"});
  EXPECT_EQ(document.problem(), "a.json: list[1]: \"also\" is not known here");
}

TEST(StrictJson, ReadsEmptyWhereSomethingIsMissing) {
  Document document = Document::from_text("a.json", "{}");
  const Node root(document);
  EXPECT_EQ(root.child("a").child("b").text(), "");
  EXPECT_TRUE(root.child("a").items().empty());
  EXPECT_EQ(document.problem(), "a.json: a: is missing");
}

TEST(StrictJson, SaysThatAFileCannotBeRead) {
  const test::Scratch scratch;
  EXPECT_THAT(Document::from_file(scratch.path() / "none.json").problem(), HasSubstr("cannot be read"));
  EXPECT_THAT(Document::from_file(scratch.path()).problem(), HasSubstr("cannot be read"));
}

TEST(StrictJson, KnowsCodes) {
  for (const char* good : {"a", "18_29", "pt-BR", "zh-Hans"}) EXPECT_TRUE(is_code(good)) << good;
  for (const char* bad : {"", "a b", "a.b", "../x", "é", "a/b"}) EXPECT_FALSE(is_code(bad)) << bad;
  EXPECT_TRUE(is_code(std::string(64, 'a')));
  EXPECT_FALSE(is_code(std::string(65, 'a')));
}

}  // namespace
}  // namespace tellsafe::schema
