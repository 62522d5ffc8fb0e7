#include "service/disclosure/point.h"

#include <algorithm>

namespace tellsafe::disclosure {

Point::Point(const System& system, const Structure& structure)
    : system_(system),
      structure_(structure),
      counts_(system.counts.begin(), system.counts.end()),
      low_(counts_.size(), 0),
      high_(counts_.size(), unbounded),
      is_touched_(counts_.size(), false) {
  for (const auto& [cell, low, high] : system.known) {
    low_[cell] = std::max(low_[cell], static_cast<std::int64_t>(low));
    high_[cell] = std::min(high_[cell], static_cast<std::int64_t>(std::min<std::uint64_t>(high, unbounded)));
  }
}

void Point::add(Cell leaf, std::int64_t by) {
  for (const auto cell : structure_.above[leaf]) {
    counts_[cell] += by;
    if (is_touched_[cell]) continue;
    is_touched_[cell] = true;
    touched_.push_back(cell);
  }
}

bool Point::try_steps(std::span<const Step> steps) {
  for (const auto& [leaf, by] : steps) add(leaf, by);
  const auto fits = [&](Cell cell) {
    return counts_[cell] >= low_[cell] && counts_[cell] <= high_[cell] &&
           std::ranges::all_of(structure_.loose_of[cell], [&](std::uint32_t loose) {
             return holds(system_.relations[structure_.loose[loose]]);
           });
  };
  if (std::ranges::all_of(
          steps, [&](const Step& step) { return std::ranges::all_of(structure_.above[step.leaf], fits); }))
    return true;
  for (const auto& [leaf, by] : steps) add(leaf, -by);
  return false;
}

bool Point::holds() const {
  for (const auto cell : touched_) {
    if (counts_[cell] < low_[cell] || counts_[cell] > high_[cell]) return false;
    for (const auto loose : structure_.loose_of[cell])
      if (!holds(system_.relations[structure_.loose[loose]])) return false;
  }
  return true;
}

const Relation* Point::broken() const {
  for (const auto cell : touched_)
    for (const auto loose : structure_.loose_of[cell])
      if (const auto& relation = system_.relations[structure_.loose[loose]]; !holds(relation))
        return &relation;
  return nullptr;
}

bool Point::holds(const Relation& relation) const {
  std::int64_t sum = 0;
  std::int64_t largest = 0;
  for (const auto child : relation.children) {
    sum += counts_[child];
    largest = std::max(largest, counts_[child]);
  }
  const auto parent = counts_[relation.parent];
  return relation.exact ? parent == sum : largest <= parent && parent <= sum;
}

Witness Point::witness() const {
  Witness witness;
  for (const auto cell : touched_)
    if (const auto count = static_cast<std::uint64_t>(counts_[cell]); count != system_.counts[cell])
      witness.changes.push_back({cell, count});
  std::ranges::sort(witness.changes, {}, &Change::cell);
  return witness;
}

void Point::reset() {
  for (const auto cell : touched_) {
    counts_[cell] = static_cast<std::int64_t>(system_.counts[cell]);
    is_touched_[cell] = false;
  }
  touched_.clear();
}

}  // namespace tellsafe::disclosure
