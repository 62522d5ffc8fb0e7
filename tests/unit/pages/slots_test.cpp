#include "service/pages/slots.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tellsafe::pages {
namespace {

std::string filled(const SlottedText& text, const SlottedText::Writer& writer) {
  crypto::WipedText out;
  text.fill(out, writer);
  return std::string(crypto::text_of(out));
}

TEST(Slots, GapsAreFilledByName) {
  const SlottedText text("a" + slot("x") + "b" + slot("y") + slot("x") + "c");
  EXPECT_EQ(filled(text, [](std::string_view name, crypto::WipedText& out) { crypto::append(out, name); }),
            "axbyxc");
  EXPECT_EQ(text.empty(), "abc");
  EXPECT_EQ(text.size(), 3U);
}

TEST(Slots, WhatFillsAGapIsNotReadAgain) {
  const SlottedText text("a" + slot("x") + "b");
  EXPECT_EQ(filled(text, [](std::string_view, crypto::WipedText& out) { crypto::append(out, slot("x")); }),
            "a" + slot("x") + "b");
}

TEST(Slots, ATextWithoutGapsStays) {
  EXPECT_EQ(SlottedText("abc").empty(), "abc");
  EXPECT_EQ(SlottedText("").empty(), "");
}

TEST(Slots, BrokenMarksAreRefused) {
  EXPECT_THROW(SlottedText("a\x01x"), std::invalid_argument);
  EXPECT_THROW(SlottedText("a\x01\x02"), std::invalid_argument);
}

TEST(Slots, ATextIsCutAtOneGap) {
  const SlottedText text("a" + slot("x") + "b" + slot("y") + "c" + slot("x") + "d");
  EXPECT_EQ(text.around("y"), (std::pair<std::string, std::string>("ab", "cd")));
  EXPECT_THROW(text.around("x"), std::invalid_argument);
  EXPECT_THROW(text.around("z"), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::pages
