// Looking at a heap block at the moment when it is freed: replaces the global operator delete.
#pragma once

#include <cstddef>

namespace tellsafe::crypto {

enum class Freed { not_yet, wiped, with_content };

// From now on, on this thread, this block is looked at.
void watch(const void* block, std::size_t size);
// What became of it.
Freed watched();

}  // namespace tellsafe::crypto
