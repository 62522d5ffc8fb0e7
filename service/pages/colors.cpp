#include "service/pages/colors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace tellsafe::pages {
namespace {

constexpr Color black{0, 0, 0};
constexpr Color white{255, 255, 255};

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
double luminance(const Color& color) {
  const auto linear = [](std::uint8_t part) {
    const double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

std::string pair_of(std::string_view name, const std::string& background) {
  return fmt::format("--{}:{};--on-{}:{}", name, background, name, text_on(parse_color(background)));
}

}  // namespace

Color parse_color(std::string_view text) {
  const auto part = [&](std::size_t at) {
    std::uint8_t value = 0;
    const char* end = text.data() + at + 2;
    const auto read = std::from_chars(text.data() + at, end, value, 16);
    if (read.ec != std::errc() || read.ptr != end) {
      throw std::invalid_argument(fmt::format("“{}” is not a colour of the form #rrggbb", text));
    }
    return value;
  };
  if (text.size() != 7 || text.front() != '#') {
    throw std::invalid_argument(fmt::format("“{}” is not a colour of the form #rrggbb", text));
  }
  return {part(1), part(3), part(5)};
}

double contrast(const Color& one, const Color& other) {
  const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
  return (lighter + 0.05) / (darker + 0.05);
}

std::string_view text_on(const Color& background) {
  return contrast(background, white) >= contrast(background, black) ? "#ffffff" : "#000000";
}

std::string color_rule(const Colors& colors) {
  return fmt::format(":root{{{};{}}}", pair_of("header", colors.header), pair_of("button", colors.button));
}

}  // namespace tellsafe::pages
