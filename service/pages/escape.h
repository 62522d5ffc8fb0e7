// Making text safe to stand in HTML. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::pages {

// Appends `raw` so that it can stand between tags and in a quoted attribute. What is not UTF-8, and control
// characters other than tab and line breaks, become U+FFFD, so that nothing typed can break the page's
// encoding.
void append_escaped(crypto::WipedText& out, std::string_view raw);

// The same for texts of our own.
std::string escaped(std::string_view raw);

}  // namespace tellsafe::pages
