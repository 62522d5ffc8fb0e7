#include "service/handling/form_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace tellsafe::handling {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs decoded(std::string_view body) {
  const auto form = FormBody::decode(body, 100);
  Pairs pairs;
  if (!form) return {{"<refused>", ""}};
  for (const auto& field : form->fields()) pairs.emplace_back(field.name, field.value);
  return pairs;
}

TEST(FormBody, DecodesNamesAndValuesInOrder) {
  EXPECT_EQ(decoded("a=1&b=two+words&a=%C3%B1"), (Pairs{{"a", "1"}, {"b", "two words"}, {"a", "ñ"}}));
}

TEST(FormBody, TakesWhatTheStandardSaysOfOddities) {
  EXPECT_EQ(decoded(""), Pairs{});
  EXPECT_EQ(decoded("&&a=1&"), (Pairs{{"a", "1"}}));
  EXPECT_EQ(decoded("a"), (Pairs{{"a", ""}}));
  EXPECT_EQ(decoded("=v"), (Pairs{{"", "v"}}));
  EXPECT_EQ(decoded("a=b=c"), (Pairs{{"a", "b=c"}}));
  EXPECT_EQ(decoded("%61+b=1"), (Pairs{{"a b", "1"}}));
}

TEST(FormBody, KeepsAPercentSignThatIsNone) {
  EXPECT_EQ(decoded("a=100%"), (Pairs{{"a", "100%"}}));
  EXPECT_EQ(decoded("a=%4"), (Pairs{{"a", "%4"}}));
  EXPECT_EQ(decoded("a=%zz%41"), (Pairs{{"a", "%zzA"}}));
}

TEST(FormBody, KeepsBytesThatAreNoText) {
  EXPECT_EQ(decoded("a=%00%FF"), (Pairs{{"a", std::string("\0\xff", 2)}}));
}

TEST(FormBody, RefusesTooManyFields) {
  std::string body;
  for (int i = 0; i < 5; ++i) body += "a=1&";
  EXPECT_TRUE(FormBody::decode(body, 5));
  EXPECT_FALSE(FormBody::decode(body, 4));
}

TEST(FormBody, ViewsOutliveAMove) {
  auto form = FormBody::decode("story=a+long+enough+text+to+live+on+the+heap", 10);
  ASSERT_TRUE(form);
  const FormBody moved = std::move(*form);
  EXPECT_EQ(moved.value("story"), "a long enough text to live on the heap");
  EXPECT_EQ(moved.value("other"), "");
}

}  // namespace
}  // namespace tellsafe::handling
