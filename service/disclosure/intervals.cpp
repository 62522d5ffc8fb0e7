#include "service/disclosure/intervals.h"

#include <algorithm>

#include "service/disclosure/finder.h"

namespace tellsafe::disclosure {

namespace {

class Explorer {
 public:
  Explorer(const System& system, const std::vector<bool>& shown, std::uint64_t most, Solver& solver)
      : finder_(system, solver),
        low_(system.counts.begin(), system.counts.end()),
        high_(low_),
        most_(static_cast<std::int64_t>(most)) {
    for (Cell cell = 0; cell < shown.size(); ++cell)
      if (shown[cell]) finder_.hold(cell, always);
  }

  Extent extent(Cell cell) {
    const bool low_proven = push(cell, true, 0);
    const bool high_proven = push(cell, false, most_);
    Extent extent{cell, static_cast<std::uint64_t>(low_[cell]), {}, low_proven && high_proven};
    if (high_[cell] < most_) extent.high = static_cast<std::uint64_t>(high_[cell]);
    return extent;
  }

 private:
  // Halves what lies between the furthest that was reached and the nearest that can't be. First tries the
  // end, which mostly can be. Every alternative counts for all cells.
  bool push(Cell cell, bool down, std::int64_t end) {
    const auto& reached = down ? low_[cell] : high_[cell];
    const std::int64_t step = down ? -1 : 1;
    bool proven = true;
    std::int64_t wanted = end;
    std::int64_t barred = end + step;
    while ((barred - reached) * step > 1) {
      const auto found = finder_.find({cell, down, wanted});
      if (found.outcome == Outcome::found) {
        note(found.witness);
        if ((reached - wanted) * step < 0) return false;
      } else {
        proven = proven && found.outcome == Outcome::impossible;
        barred = wanted;
      }
      wanted = reached + step * std::max<std::int64_t>(1, (barred - reached) * step / 2);
    }
    return proven;
  }

  void note(const Witness& witness) {
    for (const auto& [cell, count] : witness.changes) {
      low_[cell] = std::min(low_[cell], static_cast<std::int64_t>(count));
      high_[cell] = std::max(high_[cell], static_cast<std::int64_t>(count));
    }
  }

  Finder finder_;
  std::vector<std::int64_t> low_;
  std::vector<std::int64_t> high_;
  std::int64_t most_;
};

}  // namespace

std::vector<Extent> intervals(const System& system, const std::vector<bool>& shown,
                              std::span<const std::size_t> cells, std::uint64_t most, Solver& solver) {
  Explorer explorer(system, shown, most, solver);
  std::vector<Extent> extents;
  for (const auto cell : cells) extents.push_back(explorer.extent(static_cast<Cell>(cell)));
  return extents;
}

std::vector<Extent> intervals(const System& system, const std::vector<bool>& shown, std::uint64_t most,
                              Solver& solver) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < shown.size(); ++cell)
    if (!shown[cell]) cells.push_back(cell);
  return intervals(system, shown, cells, most, solver);
}

}  // namespace tellsafe::disclosure
