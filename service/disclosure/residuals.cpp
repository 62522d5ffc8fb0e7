#include "service/disclosure/residuals.h"

namespace tellsafe::disclosure {

std::uint64_t residual(const System& system, const Relation& relation, const std::vector<bool>& shown,
                       unsigned threshold) {
  if (!shown[relation.parent]) return 0;
  const auto parent = system.counts[relation.parent];
  const auto small = [&](std::uint64_t rest) { return rest > 0 && rest < threshold; };
  std::uint64_t sum = 0;
  for (const auto child : relation.children) {
    if (!shown[child]) continue;
    sum += system.counts[child];
    if (!relation.exact && small(parent - system.counts[child])) return parent - system.counts[child];
  }
  return sum < parent && small(parent - sum) ? parent - sum : 0;
}

std::vector<Residual> residuals(const System& system, const std::vector<bool>& shown, unsigned threshold) {
  std::vector<Residual> found;
  for (std::size_t i = 0; i < system.relations.size(); ++i)
    if (const auto rest = residual(system, system.relations[i], shown, threshold); rest > 0)
      found.push_back({i, rest});
  return found;
}

}  // namespace tellsafe::disclosure
