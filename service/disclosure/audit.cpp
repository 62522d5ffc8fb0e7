#include "service/disclosure/audit.h"

#include <utility>

#include "service/disclosure/residuals.h"
#include "service/disclosure/together.h"

namespace tellsafe::disclosure {

namespace {

bool known_zero(const Point& point, std::size_t cell) {
  return point.high(cell) == 0;
}

struct Reach {
  std::uint64_t count = 0;
  bool proven = true;
};

// How near to what it needs the attacker must let the cell come; the true count always works. What is out of
// reach is so beyond, too: halving.
Reach reach(Finder& finder, const System& system, Need need, Proofs& proofs, Figures& figures) {
  Reach result;
  auto reached = static_cast<std::int64_t>(system.counts[need.cell]);
  auto barred = need.count + (need.down ? -1 : 1);
  while (need.count != reached) {
    auto found = prove(finder, need, figures);
    if (found.outcome == Outcome::found) {
      proofs.add(std::move(found.witness), 0);
      reached = need.count;
    } else {
      result.proven = result.proven && found.outcome == Outcome::impossible;
      barred = need.count;
    }
    need.count = reached + (barred - reached) / 2;
  }
  result.count = static_cast<std::uint64_t>(reached);
  return result;
}

void audit_shown(const System& system, const std::vector<bool>& shown, unsigned threshold, const Point& point,
                 std::vector<Finding>& findings) {
  for (std::size_t cell = 0; cell < shown.size(); ++cell)
    if (const auto count = system.counts[cell]; shown[cell] && count < threshold && !known_zero(point, cell))
      findings.push_back({Rule::shown_too_small, cell, 0, {count, count}});
  for (const auto& [relation, rest] : residuals(system, shown, threshold))
    findings.push_back({Rule::residual, system.relations[relation].parent, relation, {rest, rest}});
}

}  // namespace

std::vector<Goal> reachable_goals(const System& system, const std::vector<bool>& shown, const Demand& demand,
                                  Solver& solver) {
  auto found = goals(system, shown, demand);
  if (system.known.empty()) return found;
  Finder finder(system, solver);
  const Point point(system, finder.structure());
  for (auto& goal : found) {
    goal.low = std::max(goal.low, static_cast<std::uint64_t>(point.low(goal.cell)));
    goal.high = std::min(goal.high, static_cast<std::uint64_t>(point.high(goal.cell)));
  }
  Proofs proofs(found, system.counts.size());
  Figures figures;
  bool together = false;
  const auto order = proofs.order(finder.structure());
  for (const auto& [goal, down] : order) {
    if (!down && !std::exchange(together, true))
      prove_together(system, finder, proofs, order, figures,
                     [&](Witness witness) { proofs.add(std::move(witness), 0); });
    if (proofs.proof(goal, down)) continue;
    const auto reached = reach(finder, system, proofs.need(goal, down), proofs, figures).count;
    (down ? found[goal].low : found[goal].high) = reached;
  }
  return found;
}

Audit audit(const System& system, const std::vector<bool>& shown, const Demand& demand, Solver& solver,
            std::span<const Witness> earlier) {
  Audit result;
  const unsigned threshold = demand.threshold;
  Finder finder(system, solver);
  const Point point(system, finder.structure());
  audit_shown(system, shown, threshold, point, result.findings);

  result.goals = reachable_goals(system, shown, demand, solver);
  for (const auto& goal : result.goals)
    if (goal.low > 0 || goal.high < threshold) result.outside.push_back(goal);
  for (Cell cell = 0; cell < shown.size(); ++cell)
    if (shown[cell]) finder.hold(cell, always);

  Proofs proofs(result.goals, shown.size());
  for (const auto& witness : earlier)
    if (check_witness(system, shown, witness)) proofs.add(witness, 0);
  auto& figures = result.figures;
  std::vector<Interval> intervals(result.goals.size());
  std::vector<std::pair<std::size_t, Finding>> found;
  bool together = false;
  const auto order = proofs.order(finder.structure());
  for (const auto& [goal, down] : order) {
    ++figures.needs;
    if (!down && !std::exchange(together, true))
      prove_together(system, finder, proofs, order, figures,
                     [&](Witness witness) { proofs.add(std::move(witness), 0); });
    if (proofs.proof(goal, down)) {
      ++figures.shared;
      continue;
    }
    const auto need = proofs.need(goal, down);
    const auto [count, proven] = reach(finder, system, need, proofs, figures);
    if (down)
      intervals[goal].low = count;
    else if (count < threshold)
      intervals[goal].high = count;
    if (count != static_cast<std::uint64_t>(need.count))
      found.push_back({goal, {down ? Rule::cannot_be_low : Rule::cannot_be_high, need.cell, 0, {}, proven}});
  }
  for (auto& [goal, finding] : found) {
    finding.interval = intervals[goal];
    result.findings.push_back(finding);
  }
  result.witnesses = proofs.used();
  return result;
}

}  // namespace tellsafe::disclosure
