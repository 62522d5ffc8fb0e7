#include "schema/text.h"

#include <gtest/gtest.h>

#include <string>

namespace tellsafe::schema {
namespace {

using namespace std::string_view_literals;

std::optional<unsigned> value_of(std::string_view text) {
  const auto number = read_number(text);
  return number ? std::optional(number->value) : std::nullopt;
}

TEST(Text, CountsCodePoints) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("año"), 3U);
  EXPECT_EQ(count_characters("हिन्दी"), 6U);
  EXPECT_EQ(count_characters("😀\tx"), 3U);
  EXPECT_EQ(count_characters("\xF4\x8F\xBF\xBF"), 1U);  // U+10FFFF
  EXPECT_EQ(count_characters("\xEF\xBB\xBF\xEF\xBF\xBF"), 2U);
}

TEST(Text, CountsALineBreakOnce) {
  EXPECT_EQ(count_characters("a\r\nb"), 3U);
  EXPECT_EQ(count_characters("\r\n\r\n"), 2U);
  EXPECT_EQ(count_characters("\n\n"), 2U);
  EXPECT_EQ(count_characters("\r\r"), 2U);
  EXPECT_EQ(count_characters("\n\r"), 2U);
}

TEST(Text, RefusesWhatIsNotUtf8) {
  for (const auto bad :
       {"\x80"sv, "\xC3"sv, "\xC3("sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xF0\x8F\xBF\xBF"sv,
        "\xED\xA0\x80"sv, "\xED\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF8\x88\x80\x80\x80"sv, "\xFE"sv,
        "\xFF"sv, "\xE2\x82"sv, "\xF0\x9F\x98"sv, "good \xC3"sv}) {
    EXPECT_FALSE(count_characters(bad));
  }
}

TEST(Text, RefusesControlCharacters) {
  for (unsigned char c = 0; c < 0x20; ++c) {
    const std::string text{'a', static_cast<char>(c), 'b'};
    EXPECT_EQ(count_characters(text).has_value(), c == '\t' || c == '\n' || c == '\r') << int{c};
  }
  EXPECT_FALSE(count_characters("\x7F"));
  EXPECT_FALSE(count_characters("\xC2\x80"));
  EXPECT_FALSE(count_characters("\xC2\x9F"));
  EXPECT_EQ(count_characters("\xC2\xA0"), 1U);
}

TEST(Text, Trims) {
  EXPECT_EQ(trimmed(" \r\n\ta b\n "), "a b");
  EXPECT_EQ(trimmed(" \r\n "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Text, ReadsNumbersInAnyScript) {
  EXPECT_EQ(value_of("0"), 0U);
  EXPECT_EQ(value_of(" 2025\t"), 2025U);
  EXPECT_EQ(value_of("٢٠٢٥"), 2025U);
  EXPECT_EQ(value_of("۲۰۲۵"), 2025U);
  EXPECT_EQ(value_of("२०२५"), 2025U);
  EXPECT_EQ(value_of("২০২৫"), 2025U);
  EXPECT_EQ(value_of("２０２５"), 2025U);
  EXPECT_EQ(value_of("\u200F١٤\u200E"), 14U);
  EXPECT_EQ(value_of("\u00A07"), 7U);
  EXPECT_EQ(read_number("0007")->digits, 4U);
}

TEST(Text, RefusesWhatIsNoNumber) {
  for (const char* bad :
       {"", " ", "x", "1x", "-1", "+1", "1.0", "1 2", "1\u200E2", "20255", "Ⅻ", "½", "\xC3", "1\xFF"}) {
    EXPECT_FALSE(read_number(bad)) << bad;
  }
}

}  // namespace
}  // namespace tellsafe::schema
