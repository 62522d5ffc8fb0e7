// Rule 6: what a reader gets by subtracting shown children from a shown parent is 0 or at least the
// threshold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "service/disclosure/system.h"

namespace tellsafe::disclosure {

struct Residual {
  std::size_t relation = 0;
  std::uint64_t rest = 0;  // 1 to threshold - 1
};

// With several answers, two differences are looked at: the parent less each shown child (who did not choose
// it), and the parent less all shown children where that is above 0 (who chose only others).
std::vector<Residual> residuals(const System& system, const std::vector<bool>& shown, unsigned threshold);

// The same of one relation; 0 where there is none.
std::uint64_t residual(const System& system, const Relation& relation, const std::vector<bool>& shown,
                       unsigned threshold);

}  // namespace tellsafe::disclosure
