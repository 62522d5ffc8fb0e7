// Deciding what may be shown, by priority, with the audit inside the loop.
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "service/disclosure/audit.h"

namespace tellsafe::disclosure {

enum class Reason {
  too_small,   // below the threshold
  residual,    // rule 6
  betrays,     // rule 5: `victim` would be betrayed
  not_proven,  // rule 5 could not be proven of `victim` within the solver's limits
  stopped,     // not looked at
};

struct Rejected {
  std::size_t cell = 0;
  Reason reason = Reason::stopped;
  std::size_t victim = 0;    // with betrays and not_proven
  std::size_t relation = 0;  // with residual
};

struct Acceptance {
  std::vector<bool> shown;
  std::vector<Rejected> rejected;  // in the order offered
  std::vector<Witness> witnesses;
  std::vector<Goal> goals;    // what they prove
  std::vector<Goal> outside;  // of these, the ones that are weaker than 0 and the threshold
  Figures figures;
};

// Offers the candidates in their order (none twice). Each is shown if it is at least the threshold, leaves no
// small residual, and every need of every small count still has a witness; so what is shown is safe at every
// step, and `stop` may end it at any. What earlier releases showed belongs into system.known. A known count
// is a candidate like any other. `system` must be without faults.
Acceptance accept(const System& system, std::span<const std::size_t> candidates, const Demand& demand,
                  Solver& solver, std::stop_token stop = {});

// The cells of at least `threshold`, from totals downward: those with the most leaves first. Of equals, those
// first that lie in the fewest relations of which one child must stay hidden (their other candidates leave a
// small rest), so that one hidden cell serves several relations; then the largest counts; then by index.
std::vector<std::size_t> by_priority(const System& system, unsigned threshold);

// The same drawn by lot: of cells with equally many leaves, the large and loosely tied mostly come first, but
// every order can be. Who knows the method and not the lots can't conclude from what is hidden that it would
// have been offered early, had it been large. `lots`: a number for each cell, evenly distributed over 64 bits
// and secret, say from a keyed generator. (Weighted sampling without replacement; Efraimidis and Spirakis
// 2006.)
std::vector<std::size_t> by_priority(const System& system, unsigned threshold,
                                     std::span<const std::uint64_t> lots);

// An order of other counts of the same system that lots can lead to as well: that of `order`, then, last of
// the cells with as many leaves, what was too small for it. Of all orders the one that most likely shows the
// same.
std::vector<std::size_t> as_before(const System& system, unsigned threshold,
                                   std::span<const std::size_t> order);

}  // namespace tellsafe::disclosure
