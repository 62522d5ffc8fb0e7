// What has come in and is not yet taken. Wiped as it is taken, and no memory at all while it is empty.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::http {

class ReadBuffer {
 public:
  std::string_view view() const { return {bytes_.data(), filled_}; }
  bool empty() const { return filled_ == 0; }

  // Room for more, so that at most `most` bytes are held; empty when there are that many.
  std::span<char> room(std::size_t most);
  // The first `size` bytes of the last room() were written.
  void filled(std::size_t size) { filled_ += size; }
  // Wipes the first `size` bytes and moves the others to the front.
  void take(std::size_t size);

 private:
  crypto::WipedText bytes_;
  std::size_t filled_ = 0;
};

}  // namespace tellsafe::http
