// From a choice to what is printed of it: figures for each audience, and the custodian's explanation. Pure.
#pragma once

#include <string>

#include "service/release/audit.h"
#include "service/release/documents.h"
#include "service/release/plan.h"
#include "service/release/problem.h"

namespace tellsafe::release {

// What one audience of the programme gets; `index`: which.
Publication publication_of(const Job& job, const Plan& plan, const Accounts& accounts, const Account& account,
                           const Choice& choice, const AuditNote& note, std::size_t index);

// The page of explain.h. Asks the solver what an attacker can conclude of each count that is not shown.
std::string explanation_of(const Job& job, const Plan& plan, const Accounts& accounts, const Account& account,
                           const Choice& choice, disclosure::Solver& solver);

}  // namespace tellsafe::release
