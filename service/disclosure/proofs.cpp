#include "service/disclosure/proofs.h"

#include <algorithm>

namespace tellsafe::disclosure {

namespace {

constexpr std::uint32_t no_goal = no_cell;

}  // namespace

Proofs::Proofs(std::vector<Goal> goals, std::size_t cells)
    : goals_(std::move(goals)), goal_of_(cells, no_goal), proofs_(goals_.size()) {
  for (std::uint32_t i = 0; i < goals_.size(); ++i) goal_of_[goals_[i].cell] = i;
}

Need Proofs::need(std::size_t goal, bool down) const {
  const auto& [cell, low, high] = goals_[goal];
  return {static_cast<Cell>(cell), down, static_cast<std::int64_t>(down ? low : high)};
}

std::vector<Proofs::Side> Proofs::order(const Structure& structure) const {
  std::vector<Side> sides;
  for (const bool down : {true, false})
    for (std::size_t goal = 0; goal < goals_.size(); ++goal) sides.push_back({goal, down});
  const auto rank = [&](const Side& side) {
    const auto size = static_cast<std::int64_t>(structure.leaves[goals_[side.goal].cell].size());
    return side.down ? -size : size;
  };
  std::ranges::stable_sort(sides, {}, rank);
  return sides;
}

std::size_t Proofs::add(Witness witness, std::size_t risk) {
  const std::size_t index = witnesses_.size();
  auto& kept = kept_.emplace_back(Kept{{}, risk});
  for (const auto& [cell, count] : witness.changes) {
    const auto goal = goal_of_[cell];
    if (goal == no_goal) continue;
    const auto prove = [&](bool down) {
      auto& proof = proofs_[goal][down ? 1 : 0];
      if (proof && kept_[*proof].risk <= risk) return;
      proof = index;
      kept.meets.push_back({goal, down});
    };
    if (count <= goals_[goal].low) prove(true);
    if (count >= goals_[goal].high) prove(false);
  }
  witnesses_.push_back(std::move(witness));
  return index;
}

std::vector<Proofs::Side> Proofs::resting_on(std::size_t witness) const {
  std::vector<Side> sides;
  for (const auto& side : kept_[witness].meets)
    if (proof(side.goal, side.down) == witness) sides.push_back(side);
  return sides;
}

std::vector<Witness> Proofs::used() const {
  std::vector<bool> is_used(witnesses_.size());
  for (const auto& sides : proofs_)
    for (const auto& proof : sides)
      if (proof) is_used[*proof] = true;
  std::vector<Witness> result;
  for (std::size_t i = 0; i < witnesses_.size(); ++i)
    if (is_used[i]) result.push_back(witnesses_[i]);
  return result;
}

Found prove(Finder& finder, const Need& need, Figures& figures) {
  Found found = finder.find(need);
  if (found.outcome == Outcome::impossible)
    ++figures.impossible;
  else if (found.outcome == Outcome::unknown)
    ++figures.unknown;
  else if (found.way == Way::slide)
    ++figures.slides;
  else if (found.way == Way::swap)
    ++figures.swaps;
  else
    ++figures.programs;
  return found;
}

}  // namespace tellsafe::disclosure
