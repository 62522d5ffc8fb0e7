#include "service/http/read_buffer.h"

#include <algorithm>
#include <cstring>

namespace tellsafe::http {

std::span<char> ReadBuffer::room(std::size_t most) {
  constexpr std::size_t first = 4096;
  if (filled_ >= most) return {};
  if (filled_ == bytes_.size()) bytes_.resize(std::min(most, std::max(first, bytes_.size() * 2)));
  return std::span(bytes_).subspan(filled_, std::min(bytes_.size(), most) - filled_);
}

void ReadBuffer::take(std::size_t size) {
  filled_ -= size;
  if (filled_ == 0) {
    crypto::WipedText().swap(bytes_);
    return;
  }
  std::memmove(bytes_.data(), bytes_.data() + size, filled_);
  sodium_memzero(bytes_.data() + filled_, bytes_.size() - filled_);
}

}  // namespace tellsafe::http
