// What the attacker knows of each count: the least and the most that it can be (the attacker's problem;
// Fischetti and Salazar-González 2000), in whole numbers.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "service/disclosure/solver.h"
#include "service/disclosure/system.h"

namespace tellsafe::disclosure {

struct Extent {
  std::size_t cell = 0;
  std::uint64_t low = 0;
  std::optional<std::uint64_t> high;  // none: at least `most`
  bool proven = true;  // false: the solver's limits left open whether the truth lies further out
  friend bool operator==(const Extent&, const Extent&) = default;
};

// Of each of the cells, given all relations, all that is known, and the counts that are shown. `most`: beyond
// it nobody asks; at least 1. `system` must be without faults.
std::vector<Extent> intervals(const System& system, const std::vector<bool>& shown,
                              std::span<const std::size_t> cells, std::uint64_t most, Solver& solver);

// Of all that are not shown, ascending.
std::vector<Extent> intervals(const System& system, const std::vector<bool>& shown, std::uint64_t most,
                              Solver& solver);

}  // namespace tellsafe::disclosure
