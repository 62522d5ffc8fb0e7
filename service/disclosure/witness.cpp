#include "service/disclosure/witness.h"

#include <algorithm>

namespace tellsafe::disclosure {

namespace {

std::string disagreement(const System& system, const std::vector<bool>& shown, const Witness& witness) {
  auto counts = system.counts;
  for (std::size_t i = 0; i < witness.changes.size(); ++i) {
    const auto& [cell, count] = witness.changes[i];
    if (cell >= counts.size()) return "cell " + std::to_string(cell) + " does not exist";
    if (i > 0 && cell <= witness.changes[i - 1].cell) return "changes are not in order";
    // So that no sum of children can wrap around.
    if (count >= std::uint64_t{1} << 40) return "cell " + std::to_string(cell) + " is too large";
    counts[cell] = count;
  }
  for (std::size_t cell = 0; cell < counts.size(); ++cell)
    if (shown[cell] && counts[cell] != system.counts[cell])
      return "cell " + std::to_string(cell) + " is shown";
  for (std::size_t i = 0; i < system.known.size(); ++i) {
    const auto& [cell, low, high] = system.known[i];
    if (counts[cell] < low || counts[cell] > high) return "known " + std::to_string(i);
  }
  for (std::size_t i = 0; i < system.relations.size(); ++i) {
    const auto& [parent, children, exact] = system.relations[i];
    std::uint64_t sum = 0;
    std::uint64_t largest = 0;
    for (const auto child : children) {
      sum += counts[child];
      largest = std::max(largest, counts[child]);
    }
    const bool holds = exact ? counts[parent] == sum : largest <= counts[parent] && counts[parent] <= sum;
    if (!holds) return "relation " + std::to_string(i);
  }
  return {};
}

}  // namespace

std::vector<Goal> goals(const System& system, const std::vector<bool>& shown, const Demand& demand) {
  std::vector<bool> asked(system.counts.size());
  for (std::size_t cell = 0; cell < system.counts.size(); ++cell)
    asked[cell] =
        !shown[cell] && system.counts[cell] < demand.threshold && (demand.zeros || system.counts[cell] > 0);
  for (const auto& known : system.known)
    if (known.high == 0) asked[known.cell] = false;
  std::vector<Goal> found;
  for (std::size_t cell = 0; cell < asked.size(); ++cell)
    if (asked[cell]) found.push_back({cell, 0, demand.threshold});
  return found;
}

bool check_witness(const System& system, const std::vector<bool>& shown, const Witness& witness,
                   std::string* why) {
  const std::string found = disagreement(system, shown, witness);
  if (why != nullptr) *why = found;
  return found.empty();
}

std::vector<Goal> unproven(const System& system, const std::vector<bool>& shown, std::span<const Goal> goals,
                           std::span<const Witness> witnesses) {
  auto lowest = system.counts;
  auto highest = system.counts;
  for (const auto& witness : witnesses) {
    if (!check_witness(system, shown, witness)) continue;
    for (const auto& [cell, count] : witness.changes) {
      lowest[cell] = std::min(lowest[cell], count);
      highest[cell] = std::max(highest[cell], count);
    }
  }
  std::vector<Goal> open;
  for (const auto& goal : goals)
    if (lowest[goal.cell] > goal.low || highest[goal.cell] < goal.high) open.push_back(goal);
  return open;
}

}  // namespace tellsafe::disclosure
