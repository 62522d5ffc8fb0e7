// A system written out in leaves: the cells that are not the sum of others. Any choice of counts for the
// leaves gives all other counts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "service/disclosure/system.h"

namespace tellsafe::disclosure {

using Cell = std::uint32_t;

// Lists of numbers, one after the other in one piece of memory.
struct Lists {
  std::vector<std::uint32_t> starts{0};
  std::vector<std::uint32_t> items;

  std::span<const std::uint32_t> operator[](std::size_t list) const {
    return std::span(items).subspan(starts[list], starts[list + 1] - starts[list]);
  }
  void close() { starts.push_back(static_cast<std::uint32_t>(items.size())); }
};

// The list of lists in which each number stands; numbers below `size`.
Lists turned(const Lists& lists, std::size_t size);

struct Structure {
  Lists leaves;  // of each cell, ascending; of a leaf, itself
  Lists above;   // of each leaf, the cells that it is part of, those with the fewest leaves first, itself
                 // among them; of other cells, nothing
  std::vector<std::uint32_t> loose;  // relations that do not follow from the leaves: those of several
                                     // answers, and sums that tie one table to another
  Lists loose_of;                    // of each cell, the loose relations it is in, as indices into `loose`
};

// A parent that is the sum of others in several ways is written out by the first relation; the others are
// loose unless they come to the same leaves. A parent whose parts overlap, or that is part of itself, stays a
// leaf and its relations are loose.
Structure structure_of(const System& system);

}  // namespace tellsafe::disclosure
