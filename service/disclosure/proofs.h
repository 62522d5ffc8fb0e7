// Which witness proves which side of which goal.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <vector>

#include "service/disclosure/finder.h"
#include "service/disclosure/witness.h"

namespace tellsafe::disclosure {

// How the needs of an audit were met; each need is counted once for every time a witness was looked for.
struct Figures {
  std::size_t needs = 0;       // two for each small count that is not shown
  std::size_t shared = 0;      // met by a witness that was found for another
  std::size_t slides = 0;      // met by a move inside classes
  std::size_t swaps = 0;       // met by swaps between classes
  std::size_t programs = 0;    // met by the solver
  std::size_t impossible = 0;  // refuted
  std::size_t unknown = 0;     // neither, within the limits
};

// Not thread safe.
class Proofs {
 public:
  struct Side {
    std::size_t goal = 0;
    bool down = true;
  };

  Proofs(std::vector<Goal> goals, std::size_t cells);

  const std::vector<Goal>& goals() const { return goals_; }
  const Witness& witness(std::size_t index) const { return witnesses_[index]; }
  Need need(std::size_t goal, bool down) const;
  std::optional<std::size_t> proof(std::size_t goal, bool down) const { return proofs_[goal][down ? 1 : 0]; }

  // Whether there is a proof that is not in doubt.
  bool is_proven(const Side& side) const {
    const auto index = proof(side.goal, side.down);
    return index && kept_[*index].risk != std::numeric_limits<std::size_t>::max();
  }

  // All sides in the order in which a proof of one most often proves others: emptying a cell empties what
  // lies in it, so the cells with the most leaves first; filling one fills what it lies in, so then those
  // with the fewest.
  std::vector<Side> order(const Structure& structure) const;

  // Keeps a witness and lets it prove each need that it meets and that has no proof, or one of higher risk.
  std::size_t add(Witness witness, std::size_t risk);

  // Whatever proves the same is better than this witness.
  void doubt(std::size_t witness) { kept_[witness].risk = std::numeric_limits<std::size_t>::max(); }

  // The needs that rest on a witness.
  std::vector<Side> resting_on(std::size_t witness) const;
  // The witnesses that something rests on, in the order they were found.
  std::vector<Witness> used() const;

 private:
  struct Kept {
    std::vector<Side> meets;
    std::size_t risk = 0;
  };

  std::vector<Goal> goals_;
  std::vector<std::uint32_t> goal_of_;  // by cell
  std::vector<std::array<std::optional<std::size_t>, 2>> proofs_;
  std::vector<Witness> witnesses_;
  std::vector<Kept> kept_;
};

// Looks for a witness of one need and counts how it was found.
Found prove(Finder& finder, const Need& need, Figures& figures);

}  // namespace tellsafe::disclosure
