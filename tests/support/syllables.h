// Part of the reading grade: syllables estimated from spelling, a function for each language with a formula.
// They were tried on the words of the project's own labels, and are wrong about few of them.
#pragma once

#include <cstddef>
#include <string_view>

namespace tellsafe::support {

// `word` is in small letters, in composed form. 0 for a language that is not known here, and for words
// without a vowel, as Slavic languages have.
std::size_t syllables(std::string_view language, std::u32string_view word);

}  // namespace tellsafe::support
