// The sealed proof of a release: what was counted, and the witnesses that each small count has. For the
// custodian alone; README.md, "The sealed proof", has the format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/release/audit.h"
#include "service/release/period.h"
#include "service/release/refusal.h"

namespace tellsafe::release {

struct ViewProof {
  std::string name;
  unsigned threshold = 0;
  std::vector<std::size_t> cells;  // of the proof, that tell something in this view; all below is about these
  std::vector<disclosure::Known> known;
  std::vector<bool> shown;
  std::vector<disclosure::Goal> goals;
  std::vector<disclosure::Witness> witnesses;
};

struct Proof {
  Period period;
  std::vector<std::string> names;  // of the cells
  disclosure::System system;       // counts and relations; what is known is in the views
  std::vector<ViewProof> views;
};

Proof proof_of(const Period& period, const Problem& problem, const Audited& audited);

// The JSON text, padded. The same proof gives the same bytes.
std::string proof_text(const Proof& proof);
// errors: damaged
Result<Proof> parse_proof(std::string_view text);

// What is wrong with a proof in itself, checked cell by cell and witness by witness; empty: it proves that
// every small count of its system that is not shown can be 0 and can be at least the threshold (or, where the
// outside knows more, what the goals say). Uses nothing of what found the witnesses.
std::vector<std::string> proof_faults(const Proof& proof);

}  // namespace tellsafe::release
