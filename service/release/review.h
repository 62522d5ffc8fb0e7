// What reviewers' decisions come to: which reports are in no number.
//
// The last decision on a report is the one that holds. Duplicates make groups: a report that is a duplicate
// of another, which may be one of a third. Of each group one report counts: the one at the end of the chain,
// which is nobody's duplicate. Where that one can't be counted (withdrawn, rejected, left out by its
// reporter, too late for any release), the report that was first decided to be a target takes its place, and
// after all targets the one with the lowest id. A rejection speaks of one report alone: its duplicates still
// count.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <vector>

#include "service/release/decision.h"
#include "service/release/refusal.h"

namespace tellsafe::release {

struct NumberedDecision {
  std::uint64_t number = 0;
  Decision decision;
};

// All decisions of the vault, in their order. `identity` is the release identity or one of review.
// errors: vault; wrong_key; damaged (names the decision, and what to do)
Result<std::vector<NumberedDecision>> read_decisions(store::ReportSource& vault,
                                                     const crypto::Identity& identity);

// By report. Reports that were cleared are not in it.
using Standing = std::map<store::ReportId, NumberedDecision>;
Standing standing_decisions(std::span<const NumberedDecision> decisions);

// The chain from `other` on by which `report` would become a duplicate of itself if it were made one of
// `other`; empty: it would not. Pure.
std::vector<store::ReportId> chain_back(const Standing& standing, store::ReportId report,
                                        store::ReportId other);

// The reports that are not counted, sorted. `countable` says whether a report is in the vault and belongs to
// some release's numbers; it is asked for members of groups only. Pure but for that.
std::vector<store::ReportId> not_counted(const Standing& standing,
                                         const std::function<bool(store::ReportId)>& countable);

}  // namespace tellsafe::release
