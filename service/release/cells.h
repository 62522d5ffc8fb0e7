// The counts of a release, and of earlier ones, as an attacker sees them: distinct cells, and what is known
// to hold between them.
//
// Tables overlap: "religion, citywide" is the same number wherever it is printed. Cells are told apart by
// whose reports they count and by what (question and item of each side, totals left out), so that a number
// which is hidden in one table is not shown in another.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "service/disclosure/system.h"
#include "service/release/tabulate.h"

namespace tellsafe::release {

// Reports that are counted together, under a name that appears in the names of cells.
struct Part {
  std::string name;  // "2025-Q1", "2025", …
  const std::vector<CountedTable>& tables;
  std::uint64_t reports = 0;
};

// How the parts of a year's joint audit hang together, as indices of parts: `year` is `again` and `fresh`;
// `again` is the sum of the `quarters` as they were released, but for what reviewers decided since.
struct Joint {
  std::size_t year = 0;
  std::size_t again = 0;
  std::size_t fresh = 0;
  std::vector<std::size_t> quarters;
};

struct Cells {
  disclosure::System system;  // `known`: only what cannot be otherwise, and what reviewers changed
  // What each cell counts, in codes: "2025-Q1; bias_targets=category:religion". None twice.
  std::vector<std::string> names;
  std::map<std::string, std::size_t, std::less<>> by_name;
  std::vector<std::size_t> totals;  // of each part, its cell of all reports
  // Cells of those who ticked a flag, or did not. While none of them is shown they tell nothing of the
  // others: whatever these are, nobody may have ticked.
  std::vector<bool> apart;
  std::vector<std::size_t> impossible;  // 0 by definition, and known to be; ascending
  // For each part and each of its tables, the cell at each place.
  std::vector<std::vector<std::vector<std::size_t>>> places;
};

// `always_answered`: questions without which there is no report; nobody is among their unanswered.
// Beside the cells of the tables there are
//  - with several answers, those who answered at all: they and the unanswered add up to those above;
//  - with a table among those who ticked a flag, where the same is also counted among all, those who did not.
Cells link(std::span<const Part> parts, const std::set<std::string>& always_answered,
           const std::optional<Joint>& joint = std::nullopt);

// Instead of "option:code" for those who ticked a flag.
inline constexpr std::string_view ticked = "ticked";

// The name of a cell: what `link` calls it. `parts_of_meaning`: "question=kind:code" of each side that is not
// its total.
std::string cell_name(std::string_view part, const std::set<std::string>& meaning);
// "question=kind:code"
std::string meaning_of(std::string_view question, std::string_view kind, std::string_view code);

}  // namespace tellsafe::release
