// The attack on a finished release with nothing but what it prints: no true counts, no witnesses.
#pragma once

#include <span>
#include <vector>

#include "service/disclosure/intervals.h"

namespace tellsafe::disclosure {

struct Published {
  std::size_t cells = 0;
  std::vector<Relation> relations;
  std::vector<Known> figures;  // a rounded figure is an interval; an exact one has equal ends
  std::vector<Known> outside;  // what anybody may know without the release
};

enum class Betrayal {
  contradiction,    // no set of counts agrees with all of it; names no cell
  known_to_exist,   // at least 1, and fewer than the threshold
  known_to_be_few,  // fewer than the threshold; perhaps 0
  known_exactly,    // and at least the threshold
  undecided,        // within the solver's limits; of a cell, or of the whole
};

struct Leak {
  Betrayal betrayal = Betrayal::contradiction;
  Extent extent;  // but for contradictions
  friend bool operator==(const Leak&, const Leak&) = default;
};

struct Attack {
  std::vector<Leak> leaks;      // cells ascending; empty: nothing is betrayed
  std::vector<Extent> extents;  // of each cell without a figure
};

// What is known without the figures is no leak. Relations must be without faults (see faults()); an interval
// of which low is above high is a contradiction. Complete up to the solver's limits.
Attack attack(const Published& published, unsigned threshold, Solver& solver);

// Of all that, only what must be small, or cannot be told (and contradictions): much faster, as one set of
// counts shows of many cells at once that they can be large.
std::vector<Leak> small_for_sure(const Published& published, unsigned threshold, Solver& solver);

struct Sought {
  Outcome outcome = Outcome::unknown;
  std::vector<std::uint64_t> counts;  // where found
};

// Any counts that agree with the relations and all that is known.
Sought any_counts(std::size_t cells, std::span<const Relation> relations, std::span<const Known> known,
                  Solver& solver);

}  // namespace tellsafe::disclosure
