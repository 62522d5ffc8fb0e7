// The city's colours. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "service/pages/site.h"

namespace tellsafe::pages {

struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

// "#rrggbb". Throws std::invalid_argument for anything else.
Color parse_color(std::string_view text);

// The contrast ratio of WCAG 2.2, 1 to 21: (L1 + 0.05) / (L2 + 0.05) of the relative luminances, the lighter
// first.
double contrast(const Color& one, const Color& other);

// "#000000" or "#ffffff", whichever reads better on the background. One of them always has a contrast of 4.58
// or more, since 21 is the product of both.
std::string_view text_on(const Color& background);

// The rule that gives them to the style: ":root{--header:…;--on-header:…;--button:…;--on-button:…}". Throws
// as parse_color() does.
std::string color_rule(const Colors& colors);

}  // namespace tellsafe::pages
