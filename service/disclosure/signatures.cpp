#include "service/disclosure/signatures.h"

namespace tellsafe::disclosure {

std::uint64_t random_of(std::uint64_t number) {
  std::uint64_t z = (number + 1) * 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

Signatures::Signatures(const System& system, const Structure& structure)
    : structure_(structure),
      kept_(system.counts.size(), false),
      signature_(system.counts.size(), 0),
      next_(system.counts.size(), no_cell),
      previous_(system.counts.size(), no_cell) {
  for (const auto index : structure.loose) {
    const auto& relation = system.relations[index];
    if (!relation.exact) continue;
    const std::uint64_t number = random_of(system.counts.size() + index);
    for (const auto leaf : structure.leaves[relation.parent]) signature_[leaf] -= number;
    for (const auto child : relation.children)
      for (const auto leaf : structure.leaves[child]) signature_[leaf] += number;
  }
  for (Cell cell = 0; cell < signature_.size(); ++cell)
    if (!structure.above[cell].empty()) link(cell);
}

void Signatures::keep(Cell cell, bool yes) {
  if (kept_[cell] == yes) return;
  kept_[cell] = yes;
  const std::uint64_t number = yes ? random_of(cell) : -random_of(cell);
  for (const auto leaf : structure_.leaves[cell]) {
    unlink(leaf);
    signature_[leaf] += number;
    link(leaf);
  }
}

Cell Signatures::first(std::uint64_t signature) const {
  const auto found = heads_.find(signature);
  return found == heads_.end() ? no_cell : found->second;
}

void Signatures::link(Cell leaf) {
  const auto [found, is_new] = heads_.try_emplace(signature_[leaf], leaf);
  previous_[leaf] = no_cell;
  next_[leaf] = is_new ? no_cell : found->second;
  if (!is_new) {
    previous_[found->second] = leaf;
    found->second = leaf;
  }
}

void Signatures::unlink(Cell leaf) {
  const Cell before = previous_[leaf];
  const Cell after = next_[leaf];
  if (after != no_cell) previous_[after] = before;
  if (before != no_cell)
    next_[before] = after;
  else if (after != no_cell)
    heads_[signature_[leaf]] = after;
  else
    heads_.erase(signature_[leaf]);
}

}  // namespace tellsafe::disclosure
