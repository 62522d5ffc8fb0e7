// Memory for what must not be left behind.
//
// Keys live in SecretBytes: guarded, locked, wiped pages of libsodium, move-only. Text that a resident typed
// and receipts live in WipedText or WipedBytes while a request is served: plain heap blocks that are wiped
// when freed (a vector keeps nothing inside itself, where std::string keeps short text).
#pragma once

#include <sodium.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace tellsafe::crypto {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// Must be called once before anything else in crypto/; safe to call again, from any thread.
// Throws std::runtime_error if libsodium cannot start.
void start();

// A fixed number of secret bytes on guarded pages (sodium_malloc). Not copyable. A moved-from object is
// empty. Not safe for concurrent writing; concurrent reading is fine.
class SecretBytes {
 public:
  SecretBytes() = default;
  // Zero-filled. Throws std::bad_alloc when locked memory runs out.
  explicit SecretBytes(std::size_t size);
  // Filled from libsodium's generator.
  static SecretBytes random(std::size_t size);
  // A guarded copy; the caller wipes its own.
  static SecretBytes copy_of(ByteView bytes);

  SecretBytes(SecretBytes&& other) noexcept
      : pages_(std::move(other.pages_)), size_(std::exchange(other.size_, 0)) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    pages_ = std::move(other.pages_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes() = default;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::uint8_t* data() { return pages_.get(); }
  const std::uint8_t* data() const { return pages_.get(); }
  std::span<std::uint8_t> writable() { return {pages_.get(), size_}; }
  ByteView view() const { return {pages_.get(), size_}; }

 private:
  struct Free {
    void operator()(std::uint8_t* pages) const { sodium_free(pages); }
  };
  std::unique_ptr<std::uint8_t, Free> pages_;
  std::size_t size_ = 0;
};

// A secret on the stack for the length of one computation: where guarded pages, at several system calls each,
// would cost more than the computation itself. Wiped on destruction, not copyable.
template <std::size_t N>
struct WipedArray {
  WipedArray() = default;
  WipedArray(const WipedArray&) = delete;
  WipedArray& operator=(const WipedArray&) = delete;
  ~WipedArray() { sodium_memzero(bytes.data(), N); }
  std::uint8_t* data() { return bytes.data(); }
  ByteView view() const { return bytes; }

  std::array<std::uint8_t, N> bytes{};
};

// An allocator that wipes each block before it is given back.
template <class T>
struct WipingAllocator {
  using value_type = T;
  WipingAllocator() = default;
  template <class U>
  WipingAllocator(const WipingAllocator<U>&) noexcept {}  // NOLINT(google-explicit-constructor)
  T* allocate(std::size_t n) { return std::allocator<T>{}.allocate(n); }
  void deallocate(T* block, std::size_t n) noexcept {
    sodium_memzero(block, n * sizeof(T));
    std::allocator<T>{}.deallocate(block, n);
  }
  friend bool operator==(const WipingAllocator&, const WipingAllocator&) { return true; }
};

using WipedBytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;
using WipedText = std::vector<char, WipingAllocator<char>>;

inline std::string_view text_of(const WipedText& text) {
  return {text.data(), text.size()};
}
inline void append(WipedText& text, std::string_view more) {
  text.insert(text.end(), more.begin(), more.end());
}
inline WipedText wiped(std::string_view text) {
  return {text.begin(), text.end()};
}
inline ByteView bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace tellsafe::crypto
