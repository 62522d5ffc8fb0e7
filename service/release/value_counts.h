// How many reports gave each answer to a question, or each pair of answers to two. Tables are worked out from
// that once, and not for every report.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "crypto/memory.h"

namespace tellsafe::release {

// Not thread safe. Wiped when destroyed.
class ValueCounts {
 public:
  // How wide the values are, in bits, 0 to 64: 0 for no question.
  ValueCounts(unsigned first_bits, unsigned second_bits);

  // Values must be within their widths.
  void add(std::uint64_t first, std::uint64_t second) {
    if (dense_)
      ++counts_[first | second << first_bits_];
    else
      add_sparse(first, second);
  }
  // So many different values that they should be emptied; they can still be added to.
  bool is_large() const { return entries_ > large; }
  // Calls `visit` for each value that was added, and forgets them.
  void empty(
      const std::function<void(std::uint64_t first, std::uint64_t second, std::uint64_t count)>& visit);

 private:
  static constexpr unsigned dense_bits = 16;  // an array of all values: half a megabyte at most
  static constexpr std::size_t large = 1U << 16U;

  struct Entry {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint64_t count = 0;
  };
  void add_sparse(std::uint64_t first, std::uint64_t second);
  Entry& find(std::uint64_t first, std::uint64_t second);
  void grow();

  unsigned first_bits_;
  bool dense_;
  std::vector<std::uint64_t, crypto::WipingAllocator<std::uint64_t>> counts_;
  std::vector<Entry, crypto::WipingAllocator<Entry>> table_;  // open addressing; a power of two, half empty
  std::size_t entries_ = 0;
};

}  // namespace tellsafe::release
