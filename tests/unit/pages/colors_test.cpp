#include "service/pages/colors.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>

namespace tellsafe::pages {
namespace {

TEST(Colors, AreRead) {
  const auto color = parse_color("#1F2a44");
  EXPECT_EQ(color.red, 0x1F);
  EXPECT_EQ(color.green, 0x2A);
  EXPECT_EQ(color.blue, 0x44);
  for (const char* wrong : {"", "1f2a44", "#1f2a4", "#1f2a444", "#1f2a4g", "red", "#-12233", "#fff;}x"}) {
    EXPECT_THROW(parse_color(wrong), std::invalid_argument) << wrong;
  }
}

// Values of the W3C's own definition.
TEST(Colors, ContrastIsThatOfWcag) {
  EXPECT_DOUBLE_EQ(contrast({0, 0, 0}, {255, 255, 255}), 21.0);
  EXPECT_DOUBLE_EQ(contrast({255, 255, 255}, {0, 0, 0}), 21.0);
  EXPECT_DOUBLE_EQ(contrast({12, 34, 56}, {12, 34, 56}), 1.0);
  EXPECT_NEAR(contrast({255, 255, 255}, {0x76, 0x76, 0x76}), 4.54, 0.005);
  EXPECT_NEAR(contrast({255, 0, 0}, {255, 255, 255}), 4.00, 0.005);
}

TEST(Colors, WhatStandsOnThemCanAlwaysBeRead) {
  for (int red = 0; red < 256; red += 15) {
    for (int green = 0; green < 256; green += 15) {
      for (int blue = 0; blue < 256; blue += 15) {
        const Color color{static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green),
                          static_cast<std::uint8_t>(blue)};
        EXPECT_GE(contrast(color, parse_color(text_on(color))), 4.5);
      }
    }
  }
  EXPECT_EQ(text_on({0x1F, 0x2A, 0x44}), "#ffffff");
  EXPECT_EQ(text_on({0xFF, 0xDD, 0x00}), "#000000");
}

TEST(Colors, BecomeARuleOfTheStyle) {
  EXPECT_EQ(color_rule({"#1f2a44", "#ffdd00"}),
            ":root{--header:#1f2a44;--on-header:#ffffff;--button:#ffdd00;--on-button:#000000}");
  EXPECT_THROW(color_rule({"#1f2a44", "yellow"}), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::pages
