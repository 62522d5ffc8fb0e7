// Deciding which cells may be shown to whom. A pure function of counts: see README.md for the method.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "schema/tables.h"
#include "service/disclosure/accept.h"
#include "service/disclosure/audit.h"
#include "service/release/cells.h"

namespace tellsafe::release {

struct Problem {
  Cells cells;
  std::vector<schema::Audience> audiences;
  std::optional<std::size_t> open;                // the audience whose figures everybody can read
  std::vector<std::vector<std::size_t>> printed;  // by audience: cells, ascending, none twice
  std::vector<std::vector<bool>> earlier;         // by audience: the cells that earlier releases showed
};

struct Shown {
  std::vector<bool> shown;                      // cells that the release shows to an audience
  std::map<std::size_t, std::string> rejected;  // of those it prints: why a cell is not shown, in words
};

// What an attacker has: an audience's figures beside those that everybody can read, or all of them together.
struct View {
  std::string name;  // an audience's id, or "together"
  unsigned threshold = 0;
  std::vector<std::size_t> cells;  // of the problem, that tell something here; all below is about these
  disclosure::System system;       // what is known includes what is not this release's to show
  std::vector<bool> shown;
};

struct Choice {
  std::vector<Shown> audiences;  // in the order of the problem's
};

// How many cells are shown, over all audiences.
std::size_t shown_cells(const Choice& choice);

// Shows to each audience what is 0 by definition, and the cells of at least its threshold, by priority, that
// the audits of all views allow; what was not shown for a lower threshold is not shown for a higher one
// either. Deterministic.
Choice choose(const Problem& problem, disclosure::Solver& solver);

// The views that a choice is audited in: one for each audience, then all together at the lowest threshold.
std::vector<View> views_of(const Problem& problem, const Choice& choice);

// To the nearest multiple of `step`, halves up. step: at least 1.
std::uint64_t rounded(std::uint64_t count, unsigned step);

}  // namespace tellsafe::release
