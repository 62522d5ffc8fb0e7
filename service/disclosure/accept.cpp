#include "service/disclosure/accept.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "service/disclosure/residuals.h"

namespace tellsafe::disclosure {

namespace {

// What it costs a plan to change a cell that may be shown later, beside 1 for each report moved.
constexpr double price = 20;

class Acceptor {
 public:
  Acceptor(const System& system, std::span<const std::size_t> candidates, unsigned threshold, Solver& solver)
      : system_(system),
        threshold_(threshold),
        solver_(solver),
        finder_(system, solver),
        proofs_(reachable_goals(system, std::vector<bool>(system.counts.size()), threshold, solver),
                system.counts.size()),
        waiting_(system.counts.size()),
        at_risk_(system.counts.size()) {
    result_.shown.resize(system.counts.size());
    for (const auto cell : candidates) {
      if (system.counts[cell] < threshold) continue;
      waiting_[cell] = true;
      finder_.hold(static_cast<Cell>(cell), price);
    }
    Lists members;
    for (const auto& relation : system.relations) {
      members.items.push_back(static_cast<Cell>(relation.parent));
      for (const auto child : relation.children) members.items.push_back(static_cast<Cell>(child));
      members.close();
    }
    relations_of_ = turned(members, system.counts.size());
  }

  // With nothing shown yet everything can be proven; what is proven without changing a candidate stays so.
  void begin() {
    for (const auto& [goal, down] : proofs_.order(finder_.structure())) {
      ++result_.figures.needs;
      const auto need = proofs_.need(goal, down);
      if (proofs_.proof(goal, down) || need.count == static_cast<std::int64_t>(system_.counts[need.cell]))
        ++result_.figures.shared;
      else if (prove(goal, down) != Outcome::found && prove_bare(goal, down) != Outcome::found)
        throw std::logic_error("no witness although nothing is shown");
    }
  }

  void offer(std::size_t cell) {
    if (!waiting_[cell]) return reject({cell, Reason::too_small});
    waiting_[cell] = false;
    result_.shown[cell] = true;
    if (auto rejected = objection(cell)) {
      result_.shown[cell] = false;
      finder_.hold(static_cast<Cell>(cell), 0);
      reject(*rejected);
    }
  }

  void reject(const Rejected& rejected) { result_.rejected.push_back(rejected); }

  Acceptance finish() {
    result_.witnesses = proofs_.used();
    result_.goals = proofs_.goals();
    for (const auto& goal : result_.goals)
      if (goal.low > 0 || goal.high < threshold_) result_.outside.push_back(goal);
    if (!unproven(system_, result_.shown, result_.goals, result_.witnesses).empty())
      throw std::logic_error("a witness does not hold");
    return std::move(result_);
  }

 private:
  std::optional<Rejected> objection(std::size_t cell) {
    for (const auto relation : relations_of_[cell])
      if (residual(system_, system_.relations[relation], result_.shown, threshold_) > 0)
        return Rejected{cell, Reason::residual, 0, relation};
    finder_.hold(static_cast<Cell>(cell), always);
    for (const auto witness : at_risk_[cell]) proofs_.doubt(witness);
    // What is found from here on does not change this cell, so the list stays as it is.
    for (const auto witness : at_risk_[cell])
      for (const auto& [goal, down] : proofs_.resting_on(witness)) {
        if (proofs_.proof(goal, down) != witness) continue;
        const auto outcome = prove(goal, down);
        if (outcome != Outcome::found)
          return Rejected{cell, outcome == Outcome::impossible ? Reason::betrays : Reason::not_proven,
                          proofs_.goals()[goal].cell};
      }
    return {};
  }

  Outcome prove(std::size_t goal, bool down) {
    return keep(disclosure::prove(finder_, proofs_.need(goal, down), result_.figures));
  }

  // Without thought for later cells, as reachable_goals() did: a tired solver may have found no plan.
  Outcome prove_bare(std::size_t goal, bool down) {
    if (!bare_) bare_.emplace(system_, solver_);
    return keep(disclosure::prove(*bare_, proofs_.need(goal, down), result_.figures));
  }

  Outcome keep(Found found) {
    if (found.outcome != Outcome::found) return found.outcome;
    std::size_t risk = 0;
    for (const auto& change : found.witness.changes)
      if (waiting_[change.cell]) ++risk;
    const auto index = proofs_.add(std::move(found.witness), risk);
    for (const auto& change : proofs_.witness(index).changes)
      if (waiting_[change.cell]) at_risk_[change.cell].push_back(index);
    return Outcome::found;
  }

  const System& system_;
  unsigned threshold_;
  Solver& solver_;
  Finder finder_;
  std::optional<Finder> bare_;
  Proofs proofs_;
  std::vector<bool> waiting_;                      // candidates not yet offered
  std::vector<std::vector<std::size_t>> at_risk_;  // of each candidate, the witnesses that change it
  Lists relations_of_;
  Acceptance result_;
};

}  // namespace

Acceptance accept(const System& system, std::span<const std::size_t> candidates, unsigned threshold,
                  Solver& solver, std::stop_token stop) {
  Acceptor acceptor(system, candidates, threshold, solver);
  acceptor.begin();
  for (const auto cell : candidates) {
    if (stop.stop_requested())
      acceptor.reject({cell, Reason::stopped});
    else
      acceptor.offer(cell);
  }
  return acceptor.finish();
}

std::vector<std::size_t> by_priority(const System& system, unsigned threshold) {
  const Structure structure = structure_of(system);
  std::vector<std::size_t> order;
  std::vector<bool> large(system.counts.size());
  for (std::size_t cell = 0; cell < system.counts.size(); ++cell) {
    large[cell] = system.counts[cell] >= threshold && system.counts[cell] > 0;
    if (large[cell]) order.push_back(cell);
  }
  std::vector<unsigned> tight(system.counts.size(), 0);
  for (const auto& relation : system.relations)
    if (residual(system, relation, large, threshold) > 0)
      for (const auto child : relation.children) ++tight[child];
  std::ranges::sort(order, {}, [&](std::size_t cell) {
    const auto size = static_cast<std::int64_t>(structure.leaves[cell].size());
    const auto count = static_cast<std::int64_t>(system.counts[cell]);
    return std::tuple(-size, tight[cell], -count, cell);
  });
  return order;
}

}  // namespace tellsafe::disclosure
