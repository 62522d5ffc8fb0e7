#include "service/access/visible.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace tellsafe::access {
namespace {

constexpr char32_t empty_braille_cell = 0x2800;  // a symbol for Unicode, a blank for readers
constexpr char32_t non_joiner = 0x200c;
constexpr char32_t joiner = 0x200d;
constexpr char32_t bengali_ra = 0x09b0;
constexpr char32_t kannada_ra = 0x0cb0;

UChar32 icu(char32_t character) {
  return static_cast<UChar32>(character);
}

int joining_type(char32_t character) {
  return u_getIntPropertyValue(icu(character), UCHAR_JOINING_TYPE);
}

bool is_transparent(char32_t character) {
  return joining_type(character) == U_JT_TRANSPARENT;
}

bool is_letter(char32_t character) {
  return (U_GET_GC_MASK(icu(character)) & U_GC_L_MASK) != 0;
}

bool is_virama(char32_t character) {
  constexpr int class_of_viramas = 9;
  return u_getCombiningClass(icu(character)) == class_of_viramas;
}

bool is_mark(char32_t character) {
  return u_charType(icu(character)) == U_NON_SPACING_MARK || is_virama(character);
}

bool is_ordered_mark(char32_t character) {
  return is_mark(character) && u_getCombiningClass(icu(character)) != 0;
}

bool of_one_script(std::u32string_view text) {
  UScriptCode script = USCRIPT_INHERITED;
  return std::ranges::all_of(text, [&](char32_t character) {
    UErrorCode error = U_ZERO_ERROR;
    const auto one = uscript_getScript(icu(character), &error);
    if (one == USCRIPT_INHERITED || one == USCRIPT_COMMON) return true;
    if (script == USCRIPT_INHERITED) script = one;
    return U_SUCCESS(error) && one == script;
  });
}

// A1: /$LJ $T* ZWNJ $T* $RJ/
bool keeps_letters_apart(std::u32string_view text, std::size_t at) {
  std::size_t from = at;
  while (from > 0 && is_transparent(text[from - 1])) --from;
  std::size_t to = at + 1;
  while (to < text.size() && is_transparent(text[to])) ++to;
  if (from == 0 || to == text.size()) return false;
  const int left = joining_type(text[from - 1]);
  const int right = joining_type(text[to]);
  return (left == U_JT_DUAL_JOINING || left == U_JT_LEFT_JOINING) &&
         (right == U_JT_DUAL_JOINING || right == U_JT_RIGHT_JOINING) &&
         of_one_script(text.substr(from - 1, to - from + 2));
}

// A2, and B with a letter at its end: /$L $M* $V $M1* (ZWNJ|ZWJ) $M1* $L/
bool shapes_a_conjunct(std::u32string_view text, std::size_t at) {
  std::size_t from = at;
  bool virama = false;
  for (; from > 0 && is_ordered_mark(text[from - 1]); --from) virama = virama || is_virama(text[from - 1]);
  while (from > 0 && is_mark(text[from - 1])) --from;
  std::size_t to = at + 1;
  while (to < text.size() && is_ordered_mark(text[to])) ++to;
  return virama && from > 0 && is_letter(text[from - 1]) && to < text.size() && is_letter(text[to]) &&
         of_one_script(text.substr(from - 1, to - from + 2));
}

// Where RA would stand above the next letter, and has to keep its own shape.
bool keeps_ra_whole(std::u32string_view text, std::size_t at) {
  if (at == 0 || at + 2 >= text.size()) return false;
  return (text[at - 1] == bengali_ra || text[at - 1] == kannada_ra) && is_virama(text[at + 1]) &&
         is_letter(text[at + 2]) && of_one_script(text.substr(at - 1, 4));
}

}  // namespace

bool is_hidden(char32_t character) {
  const auto c = icu(character);
  constexpr auto hidden = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  return (U_GET_GC_MASK(c) & hidden) != 0 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_joiner_in_place(std::u32string_view text, std::size_t at) {
  if (text[at] == non_joiner) return keeps_letters_apart(text, at) || shapes_a_conjunct(text, at);
  return text[at] == joiner && (shapes_a_conjunct(text, at) || keeps_ra_whole(text, at));
}

bool is_visible(char32_t character) {
  const auto c = icu(character);
  constexpr auto inked = U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_S_MASK;
  return (U_GET_GC_MASK(c) & inked) != 0 && !is_hidden(character) && character != empty_braille_cell;
}

}  // namespace tellsafe::access
