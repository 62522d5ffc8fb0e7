// Auditing a release that was published, with the custodian's key: opens its proof, holds it against what was
// published and what the vault counts, checks every witness, and attacks once more from nothing.
#pragma once

#include <vector>

#include "crypto/identity.h"
#include "service/release/earlier.h"
#include "service/release/plan.h"
#include "service/release/verify.h"
#include "service/store/vault.h"

namespace tellsafe::release {

// `job.period` is one that the ledger has. What is found is for the custodian alone: it may name small
// counts. errors: nothing (no such release, or it has no proof), wrong_key, damaged, vault, programme
Result<std::vector<Finding>> audit_sealed(const Job& job, const Plan& plan, store::ReportSource& vault,
                                          const crypto::Identity& identity, const crypto::VerifyKey& key,
                                          std::size_t procedure = 0);

}  // namespace tellsafe::release
