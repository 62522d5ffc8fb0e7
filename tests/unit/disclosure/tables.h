// Small random tables, and an attacker who tries every set of counts.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "service/disclosure/witness.h"

namespace tellsafe::disclosure {

struct Table {
  System system;
  std::vector<std::vector<std::size_t>> leaves;  // of each cell, as numbers of leaves
  std::size_t leaf_count = 0;
  std::vector<bool> shown;
  unsigned threshold = 2;
  bool zeros = true;

  Demand demand() const { return {threshold, zeros}; }
};

// One or two questions, one of them perhaps with several answers, perhaps in groups; perhaps a second table
// of the same total; a few counts known from outside; a random choice of shown cells.
Table random_table(std::mt19937_64& random);

// Whether the cell can be at most (down) or at least `count`, with the cells of `shown` shown. Tries all
// counts up to a bound above every count and the threshold.
bool can_be(const Table& table, const std::vector<bool>& shown, std::size_t cell, bool down,
            std::uint64_t count);

// What rule 5 asks of each small count that is not shown, by trying everything.
std::vector<Goal> goals_by_trial(const Table& table);

}  // namespace tellsafe::disclosure
