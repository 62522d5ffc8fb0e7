// QR codes (ISO/IEC 18004, made by libqrencode) as drawings, inside a page or on a terminal. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"

namespace tellsafe::print {

// The light border that a reader needs, in modules (ISO/IEC 18004, 5.3.8).
inline constexpr std::size_t quiet_zone = 4;

struct QrCode {
  std::size_t size = 0;    // modules on each side
  std::vector<bool> dark;  // row by row
};

// The smallest code that holds `text` with error correction level Q: a quarter of it may be torn off, dirty
// or scribbled over. Throws std::invalid_argument for an empty text, one with a NUL, and one of over 1,663
// bytes.
QrCode qr_code(std::string_view text);

// An <svg> element with its quiet zone, black on white whatever surrounds it; `label` is what a screen reader
// says.
std::string svg(const QrCode& code, std::string_view label);

// For a terminal: half a block for a module, two rows in a line, with the quiet zone. `colors` says black and
// white in the terminal's own codes, so that it reads on a dark and on a light one; without, it reads on a
// dark one.
crypto::WipedText half_blocks(const QrCode& code, bool colors);

}  // namespace tellsafe::print
