// Finds an alternative for one need: by moves, else by an integer program.
#pragma once

#include "service/disclosure/moves.h"
#include "service/disclosure/program.h"
#include "service/disclosure/solver.h"

namespace tellsafe::disclosure {

enum class Way { slide, swap, program };

struct Found {
  Outcome outcome = Outcome::unknown;
  Way way = Way::slide;
  Witness witness;  // where found
};

// Not thread safe. Refers to the system and the solver, which must outlive it.
class Finder {
 public:
  Finder(const System& system, Solver& solver);

  // See Holds.
  void hold(Cell cell, double how);
  double held(Cell cell) const { return holds_[cell]; }

  // An alternative that keeps what is held always, and of the rest as much as its price is worth. Moves keep
  // everything that is held, so what they find stays good whatever of it is shown later.
  Found find(const Need& need);
  // One alternative for all of the needs at once, by a program.
  Found find_together(std::span<const Need> needs);

  const Structure& structure() const { return structure_; }

 private:
  Found by_program(std::span<const Need> needs);

  const System& system_;
  Solver& solver_;
  Structure structure_;
  Signatures signatures_;
  Moves moves_;
  Point point_;
  Holds holds_;
};

}  // namespace tellsafe::disclosure
