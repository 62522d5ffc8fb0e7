// The attacker who knows the procedure.
//
// An attacker who knows how it is decided what is shown leaves out every set of counts for which something
// else would have been shown. So a small count is only safe if its witnesses, put in place of the true
// counts, lead to the same output: what is shown must be able to be simulated from what is shown (Kenthapadi,
// Mishra and Nissim 2005). Neither can be had for certain by a greedy procedure: here it is measured, need by
// need.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "service/disclosure/finder.h"
#include "service/disclosure/witness.h"

namespace tellsafe::disclosure {

// All that decides what is shown, from counts in place of the true ones; it may consist of several accept().
// The result has an entry for each thing that could be shown, in whatever order.
using Procedure = std::function<std::vector<bool>(const std::vector<std::uint64_t>& counts)>;

struct Sampling {
  std::size_t needs = 100;  // looked at; all, if there are fewer
  std::uint64_t seed = 1;   // which
  std::size_t tries = 12;   // alternatives tried for each
};

struct Reproduction {
  bool truth = false;              // whether the true counts themselves give the output
  std::size_t sampled = 0;         // needs that the true counts don't meet already
  std::size_t low = 0;             // of these, needs to be low
  std::size_t reproduced = 0;      // of which some alternative gave the same output
  std::size_t low_reproduced = 0;  // of these, needs to be low
  std::vector<Need> lost;          // the others: which says nothing but that none was found
  std::vector<Witness> witnesses;  // that gave it
};

// `shown`, `goals` and `witnesses`: of the acceptance whose needs are sampled. `output`: what the procedure
// has shown. Alternatives are the stored witnesses first, then others, found by other prices on change. Calls
// the procedure up to needs * tries times.
Reproduction reproduce(const System& system, const std::vector<bool>& shown, std::span<const Goal> goals,
                       std::span<const Witness> witnesses, const std::vector<bool>& output,
                       const Procedure& procedure, const Sampling& sampling, Solver& solver);

}  // namespace tellsafe::disclosure
