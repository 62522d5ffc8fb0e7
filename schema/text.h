// What people type: UTF-8 checked strictly, characters counted, numbers read in any script. Pure functions
// over views; nothing is copied, so nothing typed is left behind.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tellsafe::schema {

// Takes one code point off the front of `rest`. None at the end and for what is not UTF-8: overlong forms,
// surrogates, code points over U+10FFFF, stray and missing bytes.
std::optional<char32_t> next_code_point(std::string_view& rest);

// The number of characters: code points, where a line break (CR LF, CR or LF) is one. None when the text is
// not UTF-8 or holds a control character other than tab and line breaks.
std::optional<std::size_t> count_characters(std::string_view text);

// Without blanks, tabs and line breaks around it.
std::string_view trimmed(std::string_view text);

struct Number {
  unsigned value = 0;
  std::size_t digits = 0;
};

// A number of at most four digits, of any script that writes numbers with ten digits by place, and with
// nothing around it but blanks and the invisible marks of direction that right-to-left keyboards add.
std::optional<Number> read_number(std::string_view text);

}  // namespace tellsafe::schema
