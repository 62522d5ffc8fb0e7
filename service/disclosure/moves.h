// Integer moves: from the true counts towards a goal by steps that change no kept count.
//
// A slide moves reports inside a class, or adds or removes them where no kept cell would notice. A swap moves
// two reports at once, p to r and q to s, where the signatures of p and q add up to those of r and s: a
// kernel move of four cells (Diaconis and Sturmfels 1998 for what such moves are). Where several answers tie
// cells together, a lift adds reports to a cell, and then to whatever must grow with it. Greedy and bounded:
// it finds most alternatives and proves nothing when it finds none.
#pragma once

#include <span>
#include <vector>

#include "service/disclosure/point.h"
#include "service/disclosure/signatures.h"

namespace tellsafe::disclosure {

// One side of a goal: the cell at most (down) or at least (up) `count`.
struct Need {
  Cell cell = 0;
  bool down = true;
  std::int64_t count = 0;
};

// Not thread safe.
class Moves {
 public:
  Moves(const System& system, const Structure& structure, const Signatures& signatures);

  // Moves `point`, which must be at the true counts, until the need is met; false if that didn't work, and
  // then the point is anywhere.
  bool reach(const Need& need, Point& point);
  // Whether the last success took a swap.
  bool swapped() const { return swapped_; }

 private:
  bool lower(const Need& need);
  bool raise(const Need& need);
  bool lift(const Need& need);
  bool add(std::size_t cell, std::int64_t many);
  bool mend(const Relation& relation);
  bool slide_out(Cell from, std::int64_t most);
  bool slide_in(Cell to, std::int64_t most);
  bool swap_out(Cell from);
  bool swap_in(Cell to);
  bool swap(Cell from, Cell to, int direction);
  Cell needed_by(Cell to, Cell from) const;
  int inside(Cell leaf) const { return inside_[leaf] ? 1 : 0; }

  const Structure& structure_;
  const Signatures& signatures_;
  std::vector<Cell> all_held_;  // leaves with reports
  Lists held_;                  // of each cell, its leaves with reports
  std::vector<bool> inside_;    // the leaves of the cell at hand
  Point* point_ = nullptr;
  int budget_ = 0;
  bool swapped_ = false;
};

}  // namespace tellsafe::disclosure
