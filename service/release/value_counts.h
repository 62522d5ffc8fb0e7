// How many reports gave each answer to a question, or each combination of answers to several. Tables are
// worked out from that once, and not for every report.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "crypto/memory.h"

namespace tellsafe::release {

inline constexpr std::size_t most_combined = 3;

// The values of the questions; 0 where there is none.
using Combination = std::array<std::uint64_t, most_combined>;

// Not thread safe. Wiped when destroyed.
class ValueCounts {
 public:
  // How wide the values are, in bits, 0 to 64: 0 for no question.
  explicit ValueCounts(const std::array<unsigned, most_combined>& widths);

  // Values must be within their widths.
  void add(const Combination& values) {
    if (dense_)
      ++counts_[values[0] | values[1] << shifts_[1] | values[2] << shifts_[2]];
    else
      add_sparse(values);
  }
  // So many different values that they should be emptied; they can still be added to.
  bool is_large() const { return entries_ > large; }
  // Calls `visit` for each combination that was added, and forgets them.
  void empty(const std::function<void(const Combination& values, std::uint64_t count)>& visit);

 private:
  static constexpr unsigned dense_bits = 16;  // an array of all values: half a megabyte at most
  static constexpr std::size_t large = 1U << 16U;

  struct Entry {
    Combination values{};
    std::uint64_t count = 0;
  };
  void add_sparse(const Combination& values);
  Entry& find(const Combination& values);
  void grow();

  std::array<unsigned, most_combined> widths_;
  std::array<unsigned, most_combined> shifts_{};  // where each value lies in an index of counts_
  bool dense_ = false;
  std::vector<std::uint64_t, crypto::WipingAllocator<std::uint64_t>> counts_;
  std::vector<Entry, crypto::WipingAllocator<Entry>> table_;  // open addressing; a power of two, half empty
  std::size_t entries_ = 0;
};

}  // namespace tellsafe::release
