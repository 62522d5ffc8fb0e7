// Witnesses: complete alternative sets of counts, and the small checker that believes none of them.
//
// The checker is the ground of every PASS. It reads relations one by one as they are written in system.h and
// shares no code with what finds witnesses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "service/disclosure/demand.h"
#include "service/disclosure/system.h"

namespace tellsafe::disclosure {

struct Change {
  std::size_t cell = 0;
  std::uint64_t count = 0;
  friend bool operator==(const Change&, const Change&) = default;
};

// A count for every cell, written as what differs from the true counts: cells ascending, none twice.
// As secret as the counts themselves.
struct Witness {
  std::vector<Change> changes;
};

// What a cell must be able to be: at most `low`, and at least `high`.
struct Goal {
  std::size_t cell = 0;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend bool operator==(const Goal&, const Goal&) = default;
};

// The goals of rule 5: at most 0 and at least the threshold for each cell that is not shown and holds less
// than it, cells ascending. Zeros are left out where the demand doesn't ask for them, or they are known.
std::vector<Goal> goals(const System& system, const std::vector<bool>& shown, const Demand& demand);

// Whether the witness agrees with every relation, everything known, and every shown count. `why` (may be
// null) gets the first disagreement in words that name indices only.
bool check_witness(const System& system, const std::vector<bool>& shown, const Witness& witness,
                   std::string* why = nullptr);

// The goals that the witnesses do not prove, in order; a witness that fails check_witness proves nothing.
// Empty: all are proven.
std::vector<Goal> unproven(const System& system, const std::vector<bool>& shown, std::span<const Goal> goals,
                           std::span<const Witness> witnesses);

}  // namespace tellsafe::disclosure
