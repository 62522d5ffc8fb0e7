#include "service/disclosure/procedure.h"

#include <algorithm>
#include <numeric>

#include "service/disclosure/signatures.h"

namespace tellsafe::disclosure {

namespace {

// What it costs an alternative to change a count that was offered and rejected.
constexpr double price = 20;

// Random numbers that are the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(random_of(seed)) {}
  std::uint64_t below(std::uint64_t end) { return (state_ = random_of(state_)) % end; }

 private:
  std::uint64_t state_;
};

std::vector<Need> needs_of(const System& system, std::span<const Goal> goals) {
  std::vector<Need> needs;
  for (const auto& [cell, low, high] : goals) {
    if (system.counts[cell] > low)
      needs.push_back({static_cast<Cell>(cell), true, static_cast<std::int64_t>(low)});
    if (system.counts[cell] < high)
      needs.push_back({static_cast<Cell>(cell), false, static_cast<std::int64_t>(high)});
  }
  return needs;
}

class Search {
 public:
  Search(const System& system, const std::vector<bool>& shown, std::span<const Witness> witnesses,
         const std::vector<bool>& output, const Procedure& procedure, Solver& solver)
      : system_(system),
        shown_(shown),
        witnesses_(witnesses),
        output_(output),
        procedure_(procedure),
        finder_(system, solver) {
    for (Cell cell = 0; cell < shown.size(); ++cell)
      if (shown[cell]) finder_.hold(cell, always);
  }

  bool reproduces(const Witness& witness) const {
    if (!check_witness(system_, shown_, witness)) return false;
    auto counts = system_.counts;
    for (const auto& [cell, count] : witness.changes) counts[cell] = count;
    return procedure_(counts) == output_;
  }

  std::optional<Witness> find(const Need& need, std::size_t tries) {
    const auto offered = rejected(need);
    const auto partners = partners_of(need, offered);
    std::vector<Witness> tried;
    const auto fails = [&](const Witness& witness) {
      const auto same = [&](const Witness& other) { return other.changes == witness.changes; };
      if (std::ranges::any_of(tried, same)) return true;
      tried.push_back(witness);
      return !reproduces(witness);
    };
    for (const auto& witness : witnesses_) {
      if (tried.size() >= (tries + 2) / 3) break;
      if (meets(witness, need) && !fails(witness)) return witness;
    }
    Random random(need.cell * 2 + (need.down ? 1 : 0));
    for (std::size_t attempt = 0; attempt < tries && tried.size() < tries; ++attempt) {
      set_prices(offered, attempt == 0 ? nullptr : &random);
      std::vector<Need> needs{need};
      // A count that becomes large would be shown, but for another that it must hide: one that was large.
      if (!need.down && attempt < partners.size()) needs.push_back({partners[attempt], true, need.count - 1});
      auto found = needs.size() > 1 ? finder_.find_together(needs) : finder_.find(need);
      if (found.outcome == Outcome::found && !fails(found.witness)) return std::move(found.witness);
    }
    return {};
  }

 private:
  static bool meets(const Witness& witness, const Need& need) {
    const auto change = std::ranges::lower_bound(witness.changes, need.cell, {}, &Change::cell);
    if (change == witness.changes.end() || change->cell != need.cell) return false;
    const auto count = static_cast<std::int64_t>(change->count);
    return need.down ? count <= need.count : count >= need.count;
  }

  // Large counts that are not shown.
  std::vector<Cell> rejected(const Need& need) const {
    std::uint64_t least = static_cast<std::uint64_t>(need.count);
    if (need.down) least = system_.counts[need.cell] + 1;
    std::vector<Cell> cells;
    for (Cell cell = 0; cell < shown_.size(); ++cell)
      if (!shown_[cell] && system_.counts[cell] >= least) cells.push_back(cell);
    return cells;
  }

  // Those of them that share a relation with the need's cell.
  std::vector<Cell> partners_of(const Need& need, std::span<const Cell> offered) const {
    std::vector<bool> near(shown_.size());
    for (const auto& relation : system_.relations)
      if (std::ranges::find(relation.children, need.cell) != relation.children.end())
        for (const auto child : relation.children) near[child] = true;
    std::vector<Cell> partners;
    for (const auto cell : offered)
      if (near[cell] && cell != need.cell) partners.push_back(cell);
    return partners;
  }

  // So that what was rejected stays as it was, or, with `random`, whatever chance says.
  void set_prices(std::span<const Cell> offered, Random* random) {
    for (const auto cell : offered) finder_.hold(cell, 0);
    for (const auto cell : priced_) finder_.hold(cell, 0);
    priced_.clear();
    if (random == nullptr) {
      for (const auto cell : offered) finder_.hold(cell, price);
      return;
    }
    const auto every = 2 + random->below(4);
    for (Cell cell = 0; cell < shown_.size(); ++cell) {
      if (shown_[cell] || random->below(every) > 0) continue;
      finder_.hold(cell, static_cast<double>(1 + random->below(20)));
      priced_.push_back(cell);
    }
  }

  const System& system_;
  const std::vector<bool>& shown_;
  std::span<const Witness> witnesses_;
  const std::vector<bool>& output_;
  const Procedure& procedure_;
  Finder finder_;
  std::vector<Cell> priced_;
};

}  // namespace

Reproduction reproduce(const System& system, const std::vector<bool>& shown, std::span<const Goal> goals,
                       std::span<const Witness> witnesses, const std::vector<bool>& output,
                       const Procedure& procedure, const Sampling& sampling, Solver& solver) {
  Reproduction result;
  result.truth = procedure(system.counts) == output;
  auto needs = needs_of(system, goals);
  Random random(sampling.seed);
  result.sampled = std::min(needs.size(), sampling.needs);
  for (std::size_t i = 0; i < result.sampled; ++i)
    std::swap(needs[i], needs[i + random.below(needs.size() - i)]);
  needs.resize(result.sampled);

  Search search(system, shown, witnesses, output, procedure, solver);
  for (const auto& need : needs) {
    if (need.down) ++result.low;
    if (auto witness = search.find(need, sampling.tries)) {
      ++result.reproduced;
      if (need.down) ++result.low_reproduced;
      result.witnesses.push_back(std::move(*witness));
    } else {
      result.lost.push_back(need);
    }
  }
  return result;
}

}  // namespace tellsafe::disclosure
