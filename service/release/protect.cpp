#include "service/release/protect.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tellsafe::release {

namespace {

using disclosure::Rejected;
using disclosure::System;

constexpr std::size_t absent = std::numeric_limits<std::size_t>::max();

void add(std::vector<bool>& all, const std::vector<bool>& more) {
  for (std::size_t cell = 0; cell < all.size(); ++cell)
    if (more[cell]) all[cell] = true;
}

// The cells that matter to one who is shown some of them, and what he knows.
class Scope {
 public:
  // `seen`: what he knows the counts of. With `all`, cells of those who ticked a flag matter too.
  Scope(const Cells& cells, const std::vector<bool>& seen, bool all) : index_of_(cells.names.size(), absent) {
    for (std::size_t cell = 0; cell < index_of_.size(); ++cell) {
      if (!all && cells.apart[cell]) continue;
      index_of_[cell] = cells_.size();
      cells_.push_back(cell);
      system_.counts.push_back(cells.system.counts[cell]);
      if (seen[cell])
        system_.known.push_back({index_of_[cell], system_.counts.back(), system_.counts.back()});
    }
    const auto here = [&](std::size_t cell) { return index_of_[cell] != absent; };
    for (const auto& relation : cells.system.relations) {
      if (!here(relation.parent) || !std::ranges::all_of(relation.children, here)) continue;
      auto& kept = system_.relations.emplace_back(relation);
      kept.parent = index_of_[kept.parent];
      for (auto& child : kept.children) child = index_of_[child];
    }
    for (const auto& known : cells.system.known)
      if (here(known.cell)) system_.known.push_back({index_of_[known.cell], known.low, known.high});
  }

  const System& system() const { return system_; }
  const std::vector<std::size_t>& cells() const { return cells_; }
  std::size_t index_of(std::size_t cell) const { return index_of_[cell]; }
  std::vector<bool> only(const std::vector<bool>& of_all) const {
    std::vector<bool> mask;
    for (const auto cell : cells_) mask.push_back(of_all[cell]);
    return mask;
  }

 private:
  std::vector<std::size_t> cells_;
  std::vector<std::size_t> index_of_;
  System system_;
};

std::string why(const Rejected& rejected, const Scope& scope, const Cells& cells) {
  const auto name = [&](std::size_t index) { return '"' + cells.names[scope.cells()[index]] + '"'; };
  using disclosure::Reason;
  switch (rejected.reason) {
    case Reason::too_small:
      return "under the threshold";
    case Reason::residual:
      return name(scope.system().relations[rejected.relation].parent) +
             " less its shown parts would leave a small count";
    case Reason::betrays:
      return name(rejected.victim) + " would be betrayed";
    case Reason::not_proven:
      return name(rejected.victim) + " could not be proven safe";
    case Reason::stopped:
      break;
  }
  return "not looked at";
}

// Whether a mask has a cell of those who ticked a flag.
bool tells_of_ticked(const Cells& cells, const std::vector<bool>& mask) {
  for (std::size_t cell = 0; cell < mask.size(); ++cell)
    if (mask[cell] && cells.apart[cell]) return true;
  return false;
}

std::vector<std::size_t> by_threshold(const std::vector<schema::Audience>& audiences) {
  std::vector<std::size_t> order(audiences.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::size_t a) { return audiences[a].threshold; });
  return order;
}

unsigned lowest(const std::vector<schema::Audience>& audiences) {
  return std::ranges::min_element(audiences, {}, &schema::Audience::threshold)->threshold;
}

class Chooser {
 public:
  Chooser(const Problem& problem, disclosure::Solver& solver)
      : problem_(problem),
        solver_(solver),
        together_(problem.cells.names.size()),
        shown_to_any_(problem.cells.names.size()),
        offered_(problem.cells.names.size()) {
    for (const auto& earlier : problem.earlier) add(together_, earlier);
    result_.audiences.resize(problem.audiences.size());
    for (auto& audience : result_.audiences) audience.shown.resize(problem.cells.names.size());
  }

  Choice run() {
    for (const auto audience : by_threshold(problem_.audiences)) choose_for(audience);
    return std::move(result_);
  }

