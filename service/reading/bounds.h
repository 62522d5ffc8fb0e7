// What anybody can say of a count that a release does not show, from what its tables do show. Pure.
//
// Reports that gave one answer add up: what is above is the sum of what is below. Reports that gave several
// are in each of their answers, so each answer is at most what is above, and all together at least that. A
// count that is in two tables is one count. These rules are those of service/release/README.md ("What is
// shown"); they are followed along every side of every table until nothing more can be said. It is less than
// an attacker can do who solves all of it at once, and so never more than what a release's audit has allowed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "service/release/publication.h"

namespace tellsafe::reading {

// No count is as large.
inline constexpr std::uint64_t unbounded = std::uint64_t{1} << 40U;

// The least and the most that a number of reports can be.
struct Extent {
  std::uint64_t low = 0;
  std::uint64_t high = unbounded;
  bool exact() const { return low == high; }
  friend bool operator==(const Extent&, const Extent&) = default;
};

// Of each figure of each table of one release, in their order; tables that count only some reports (`among`)
// must not be among them. A figure that is shown is itself; where figures are rounded (`round_to` above 1)
// everything is reckoned with what may have been rounded away.
std::vector<std::vector<Extent>> extents(std::span<const release::PublishedTable> tables, unsigned round_to);

// A sum of some items of the table's first side, at one item of its other sides.
struct Together {
  bool shown = false;  // everything it is made of is shown: `extent` is the exact number
  Extent extent;
};

// How many reports are in any of the chosen items. With one answer that is a sum; with several it lies
// between the largest of them and their sum, but for a single item. An item below another chosen one is
// counted with it. `extents` are those of the table; `items` are places on the first side; `offset` is the
// place of the first row's figure in the wanted column. No items: 0 reports, shown.
Together together(const release::PublishedTable& table, std::span<const Extent> extents,
                  std::span<const std::size_t> items, std::size_t offset);

}  // namespace tellsafe::reading
