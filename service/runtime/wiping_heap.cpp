// Linked into tellsafed only: every block of heap memory is wiped when it is freed, whoever frees it (our own
// code, OpenSSL, SQLCipher, the standard library), so that what a resident sent is gone from the process when
// its request is. The wiping allocators of crypto/memory.h do the same for what is known to be private; this
// is for the copies that libraries make.
//
// glibc lets a program put functions of its own in the place of free() and realloc(); __libc_free and
// __libc_malloc are its own under their other names.

#include <malloc.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
extern "C" void __libc_free(void* block);
extern "C" void* __libc_malloc(std::size_t size);
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)

extern "C" __attribute__((visibility("default"))) void free(void* block) noexcept {
  if (block == nullptr) return;
  const int error = errno;  // free() keeps errno
  explicit_bzero(block, malloc_usable_size(block));
  __libc_free(block);
  errno = error;
}

// Never grows in place by moving: a block that the C library moves would leave its old bytes behind.
extern "C" __attribute__((visibility("default"))) void* realloc(void* block, std::size_t size) noexcept {
  if (block == nullptr) return __libc_malloc(size);
  if (size == 0) {
    free(block);
    return nullptr;
  }
  const std::size_t room = malloc_usable_size(block);
  if (size <= room && size >= room / 2) return block;
  void* const larger = __libc_malloc(size);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, block, std::min(room, size));
  free(block);
  return larger;
}
