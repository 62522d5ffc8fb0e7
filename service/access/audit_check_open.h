// The audit log checked with the custodian's key. Part of the opening side: tellsafed does not link it.
#pragma once

#include <string>
#include <vector>

#include "crypto/identity.h"
#include "service/store/audit.h"

namespace tellsafe::access {

// Recomputes chain and seal from the first key on and compares them with what is there: finds every change to
// a line that was written before somebody took over the server, also where all that can be recomputed without
// the first key was made to fit. What is wrong, a line each; empty: nothing. What it cannot find: that the
// whole file was put back to an older state, or made anew; an export of an earlier day shows that. errors:
// the store's own; those of crypto::age_decrypt when the identity does not open the first key
store::Result<std::vector<std::string>> audit_faults_with_key(store::Audit& audit,
                                                              const crypto::Identity& release);

}  // namespace tellsafe::access
