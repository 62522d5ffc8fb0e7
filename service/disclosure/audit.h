// The attacker: what can be concluded from the shown cells, and the proof that nothing small can.
//
// Rule numbers are those of README.md.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "service/disclosure/proofs.h"
#include "service/disclosure/solver.h"
#include "service/disclosure/system.h"
#include "service/disclosure/witness.h"

namespace tellsafe::disclosure {

enum class Rule {
  shown_too_small,  // rule 3: a shown count below the threshold that is not known to be 0 anyway
  cannot_be_low,    // rule 5: the attacker knows that there are reports, or that there were some all along
  cannot_be_high,   // rule 5: the attacker knows that there are few
  residual,         // rule 6
};

// What the attacker knows of a count: low to high; no high: anything from the threshold up.
struct Interval {
  std::uint64_t low = 0;
  std::optional<std::uint64_t> high;
};

struct Finding {
  Rule rule = Rule::residual;
  std::size_t cell = 0;      // the cell in danger; with a residual, the parent
  std::size_t relation = 0;  // of a residual
  Interval interval;         // of the cell, or of the residual
  bool proven = true;        // false: neither this nor its contrary was proven within the solver's limits
};

struct Audit {
  std::vector<Finding> findings;  // empty: passed
  std::vector<Witness> witnesses;
  std::vector<Goal> goals;    // what the witnesses prove, where there are no findings
  std::vector<Goal> outside;  // of these, the ones that are weaker than 0 and the threshold
  Figures figures;
};

// What each small count must be able to be: the goals of rule 5 as far as anybody can reach them. A count
// that is betrayed by what is known from outside can't be protected by hiding it; of it is asked that the
// release adds nothing: it must still be able to be as low and as high (up to the threshold) as it could with
// nothing shown. Without anything known: 0 and the threshold.
std::vector<Goal> reachable_goals(const System& system, const std::vector<bool>& shown, const Demand& demand,
                                  Solver& solver);

// `system` must be without faults; `shown` has an entry for each cell. Complete up to the solver's limits: a
// need for which there is a witness gets one, and one for which there is none is a finding. `earlier`
// witnesses, say those of accept(), are used where they hold, and save the search; they can't change the
// verdict.
Audit audit(const System& system, const std::vector<bool>& shown, const Demand& demand, Solver& solver,
            std::span<const Witness> earlier = {});

}  // namespace tellsafe::disclosure