 private:
  // Showing to one audience what passes in its own view, then what passes beside all that others see. Each
  // round only takes away, so it ends.
  void choose_for(std::size_t audience) {
    const unsigned threshold = problem_.audiences[audience].threshold;
    auto& [shown, rejected] = result_.audiences[audience];
    auto candidates = candidates_for(audience);
    const auto own = seen_by(audience);
    for (std::size_t before = std::numeric_limits<std::size_t>::max(); candidates.size() < before;) {
      before = candidates.size();
      // At the lowest threshold who knows everything knows more than the audience does.
      if (threshold > lowest(problem_.audiences)) take_away(candidates, own, threshold, rejected);
      std::vector<std::size_t> news;
      for (const auto cell : candidates)
        if (!shown_to_any_[cell]) news.push_back(cell);
      auto accepted = news;
      take_away(accepted, together_, lowest(problem_.audiences), rejected);
      if (accepted.size() < news.size())
        std::erase_if(candidates, [&](std::size_t cell) { return rejected.contains(cell); });
    }
    for (const auto cell : candidates) shown[cell] = true;
    const auto& printed = problem_.printed[audience];
    for (const auto cell : problem_.cells.impossible)
      if (std::ranges::binary_search(printed, cell)) shown[cell] = true;
    for (const auto cell : printed) offered_[cell] = true;
    add(shown_to_any_, shown);
    add(together_, shown);
  }

  std::vector<bool> seen_by(std::size_t audience) const {
    auto seen = problem_.earlier[audience];
    if (const auto open = problem_.open; open && *open != audience) {
      add(seen, problem_.earlier[*open]);
      add(seen, result_.audiences[*open].shown);
    }
    return seen;
  }

  std::vector<std::size_t> candidates_for(std::size_t audience) {
    std::vector<bool> printed(problem_.cells.names.size());
    for (const auto cell : problem_.printed[audience]) printed[cell] = true;
    std::vector<std::size_t> candidates;
    for (const auto cell :
         disclosure::by_priority(problem_.cells.system, problem_.audiences[audience].threshold)) {
      const bool hidden_below = offered_[cell] && !shown_to_any_[cell];
      if (printed[cell] && !hidden_below) candidates.push_back(cell);
    }
    return candidates;
  }

  void take_away(std::vector<std::size_t>& candidates, const std::vector<bool>& seen, unsigned threshold,
                 std::map<std::size_t, std::string>& rejected) {
    if (candidates.empty()) return;
    const auto& apart = problem_.cells.apart;
    const bool all = tells_of_ticked(problem_.cells, seen) ||
                     std::ranges::any_of(candidates, [&](std::size_t cell) { return apart[cell]; });
    const Scope scope(problem_.cells, seen, all);
    std::vector<std::size_t> offered;
    for (const auto cell : candidates) offered.push_back(scope.index_of(cell));
    const auto accepted = disclosure::accept(scope.system(), offered, threshold, solver_);
    for (const auto& one : accepted.rejected)
      rejected.emplace(scope.cells()[one.cell], why(one, scope, problem_.cells));
    std::erase_if(candidates, [&](std::size_t cell) { return !accepted.shown[scope.index_of(cell)]; });
  }

  const Problem& problem_;
  disclosure::Solver& solver_;
  std::vector<bool> together_;      // shown by earlier releases or by this one, to anybody
  std::vector<bool> shown_to_any_;  // by this one
  std::vector<bool> offered_;       // printed for a lower threshold
  Choice result_;
};

}  // namespace

std::size_t shown_cells(const Choice& choice) {
  std::size_t cells = 0;
  for (const auto& audience : choice.audiences)
    cells += static_cast<std::size_t>(std::ranges::count(audience.shown, true));
  return cells;
}

Choice choose(const Problem& problem, disclosure::Solver& solver) {
  return Chooser(problem, solver).run();
}

std::vector<View> views_of(const Problem& problem, const Choice& choice) {
  const auto count = problem.cells.names.size();
  std::vector<View> views;
  const auto look = [&](const std::string& name, unsigned threshold, const std::vector<bool>& seen,
                        const std::vector<bool>& shown) {
    const bool all = tells_of_ticked(problem.cells, seen) || tells_of_ticked(problem.cells, shown);
    const Scope scope(problem.cells, seen, all);
    views.push_back({name, threshold, scope.cells(), scope.system(), scope.only(shown)});
  };
  std::vector<bool> all_earlier(count);
  std::vector<bool> all_shown(count);
  for (std::size_t a = 0; a < problem.audiences.size(); ++a) {
    const auto& shown = choice.audiences[a].shown;
    auto seen = problem.earlier[a];
    if (problem.open && *problem.open != a) {
      add(seen, problem.earlier[*problem.open]);
      add(seen, choice.audiences[*problem.open].shown);
      for (std::size_t cell = 0; cell < count; ++cell)
        if (shown[cell]) seen[cell] = false;
    }
    look(problem.audiences[a].id, problem.audiences[a].threshold, seen, shown);
    add(all_earlier, problem.earlier[a]);
    add(all_shown, shown);
  }
  look("together", lowest(problem.audiences), all_earlier, all_shown);
  return views;
}

std::uint64_t rounded(std::uint64_t count, unsigned step) {
  return (count + step / 2) / step * step;
}

}  // namespace tellsafe::release
