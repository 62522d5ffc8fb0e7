// Deciding which counts may be shown. A pure function of counts and thresholds.
//
// What is here is primary suppression with a residual guard, and not an audit: see README.md for what that
// does not guarantee. A disclosure-control engine (acceptance by priority, each step audited) takes the place
// of protect() and fills in its Audit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/release/cells.h"

namespace tellsafe::release {

// What a release says of its protection; travels in the manifest.
struct Audit {
  std::string method;
  std::string verdict;
  bool passed = false;
};

struct Protection {
  std::vector<bool> shown;  // for each cell
  Audit audit;
};

// Shows a cell only when
//  - `may_show` has it (what a lower threshold hid must stay hidden: readers tell each other),
//  - its count is at least `threshold`; zero is not shown either,
//  - each cell above it, in every table, is shown;
// and then hides more, smallest first, until for each shown cell with cells below it, of which some are
// hidden, what a reader gets by subtracting the shown ones is 0 or at least `threshold` and is spread over
// two or more hidden cells; and until no shown part of a several-choice total differs from it by 1 to
// threshold - 1.
Protection protect(const Cells& cells, unsigned threshold, const std::vector<bool>& may_show);

// Whether the number of reports received late may stand beside the total. It and the rest add to the total,
// so the rest must not be small either.
bool may_show_late(std::uint64_t late, std::uint64_t total, bool total_shown, unsigned threshold);

// To the nearest multiple of `step`, halves up. step: at least 1.
std::uint64_t rounded(std::uint64_t count, unsigned step);

}  // namespace tellsafe::release
