// Which leaves can stand in for each other.
//
// The signature of a leaf is the sum, modulo 2^64, of a fixed random number for each kept cell that it is
// part of. Leaves with equal signatures form a class: a report can move between them and no kept count
// changes. As signatures add, the same holds for any two groups of leaves with equal sums. Two different sets
// of cells may share a signature, once in 2^64: the move that follows is then no witness, and the checker
// finds it.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <limits>
#include <vector>

#include "service/disclosure/structure.h"

namespace tellsafe::disclosure {

inline constexpr Cell no_cell = std::numeric_limits<Cell>::max();

// A number that looks random; the same for the same input in every run (SplitMix64; Steele, Lea and Flood
// 2014).
std::uint64_t random_of(std::uint64_t number);

// Not thread safe.
class Signatures {
 public:
  // Keeps no cell yet, and every sum that ties one table to another.
  Signatures(const System& system, const Structure& structure);

  // Whether the count of the cell must be kept.
  void keep(Cell cell, bool yes);
  bool kept(Cell cell) const { return kept_[cell]; }

  std::uint64_t of(Cell leaf) const { return signature_[leaf]; }
  // The leaves with a signature: `first`, then `next` until no_cell.
  Cell first(std::uint64_t signature) const;
  Cell next(Cell leaf) const { return next_[leaf]; }

 private:
  void link(Cell leaf);
  void unlink(Cell leaf);

  const Structure& structure_;
  std::vector<bool> kept_;
  std::vector<std::uint64_t> signature_;
  std::vector<Cell> next_;
  std::vector<Cell> previous_;
  boost::unordered_flat_map<std::uint64_t, Cell> heads_;
};

}  // namespace tellsafe::disclosure
