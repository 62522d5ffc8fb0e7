// The counts of a release as an attacker sees them: distinct cells, and what is known to hold between them.
//
// The tables of a release overlap: "religion, citywide" is the same number wherever it is printed. Cells are
// told apart by what they count (question and item of each side, totals left out), so that a number which is
// hidden in one table is not shown in another.
#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "service/release/tabulate.h"

namespace tellsafe::release {

// exact: the children add up to the parent. Otherwise (several answers could be chosen) the parent is at
// least the largest child and at most their sum.
struct Relation {
  std::size_t parent = 0;
  std::vector<std::size_t> children;
  bool exact = true;
  friend bool operator==(const Relation&, const Relation&) = default;
  friend bool operator<(const Relation& a, const Relation& b) {
    return std::tie(a.parent, a.children, a.exact) < std::tie(b.parent, b.children, b.exact);
  }
};

struct Cells {
  std::vector<std::uint64_t> counts;             // cell 0 is the number of all reports
  std::vector<Relation> relations;               // those of totals first
  std::vector<std::vector<std::size_t>> tables;  // for each table, the cell at each of its places
};

// `reports` is the number of all reports; the total of each table is that number.
Cells link(std::span<const CountedTable> tables, std::uint64_t reports);

}  // namespace tellsafe::release
