// What is looked at before an export is taken: how much it shows, how close to the threshold, and what stands
// behind it. From the published files alone, so it holds no secret. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/release/publication.h"

namespace tellsafe::reading {

// The counts of one table. A 0 that is shown stands where nobody can be (release/README.md, "What is shown"):
// it is no count of anybody, and is neither near the threshold nor the smallest.
struct TableRisk {
  std::string id;
  std::size_t rows = 0;
  std::size_t shown = 0;  // at least the threshold
  std::size_t impossible = 0;
  std::size_t not_shown = 0;
  std::size_t near = 0;                   // of the shown, those below twice the threshold
  std::optional<std::uint64_t> smallest;  // of the shown; none: nothing is
  std::optional<std::uint64_t> reports;   // its total, the reports of those who agreed; none: not shown
  // Of these, in percent and rounded down, those in a row of the finest kind that is shown. None where it
  // can't be known: the total is not shown, or a report can be in several such rows.
  std::optional<unsigned> percent_in_shown;
};

struct ExportRisk {
  unsigned threshold = 0;
  std::vector<TableRisk> tables;
  TableRisk all;        // the sums and the smallest of them; id, reports and percent_in_shown are empty
  std::string method;   // of the audit that the release passed
  std::string verdict;  // "passed": nothing else is published
  std::vector<std::string> earlier;  // releases that it was audited together with
  std::vector<std::string> sources;  // of counts known from outside
  std::string witnesses;             // commitment to the sealed proof, hexadecimal
};

// `publication` must be an export (release::is_export) and of files that canonical_faults() found good.
ExportRisk export_risk(const release::Publication& publication);

// The same in words for a person: a few lines of plain text, English.
std::string risk_text(const ExportRisk& risk);

}  // namespace tellsafe::reading
