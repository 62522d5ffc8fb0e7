#include "service/release/value_counts.h"

#include <utility>

namespace tellsafe::release {

namespace {

// The mixing of splitmix64 (Steele, Lea and Flood 2014): neighbours end up far apart.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ x >> 30U) * 0xbf58476d1ce4e5b9U;
  x = (x ^ x >> 27U) * 0x94d049bb133111ebU;
  return x ^ x >> 31U;
}

std::uint64_t hash_of(const Combination& values) {
  constexpr std::uint64_t step = 0x9e3779b97f4a7c15U;
  return mixed(values[0] + step * (values[1] + 1) + mixed(values[2] + step));
}

}  // namespace

ValueCounts::ValueCounts(const std::array<unsigned, most_combined>& widths) : widths_(widths) {
  for (std::size_t i = 1; i < most_combined; ++i) shifts_[i] = shifts_[i - 1] + widths_[i - 1];
  const unsigned bits = shifts_.back() + widths_.back();
  dense_ = bits <= dense_bits;
  if (dense_)
    counts_.resize(std::size_t{1} << bits);
  else
    table_.resize(1024);
}

ValueCounts::Entry& ValueCounts::find(const Combination& values) {
  const std::size_t last = table_.size() - 1;
  std::size_t at = hash_of(values) & last;
  while (table_[at].count != 0 && table_[at].values != values) at = (at + 1) & last;
  return table_[at];
}

void ValueCounts::add_sparse(const Combination& values) {
  Entry* entry = &find(values);
  if (entry->count == 0) {
    if (2 * (entries_ + 1) > table_.size()) {
      grow();
      entry = &find(values);
    }
    ++entries_;
    entry->values = values;
  }
  ++entry->count;
}

void ValueCounts::grow() {
  auto before = std::exchange(table_, {});
  table_.resize(2 * before.size());
  for (const Entry& entry : before)
    if (entry.count != 0) find(entry.values) = entry;
}

void ValueCounts::empty(const std::function<void(const Combination& values, std::uint64_t count)>& visit) {
  const auto value_at = [&](std::size_t at, std::size_t i) {
    return at >> shifts_[i] & ((std::uint64_t{1} << widths_[i]) - 1);
  };
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    if (counts_[at] != 0) visit({value_at(at, 0), value_at(at, 1), value_at(at, 2)}, counts_[at]);
    counts_[at] = 0;
  }
  for (Entry& entry : table_) {
    if (entry.count != 0) visit(entry.values, entry.count);
    entry = {};
  }
  entries_ = 0;
}

}  // namespace tellsafe::release
