#include "service/disclosure/together.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

namespace tellsafe::disclosure {

namespace {

// Found by measuring: more at a time take longer than they save.
constexpr std::size_t group = 24;

// How many witnesses it takes at least until each leaf of some held cell around this one was large.
double scarcity(const System& system, const Finder& finder, const Need& need) {
  double most = 0;
  for (const auto cell : finder.structure().above[need.cell])
    if (finder.held(cell) != 0)
      most = std::max(most,
                      static_cast<double>(finder.structure().leaves[cell].size()) /
                          static_cast<double>(system.counts[cell] / static_cast<std::uint64_t>(need.count)));
  return most;
}

}  // namespace

std::vector<Proofs::Side> room_for(const System& system, const Finder& finder, const Proofs& proofs,
                                   std::span<const Proofs::Side> sides, std::size_t many) {
  const auto& structure = finder.structure();
  boost::unordered_flat_map<Cell, std::int64_t> taken;
  std::vector<Proofs::Side> room;
  for (const auto& [goal, down] : sides) {
    if (room.size() == many) break;
    if (down || proofs.is_proven({goal, down})) continue;
    const auto need = proofs.need(goal, down);
    const auto above = structure.above[need.cell];
    if (above.empty()) continue;
    const auto fits = [&](Cell cell) {
      const auto found = taken.find(cell);
      const std::int64_t before = found == taken.end() ? 0 : found->second;
      return finder.held(cell) == 0 || before + need.count <= static_cast<std::int64_t>(system.counts[cell]);
    };
    if (!std::ranges::all_of(above, fits)) continue;
    for (const auto cell : above)
      if (finder.held(cell) != 0) taken[cell] += need.count;
    room.push_back({goal, down});
  }
  return room;
}

std::optional<Proofs::Side> prove_together(const System& system, Finder& finder, const Proofs& proofs,
                                           std::span<const Proofs::Side> sides, Figures& figures,
                                           const std::function<void(Witness)>& keep) {
  std::vector<Proofs::Side> open;
  for (const auto& side : sides) {
    if (side.down || proofs.is_proven(side)) continue;
    // Beyond what the true counts prove.
    const auto need = proofs.need(side.goal, false);
    if (need.count > static_cast<std::int64_t>(system.counts[need.cell])) open.push_back(side);
  }
  const auto key = [&](const Proofs::Side& side) {
    const auto need = proofs.need(side.goal, false);
    return std::pair(-scarcity(system, finder, need), random_of(need.cell));
  };
  std::ranges::sort(open, {}, key);
  std::size_t many = group;
  for (;;) {
    const auto room = room_for(system, finder, proofs, open, many);
    if (room.empty()) return {};
    std::vector<Need> needs;
    for (const auto& side : room) needs.push_back(proofs.need(side.goal, false));
    auto found = finder.find_together(needs);
    if (found.outcome == Outcome::found) {
      ++figures.programs;
      keep(std::move(found.witness));
      if (std::erase_if(open, [&](const auto& side) { return proofs.is_proven(side); }) == 0) return {};
      many = std::min(group, 2 * many);
    } else if (room.size() > 1) {
      many = room.size() / 2;
    } else if (found.outcome == Outcome::impossible) {
      ++figures.impossible;
      return room.front();
    } else {
      return {};
    }
  }
}

}  // namespace tellsafe::disclosure
