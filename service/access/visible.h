// Which characters show as what they are, by the Unicode Character Database as ICU knows it. Pure functions.
#pragma once

namespace tellsafe::access {

// Controls, marks that turn the direction of what stands around them, line and paragraph separators, and
// whatever else takes no place by itself (general categories Cc, Cf, Zl, Zp; Default_Ignorable_Code_Point):
// with them two names look the same, or one line like another.
bool is_hidden(char32_t character);

// Letters, digits, punctuation and symbols: what leaves ink.
bool is_visible(char32_t character);

}  // namespace tellsafe::access
