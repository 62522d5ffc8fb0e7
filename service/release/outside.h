// The outside file: counts that an attacker may know from elsewhere, such as tables of the police.
//
// Comma-separated values (RFC 4180) with the header
//   cell,low,high,source
//   2025; bias_targets=category:religion; told_whom=option:police,0,12,"State police, Hate Crime Report 2025"
// A cell is named as everywhere in a release's audit: a period, then question=kind:code for up to two
// questions (kinds: category, option; question=unanswered). The attacker is taken to know that its count is
// at least `low` and at most `high` (empty: no bound).
#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schema/form.h"
#include "schema/tables.h"
#include "service/release/period.h"
#include "service/release/refusal.h"

namespace tellsafe::release {

struct OutsideCount {
  Period period;
  std::set<std::string> meaning;       // "question=kind:code"
  std::vector<std::string> questions;  // of the meaning, in order, none twice
  std::uint64_t low = 0;
  std::optional<std::uint64_t> high;
  std::string source;
  std::size_t line = 0;
};

// errors: programme (names the line and what is wrong, never the numbers)
Result<std::vector<OutsideCount>> parse_outside(std::istream& input);
// No counts for an empty path. errors: the same, and disk
Result<std::vector<OutsideCount>> read_outside(const std::filesystem::path& file);

// Tables that have a cell for each of the counts; they are counted and never printed. The error names the
// line whose question or code no form has.
Result<std::vector<schema::Table>> outside_tables(const std::vector<OutsideCount>& counts,
                                                  const std::vector<schema::Form>& forms);

}  // namespace tellsafe::release
