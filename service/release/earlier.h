// The earlier releases of a year, as the audit of another one needs them: what they counted and what they
// showed.
#pragma once

#include <vector>

#include "crypto/identity.h"
#include "crypto/minisign.h"
#include "service/release/plan.h"
#include "service/release/problem.h"
#include "service/store/vault.h"

namespace tellsafe::release {

// Whether the calendar allows the release: a quarter not after its year, nothing with another programme than
// the year's earlier releases. `ledger` is the vault's.
// errors: exists, programme, damaged (a release is not in its folder as the ledger records it)
Result<void> check_calendar(const Job& job, const Plan& plan, const std::vector<store::LedgerLine>& ledger,
                            const crypto::VerifyKey& key);

// The quarters of a year that were released before it, from the folder of releases and the blocks in the
// vault; none for a quarter: no count of one says anything about another.
// errors: damaged, wrong_key, vault, disk
Result<std::vector<Earlier>> read_earlier(const Job& job, const Plan& plan,
                                          const std::vector<store::LedgerLine>& ledger,
                                          store::ReportSource& vault, const crypto::Identity& identity,
                                          const crypto::VerifyKey& key);

}  // namespace tellsafe::release
