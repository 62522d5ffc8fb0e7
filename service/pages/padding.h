// Lengths that tell next to nothing. What holds something personal is never compressed, and is padded with
// spaces to a size that all ordinary answers of its kind have, in every language.
#pragma once

#include <cstddef>

#include "crypto/memory.h"

namespace tellsafe::pages {

inline constexpr std::size_t size_step = 32UL * 1024;
// Room for what people type: a story of 3,000 characters in nearly every script, escaped or sealed by the
// browser.
inline constexpr std::size_t typed_room = 20UL * 1024;

// The smallest multiple of size_step that is not smaller.
constexpr std::size_t size_class(std::size_t size) {
  return (size + size_step - 1) / size_step * size_step;
}

// To `ordinary`, or to the next size class where the page is larger.
inline crypto::WipedText padded(crypto::WipedText page, std::size_t ordinary) {
  page.resize(page.size() <= ordinary ? ordinary : size_class(page.size()), ' ');
  return page;
}

}  // namespace tellsafe::pages
