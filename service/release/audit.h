// The built-in attacker: audits a choice in every view, from nothing but what is shown. Pure.
#pragma once

#include <string>
#include <vector>

#include "service/disclosure/audit.h"
#include "service/release/protect.h"

namespace tellsafe::release {

struct ViewAudit {
  View view;
  disclosure::Audit audit;
};

struct Audited {
  std::vector<ViewAudit> views;
  // For the custodian: which cell, which rule, what follows. Empty: passed.
  std::vector<std::string> findings;
};

// `earlier`: for each view, witnesses that may save the search; they cannot change the verdict.
Audited audit_choice(const Problem& problem, const Choice& choice, disclosure::Solver& solver,
                     const std::vector<std::vector<disclosure::Witness>>& earlier = {});

// A finding in words, with names of cells instead of indices.
std::string describe(const disclosure::Finding& finding, const View& view, const Cells& cells);

}  // namespace tellsafe::release
