#include "watched_memory.h"

#include <sodium.h>

#include <cstdlib>
#include <new>

namespace tellsafe::crypto {
namespace {

thread_local const void* watched_block = nullptr;
thread_local std::size_t watched_size = 0;
thread_local Freed state = Freed::not_yet;

}  // namespace

void watch(const void* block, std::size_t size) {
  watched_block = block;
  watched_size = size;
  state = Freed::not_yet;
}

Freed watched() {
  return state;
}

}  // namespace tellsafe::crypto

namespace {

void release(void* block) noexcept {
  using namespace tellsafe::crypto;
  if (block != nullptr && block == watched_block) {
    const bool zeros = sodium_is_zero(static_cast<const unsigned char*>(block), watched_size) == 1;
    state = zeros ? Freed::wiped : Freed::with_content;
    watched_block = nullptr;
  }
  std::free(block);
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* const block = std::malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept {
  release(block);
}
void operator delete(void* block, std::size_t /*size*/) noexcept {
  release(block);
}
