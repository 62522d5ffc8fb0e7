#include "service/disclosure/accept.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "service/disclosure/residuals.h"
#include "service/disclosure/together.h"

namespace tellsafe::disclosure {

namespace {

// What it costs a plan to change a cell that may be shown later, beside 1 for each report moved: more for
// totals, which are offered first and rarely rejected.
double price(std::size_t leaves) {
  return 20 + static_cast<double>(leaves) / 4;
}

class Acceptor {
 public:
  Acceptor(const System& system, std::span<const std::size_t> candidates, const Demand& demand,
           Solver& solver)
      : system_(system),
        threshold_(demand.threshold),
        solver_(solver),
        finder_(system, solver),
        proofs_(reachable_goals(system, std::vector<bool>(system.counts.size()), demand, solver),
                system.counts.size()),
        may_be_large_(system.counts.size()),
        waiting_(system.counts.size()),
        at_risk_(system.counts.size()) {
    result_.shown.resize(system.counts.size());
    for (const auto cell : candidates) {
      if (system.counts[cell] < threshold_) continue;
      waiting_[cell] = true;
      finder_.hold(static_cast<Cell>(cell), price(finder_.structure().leaves[cell].size()));
    }
    for (const auto& goal : proofs_.goals()) may_be_large_[goal.cell] = goal.high > 0;
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
    const auto order = proofs_.order(finder_.structure());
    const auto downs = std::ranges::partition_point(order, [](const auto& side) { return side.down; });
    prove_all(std::span(order.begin(), downs));
    prove_together(system_, finder_, proofs_, order, result_.figures,
                   [&](Witness witness) { add(std::move(witness)); });
    prove_all(std::span(downs, order.end()));
  }

  void prove_all(std::span<const Proofs::Side> sides) {
    for (const auto& [goal, down] : sides) {
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
    if (const auto victim = emptied_by(cell)) return Rejected{cell, Reason::betrays, *victim};
    finder_.hold(static_cast<Cell>(cell), always);
    for (const auto witness : at_risk_[cell]) proofs_.doubt(witness);
    // What is found from here on does not change this cell, so the list stays as it is.
    std::vector<Proofs::Side> doubted;
    for (const auto witness : at_risk_[cell])
      std::ranges::copy(proofs_.resting_on(witness), std::back_inserter(doubted));
    if (const auto side = prove_together(system_, finder_, proofs_, doubted, result_.figures,
                                         [&](Witness witness) { add(std::move(witness)); }))
      return Rejected{cell, Reason::betrays, proofs_.goals()[side->goal].cell};
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

  // A shown sum and shown children that make it up tell that the other children are 0. The witnesses would
  // tell it as well, and take longer.
  std::optional<std::size_t> emptied_by(std::size_t cell) const {
    for (const auto index : relations_of_[cell]) {
      const auto& [parent, children, exact] = system_.relations[index];
      if (!exact || !result_.shown[parent]) continue;
      std::uint64_t rest = system_.counts[parent];
      std::optional<std::size_t> victim;
      for (const auto child : children)
        if (result_.shown[child])
          rest -= system_.counts[child];
        else if (may_be_large_[child])
          victim = child;
      if (rest == 0 && victim) return victim;
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
    if (found.outcome == Outcome::found) add(std::move(found.witness));
    return found.outcome;
  }

  void add(Witness witness) {
    std::size_t risk = 0;
    for (const auto& change : witness.changes)
      if (waiting_[change.cell]) ++risk;
    const auto index = proofs_.add(std::move(witness), risk);
    for (const auto& change : proofs_.witness(index).changes)
      if (waiting_[change.cell]) at_risk_[change.cell].push_back(index);
  }

  const System& system_;
  unsigned threshold_;
  Solver& solver_;
  Finder finder_;
  std::optional<Finder> bare_;
  Proofs proofs_;
  std::vector<bool> may_be_large_;                 // the cells of goals that ask for it
  std::vector<bool> waiting_;                      // candidates not yet offered
  std::vector<std::vector<std::size_t>> at_risk_;  // of each candidate, the witnesses that change it
  Lists relations_of_;
  Acceptance result_;
};

struct Offer {
  std::size_t cell = 0;
  std::int64_t leaves = 0;
  std::int64_t count = 0;
  unsigned tight = 0;  // in how many relations one child must stay hidden
};

std::vector<Offer> offers_of(const System& system, unsigned threshold) {
  const Structure structure = structure_of(system);
  std::vector<bool> large(system.counts.size());
  for (std::size_t cell = 0; cell < system.counts.size(); ++cell)
    large[cell] = system.counts[cell] >= threshold && system.counts[cell] > 0;
  std::vector<unsigned> tight(system.counts.size(), 0);
  for (const auto& relation : system.relations)
    if (residual(system, relation, large, threshold) > 0)
      for (const auto child : relation.children) ++tight[child];
  std::vector<Offer> offers;
  for (std::size_t cell = 0; cell < large.size(); ++cell)
    if (large[cell])
      offers.push_back({cell, static_cast<std::int64_t>(structure.leaves[cell].size()),
                        static_cast<std::int64_t>(system.counts[cell]), tight[cell]});
  return offers;
}

std::vector<std::size_t> cells_of(std::span<const Offer> offers) {
  std::vector<std::size_t> cells;
  for (const auto& offer : offers) cells.push_back(offer.cell);
  return cells;
}

}  // namespace

Acceptance accept(const System& system, std::span<const std::size_t> candidates, const Demand& demand,
                  Solver& solver, std::stop_token stop) {
  Acceptor acceptor(system, candidates, demand, solver);
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
  auto offers = offers_of(system, threshold);
  std::ranges::sort(offers, {}, [](const Offer& offer) {
    return std::tuple(-offer.leaves, offer.tight, -offer.count, offer.cell);
  });
  return cells_of(offers);
}

std::vector<std::size_t> by_priority(const System& system, unsigned threshold,
                                     std::span<const std::uint64_t> lots) {
  auto offers = offers_of(system, threshold);
  std::ranges::sort(offers, {}, [&](const Offer& offer) {
    const double chance = (static_cast<double>(lots[offer.cell]) + 0.5) * 0x1.0p-64;
    const double weight = std::pow(static_cast<double>(offer.count), 2) / std::pow(4, offer.tight);
    return std::tuple(-offer.leaves, -std::log(chance) / weight, offer.cell);
  });
  return cells_of(offers);
}

std::vector<std::size_t> as_before(const System& system, unsigned threshold,
                                   std::span<const std::size_t> order) {
  std::vector<std::size_t> rank(system.counts.size(), order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  auto offers = offers_of(system, threshold);
  std::ranges::sort(offers, {}, [&](const Offer& offer) {
    return std::tuple(-offer.leaves, rank[offer.cell], offer.cell);
  });
  return cells_of(offers);
}

}  // namespace tellsafe::disclosure
