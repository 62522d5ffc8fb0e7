// Counts as an attacker sees them: cells, what holds between them, and what is known of them from elsewhere.
//
// The attacker's set is every choice of a non-negative integer for each cell that agrees with all relations,
// with what is known, and with the true count of each shown cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tellsafe::disclosure {

// exact: the children add up to the parent. Otherwise (several answers could be chosen) the parent is at
// least the largest child and at most their sum. Children: one or more, none twice.
struct Relation {
  std::size_t parent = 0;
  std::vector<std::size_t> children;
  bool exact = true;
  friend bool operator==(const Relation&, const Relation&) = default;
};

// What anybody may know of a cell without this release: police tables, earlier releases, zeros that are so by
// definition. Both ends included.
struct Known {
  std::size_t cell = 0;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

struct System {
  std::vector<std::uint64_t> counts;  // the true ones
  std::vector<Relation> relations;
  std::vector<Known> known;
};

// What is wrong with a system, in words that name indices only ("relation 3: ..."); one entry for each fault:
// an index that is out of range, a relation without children, with one twice or with its own parent among
// them, and counts that contradict a relation or what is known. Everything else in this room expects a system
// without faults, with fewer than 2^32 cells and counts below 2^31 (a solver's numbers are exact that far).
std::vector<std::string> faults(const System& system);

}  // namespace tellsafe::disclosure
