#include "service/pages/escape.h"

#include <gtest/gtest.h>

namespace tellsafe::pages {
namespace {

TEST(Escape, MarkupBecomesText) {
  EXPECT_EQ(escaped(R"(<b a="1" c='2'>&amp;)"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
}

TEST(Escape, TextOfAllScriptsStays) {
  const std::string text = "Español\t中文\n🙂 اردو\r\n\xC2\x80\xEF\xBF\xBD";
  EXPECT_EQ(escaped(text), text);
}

TEST(Escape, ControlCharactersAreReplaced) {
  using namespace std::string_view_literals;
  EXPECT_EQ(escaped("a\0b\x01\x02\x1F\x7F"sv),
            "a\uFFFD"
            "b\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST(Escape, WhatIsNotUtf8IsReplaced) {
  EXPECT_EQ(escaped("\xFF<"), "\uFFFD&lt;");
  EXPECT_EQ(escaped("\xC0\xBC"), "\uFFFD\uFFFD");                      // < in two bytes
  EXPECT_EQ(escaped("\xE0\x80\xBC"), "\uFFFD\uFFFD\uFFFD");            // < in three
  EXPECT_EQ(escaped("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");            // a surrogate
  EXPECT_EQ(escaped("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");  // beyond U+10FFFF
  EXPECT_EQ(escaped("\xE2\x82"), "\uFFFD\uFFFD");                      // ends early
  EXPECT_EQ(escaped("\xE2\"\xAC"), "\uFFFD&quot;\uFFFD");              // a quote does not hide in a sequence
}

TEST(Escape, AppendsToWipedText) {
  auto out = crypto::wiped("a");
  append_escaped(out, "<\xFE");
  EXPECT_EQ(crypto::text_of(out), "a&lt;\uFFFD");
}

}  // namespace
}  // namespace tellsafe::pages
