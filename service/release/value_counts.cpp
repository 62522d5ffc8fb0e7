#include "service/release/value_counts.h"

#include <algorithm>
#include <utility>

namespace tellsafe::release {

namespace {

// The mixing of splitmix64 (Steele, Lea and Flood 2014): neighbours end up far apart.
std::uint64_t mixed(std::uint64_t first, std::uint64_t second) {
  std::uint64_t x = first + 0x9e3779b97f4a7c15U * (second + 1);
  x = (x ^ x >> 30U) * 0xbf58476d1ce4e5b9U;
  x = (x ^ x >> 27U) * 0x94d049bb133111ebU;
  return x ^ x >> 31U;
}

}  // namespace

ValueCounts::ValueCounts(unsigned first_bits, unsigned second_bits)
    : first_bits_(first_bits), dense_(first_bits + second_bits <= dense_bits) {
  if (dense_)
    counts_.resize(std::size_t{1} << (first_bits + second_bits));
  else
    table_.resize(1024);
}

ValueCounts::Entry& ValueCounts::find(std::uint64_t first, std::uint64_t second) {
  const std::size_t last = table_.size() - 1;
  std::size_t at = mixed(first, second) & last;
  while (table_[at].count != 0 && (table_[at].first != first || table_[at].second != second))
    at = (at + 1) & last;
  return table_[at];
}

void ValueCounts::add_sparse(std::uint64_t first, std::uint64_t second) {
  Entry* entry = &find(first, second);
  if (entry->count == 0) {
    if (2 * (entries_ + 1) > table_.size()) {
      grow();
      entry = &find(first, second);
    }
    ++entries_;
    entry->first = first;
    entry->second = second;
  }
  ++entry->count;
}

void ValueCounts::grow() {
  auto before = std::exchange(table_, {});
  table_.resize(2 * before.size());
  for (const Entry& entry : before)
    if (entry.count != 0) find(entry.first, entry.second) = entry;
}

void ValueCounts::empty(
    const std::function<void(std::uint64_t first, std::uint64_t second, std::uint64_t count)>& visit) {
  const std::uint64_t mask = (std::uint64_t{1} << std::min(first_bits_, dense_bits)) - 1;
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    if (counts_[at] != 0) visit(at & mask, at >> first_bits_, counts_[at]);
    counts_[at] = 0;
  }
  for (Entry& entry : table_) {
    if (entry.count != 0) visit(entry.first, entry.second, entry.count);
    entry = {};
  }
  entries_ = 0;
}

}  // namespace tellsafe::release
