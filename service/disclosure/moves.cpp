#include "service/disclosure/moves.h"

#include <algorithm>
#include <array>

namespace tellsafe::disclosure {

namespace {

// Signatures looked up, per report that has to move; found by measuring: beyond it a linear program is
// faster.
constexpr int lookups_per_report = 4000;
// What grows with a cell is above it, in a few tables.
constexpr int mended_at_most = 60;
// How many members of a class are tried where relations of several answers may forbid some.
constexpr int members_tried = 8;

}  // namespace

Moves::Moves(const System& system, const Structure& structure, const Signatures& signatures)
    : structure_(structure), signatures_(signatures), inside_(system.counts.size(), false) {
  for (Cell cell = 0; cell < system.counts.size(); ++cell) {
    for (const auto leaf : structure.leaves[cell])
      if (system.counts[leaf] > 0) held_.items.push_back(leaf);
    held_.close();
    if (!structure.above[cell].empty() && system.counts[cell] > 0) all_held_.push_back(cell);
  }
}

bool Moves::reach(const Need& need, Point& point) {
  point_ = &point;
  swapped_ = false;
  for (const auto leaf : structure_.leaves[need.cell]) inside_[leaf] = true;
  const bool reached = need.down ? lower(need) : raise(need);
  for (const auto leaf : structure_.leaves[need.cell]) inside_[leaf] = false;
  return reached;
}

bool Moves::lower(const Need& need) {
  const auto excess = [&] { return (*point_)[need.cell] - need.count; };
  for (const auto leaf : held_[need.cell])
    while ((*point_)[leaf] > 0 && excess() > 0) {
      budget_ = lookups_per_report;
      if (!slide_out(leaf, std::min((*point_)[leaf], excess())) && !swap_out(leaf)) return false;
    }
  return excess() <= 0;
}

bool Moves::raise(const Need& need) {
  if (lift(need)) return true;
  point_->reset();
  const auto lack = [&] { return need.count - (*point_)[need.cell]; };
  while (lack() > 0) {
    budget_ = lookups_per_report;
    const auto leaves = structure_.leaves[need.cell];
    if (!std::ranges::any_of(leaves, [&](Cell leaf) { return slide_in(leaf, lack()); }) &&
        !std::ranges::any_of(leaves, [&](Cell leaf) { return budget_ > 0 && swap_in(leaf); }))
      return false;
  }
  return true;
}

// Only ever adds, and only where no kept cell would notice.
bool Moves::lift(const Need& need) {
  if (!add(need.cell, need.count - (*point_)[need.cell])) return false;
  for (int i = 0; i < mended_at_most; ++i) {
    const auto* relation = point_->broken();
    if (relation == nullptr) return point_->holds();
    if (!mend(*relation)) return false;
  }
  return false;
}

bool Moves::add(std::size_t cell, std::int64_t many) {
  for (const auto leaf : structure_.leaves[cell]) {
    if (signatures_.of(leaf) != 0) continue;
    point_->add(leaf, many);
    return true;
  }
  return false;
}

bool Moves::mend(const Relation& relation) {
  const auto parent = (*point_)[relation.parent];
  std::int64_t sum = 0;
  std::int64_t largest = 0;
  for (const auto child : relation.children) {
    sum += (*point_)[child];
    largest = std::max(largest, (*point_)[child]);
  }
  if (parent > sum)
    return std::ranges::any_of(relation.children,
                               [&](std::size_t child) { return add(child, parent - sum); });
  return add(relation.parent, (relation.exact ? sum : largest) - parent);
}

bool Moves::slide_out(Cell from, std::int64_t most) {
  const auto signature = signatures_.of(from);
  if (signature == 0)
    for (const auto many : {most, std::int64_t{1}})
      if (const std::array steps{Step{from, -many}}; point_->try_steps(steps)) return true;
  int tried = 0;
  for (Cell to = signatures_.first(signature); to != no_cell && tried < members_tried;
       to = signatures_.next(to)) {
    if (inside_[to]) continue;
    ++tried;
    for (const auto many : {most, std::int64_t{1}})
      if (const std::array steps{Step{from, -many}, Step{to, many}}; point_->try_steps(steps)) return true;
  }
  return false;
}

bool Moves::slide_in(Cell to, std::int64_t most) {
  const auto signature = signatures_.of(to);
  if (signature == 0)
    for (const auto many : {most, std::int64_t{1}})
      if (const std::array steps{Step{to, many}}; point_->try_steps(steps)) return true;
  int tried = 0;
  for (const auto from : all_held_) {
    if (signatures_.of(from) != signature || inside_[from] || (*point_)[from] == 0) continue;
    if (++tried > members_tried) break;
    for (const auto many : {std::min(most, (*point_)[from]), std::int64_t{1}})
      if (const std::array steps{Step{from, -many}, Step{to, many}}; point_->try_steps(steps)) return true;
  }
  return false;
}

// The smaller the cell in which two leaves meet, the fewer kept cells tell them apart.
bool Moves::swap_out(Cell from) {
  for (const auto meeting : structure_.above[from])
    for (const auto to : structure_.leaves[meeting]) {
      if (inside_[to]) continue;
      if (--budget_ < 0) return false;
      if (swap(from, to, -1)) return true;
    }
  return false;
}

bool Moves::swap_in(Cell to) {
  for (const auto meeting : structure_.above[to])
    for (const auto from : held_[meeting]) {
      if (inside_[from] || (*point_)[from] == 0) continue;
      if (--budget_ < 0) return false;
      if (swap(from, to, 1)) return true;
    }
  return false;
}

// The smallest kept cell that `to` is part of and `from` is not: the second report must leave it.
Cell Moves::needed_by(Cell to, Cell from) const {
  const auto above_from = structure_.above[from];
  for (const auto cell : structure_.above[to])
    if (signatures_.kept(cell) && std::ranges::find(above_from, cell) == above_from.end()) return cell;
  return no_cell;
}

bool Moves::swap(Cell from, Cell to, int direction) {
  const Cell left = needed_by(to, from);
  const std::span<const Cell> seconds = left == no_cell ? std::span<const Cell>(all_held_) : held_[left];
  const std::uint64_t moved = signatures_.of(from) - signatures_.of(to);
  for (const auto second : seconds) {
    if ((*point_)[second] < (second == from ? 2 : 1) || second == to) continue;
    if (--budget_ < 0) return false;
    const std::uint64_t wanted = moved + signatures_.of(second);
    if (wanted == 0 && direction * inside(second) <= 0)
      if (const std::array steps{Step{from, -1}, Step{to, 1}, Step{second, -1}}; point_->try_steps(steps))
        return swapped_ = true;
    int tried = 0;
    for (Cell last = signatures_.first(wanted); last != no_cell && tried < members_tried;
         last = signatures_.next(last)) {
      if (last == from || direction * (inside(last) - inside(second)) < 0) continue;
      ++tried;
      const std::array steps{Step{from, -1}, Step{to, 1}, Step{second, -1}, Step{last, 1}};
      if (point_->try_steps(steps)) return swapped_ = true;
    }
  }
  return false;
}

}  // namespace tellsafe::disclosure
