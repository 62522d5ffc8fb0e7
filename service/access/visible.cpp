#include "service/access/visible.h"

#include <unicode/uchar.h>

namespace tellsafe::access {
namespace {

constexpr char32_t empty_braille_cell = 0x2800;  // a symbol for Unicode, a blank for readers

}  // namespace

bool is_hidden(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  constexpr auto hidden = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  return (U_GET_GC_MASK(c) & hidden) != 0 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_visible(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  constexpr auto inked = U_GC_L_MASK | U_GC_N_MASK | U_GC_P_MASK | U_GC_S_MASK;
  return (U_GET_GC_MASK(c) & inked) != 0 && !is_hidden(character) && character != empty_braille_cell;
}

}  // namespace tellsafe::access
