#include "schema/text.h"

#include <algorithm>
#include <array>

namespace tellsafe::schema {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// The digit zero of each script that residents of our languages may type (Unicode, general category Nd); the
// other nine follow it.
constexpr std::array<char32_t, 19> zeros{
    0x0030,  // ASCII
    0x0660,  // Arabic-Indic
    0x06F0,  // extended Arabic-Indic: Persian, Urdu
    0x07C0,  // NKo
    0x0966,  // Devanagari
    0x09E6,  // Bengali
    0x0A66,  // Gurmukhi
    0x0AE6,  // Gujarati
    0x0B66,  // Oriya
    0x0BE6,  // Tamil
    0x0C66,  // Telugu
    0x0CE6,  // Kannada
    0x0D66,  // Malayalam
    0x0E50,  // Thai
    0x0ED0,  // Lao
    0x0F20,  // Tibetan
    0x1040,  // Myanmar
    0x17E0,  // Khmer
    0xFF10,  // full width
};

std::optional<unsigned> digit_of(char32_t c) {
  const auto* const at =
      std::find_if(zeros.begin(), zeros.end(), [c](char32_t zero) { return c >= zero && c - zero < 10; });
  if (at == zeros.end()) return std::nullopt;
  return static_cast<unsigned>(c - *at);
}

bool is_ignored_around_numbers(char32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x00A0 || c == 0x3000 || c == 0x061C ||
         c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c <= 0x9F);
}

}  // namespace

std::optional<char32_t> next_code_point(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const unsigned char first = byte(0);
  std::size_t length = 1;
  char32_t least = 0;
  char32_t c = first;
  if (first >= 0x80) {
    if (first >= 0xC0 && first < 0xE0) {
      length = 2, least = 0x80, c = first & 0x1FU;
    } else if (first >= 0xE0 && first < 0xF0) {
      length = 3, least = 0x800, c = first & 0x0FU;
    } else if (first >= 0xF0 && first < 0xF8) {
      length = 4, least = 0x10000, c = first & 0x07U;
    } else {
      return std::nullopt;
    }
  }
  if (rest.size() < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return std::nullopt;
    c = c << 6U | (byte(i) & 0x3FU);
  }
  if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return std::nullopt;
  rest.remove_prefix(length);
  return c;
}

std::optional<std::size_t> count_characters(std::string_view text) {
  std::size_t count = 0;
  bool after_return = false;
  while (!text.empty()) {
    const auto c = next_code_point(text);
    if (!c || is_control(*c)) return std::nullopt;
    if (!(after_return && *c == '\n')) ++count;
    after_return = *c == '\r';
  }
  return count;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<Number> read_number(std::string_view text) {
  Number number;
  bool ended = false;
  while (!text.empty()) {
    const auto c = next_code_point(text);
    if (!c) return std::nullopt;
    if (is_ignored_around_numbers(*c)) {
      ended = number.digits > 0;
      continue;
    }
    const auto digit = digit_of(*c);
    if (!digit || ended || number.digits == 4) return std::nullopt;
    number.value = number.value * 10 + *digit;
    ++number.digits;
  }
  if (number.digits == 0) return std::nullopt;
  return number;
}

}  // namespace tellsafe::schema
