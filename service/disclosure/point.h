// A set of counts that starts at the true ones and is moved leaf by leaf.
#pragma once

#include <span>
#include <vector>

#include "service/disclosure/structure.h"
#include "service/disclosure/witness.h"

namespace tellsafe::disclosure {

struct Step {
  Cell leaf = 0;
  std::int64_t by = 0;
};

// Not thread safe. Refers to the system and the structure, which must outlive it.
class Point {
 public:
  static constexpr std::int64_t unbounded = std::int64_t{1} << 40;

  Point(const System& system, const Structure& structure);

  std::int64_t operator[](std::size_t cell) const { return counts_[cell]; }
  // The bounds of what is known of a cell; 0 and a number above all counts where nothing is.
  std::int64_t low(std::size_t cell) const { return low_[cell]; }
  std::int64_t high(std::size_t cell) const { return high_[cell]; }

  void add(Cell leaf, std::int64_t by);
  // Makes the steps if what comes of them agrees with the relations and all that is known; else does nothing.
  bool try_steps(std::span<const Step> steps);
  // Whether counts, relations and what is known agree. Shown cells are not looked at.
  bool holds() const;
  // A loose relation of what was changed that does not hold, if there is one.
  const Relation* broken() const;

  Witness witness() const;
  void reset();

 private:
  bool holds(const Relation& relation) const;

  const System& system_;
  const Structure& structure_;
  std::vector<std::int64_t> counts_;
  std::vector<std::int64_t> low_;
  std::vector<std::int64_t> high_;
  std::vector<Cell> touched_;
  std::vector<bool> is_touched_;
};

}  // namespace tellsafe::disclosure
