// Which characters show as what they are, by the Unicode Character Database as ICU knows it. Pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace tellsafe::access {

// Controls, marks that turn the direction of what stands around them, line and paragraph separators, and
// whatever else takes no place by itself (general categories Cc, Cf, Zl, Zp; Default_Ignorable_Code_Point):
// with them two names look the same, or one line like another.
bool is_hidden(char32_t character);

// Whether `text[at]` is a zero-width joiner or non-joiner (U+200D, U+200C) where it changes how the letters
// on both sides of it look, and so belongs into Persian, Urdu, Indic and other words: the contexts A1, A2 and
// B of UAX #31 2.3, all of it of one script, and with a letter after it in B too (B alone lets a joiner end a
// word). Also RA, joiner, virama and letter in Bengali and Kannada (The Unicode Standard, 12.2 and 12.8).
bool is_joiner_in_place(std::u32string_view text, std::size_t at);

// Letters, digits, punctuation and symbols: what leaves ink.
bool is_visible(char32_t character);

}  // namespace tellsafe::access
