// Why each count of a release is shown or not: a page for the custodian. It holds true counts and is never
// part of what is published.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/labels.h"
#include "schema/tables.h"
#include "service/release/period.h"
#include "service/release/publication.h"
#include "service/release/tabulate.h"

namespace tellsafe::release {

enum class Fate {
  shown,
  primary,        // below the threshold
  complementary,  // at least the threshold, and would have betrayed another
  known_zero      // zero by definition, or known from outside to be
};

struct ExplainedCell {
  Fate fate = Fate::primary;
  std::uint64_t count = 0;
  std::optional<std::uint64_t> published;  // the figure, where it is shown
  // What an attacker can conclude: at least `low`, at most `high`; no high: the threshold or more.
  std::uint64_t low = 0;
  std::optional<std::uint64_t> high;
  std::string why;  // it is not shown: the cell or relation that it would have betrayed; may be empty
};

struct ExplainedTable {
  const CountedTable* table = nullptr;  // must outlive the explanation
  std::vector<ExplainedCell> cells;     // by place
};

struct ExplainedAudience {
  schema::Audience audience;
  std::vector<ExplainedTable> tables;
};

struct Explanation {
  std::string city;
  Period period;
  bool demo = false;
  Late late = Late::none;
  std::vector<ExplainedAudience> audiences;
};

// How much of what an audience's tables hold is shown.
struct Tally {
  std::uint64_t shown = 0;  // cells of each fate
  std::uint64_t primary = 0;
  std::uint64_t complementary = 0;
  std::uint64_t known_zero = 0;
  // Of the lowest cells (no item has parts): answers that are counted in them, and in those that are shown.
  std::uint64_t answers = 0;
  std::uint64_t answers_shown = 0;

  std::uint64_t cells() const { return shown + primary + complementary + known_zero; }
};
Tally tally(const ExplainedAudience& audience);

// One file of HTML that needs nothing else: no script, no network. Labels in `language`, which the labels
// have; everything else in English. Every table is a grid; one of three questions is a grid for each item of
// the third. Throws std::invalid_argument when a table has not as many cells as places. Pure.
std::string explanation_html(const Explanation& explanation, const schema::Labels& labels,
                             const std::string& language);

}  // namespace tellsafe::release
