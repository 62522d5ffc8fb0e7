#include "service/disclosure/finder.h"

#include <algorithm>

namespace tellsafe::disclosure {

Finder::Finder(const System& system, Solver& solver)
    : system_(system),
      solver_(solver),
      structure_(structure_of(system)),
      signatures_(system, structure_),
      moves_(system, structure_, signatures_),
      point_(system, structure_),
      holds_(system.counts.size(), 0) {
  for (const auto& known : system.known)
    if (const auto cell = static_cast<Cell>(known.cell); point_.low(cell) == point_.high(cell))
      signatures_.keep(cell, true);
}

void Finder::hold(Cell cell, double how) {
  holds_[cell] = how;
  signatures_.keep(cell, how != 0 || point_.low(cell) == point_.high(cell));
}

Found Finder::find(const Need& need) {
  point_.reset();
  if (moves_.reach(need, point_))
    return {Outcome::found, moves_.swapped() ? Way::swap : Way::slide, point_.witness()};
  return find_together(std::span(&need, 1));
}

Found Finder::find_together(std::span<const Need> needs) {
  point_.reset();
  Found found = by_program(needs);
  if (found.outcome != Outcome::unknown || std::ranges::none_of(holds_, [](double how) { return how > 0; }))
    return found;
  // Without thought for later cells the program is smaller.
  auto all = holds_;
  for (auto& how : holds_) how = std::min(how, 0.0);
  found = by_program(needs);
  holds_ = std::move(all);
  return found;
}

Found Finder::by_program(std::span<const Need> needs) {
  const auto program = program_of(system_, structure_, holds_, needs, point_);
  const auto solution = solver_.solve(program.program);
  if (solution.outcome != Outcome::found) return {solution.outcome, Way::program, {}};
  apply(program, solution, point_);
  Found found{Outcome::found, Way::program, point_.witness()};
  if (!point_.holds()) found.outcome = Outcome::unknown;  // the solver's arithmetic was too coarse
  point_.reset();
  return found;
}

}  // namespace tellsafe::disclosure
