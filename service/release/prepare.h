// From the vault to what would be published: count → protect → audit → papers. Writes nothing
// but the custodian's explanation, if the job wants one, whatever the audit says.
#pragma once

#include <string>
#include <vector>

#include "crypto/identity.h"
#include "crypto/signing.h"
#include "service/release/count.h"
#include "service/release/plan.h"
#include "service/release/problem.h"
#include "service/release/publish.h"

namespace tellsafe::release {

struct Prepared {
  Count count;
  std::uint64_t reports = 0;  // of the period
  Package package;
  crypto::Bytes proof;  // sealed for the custodian; see proof.h
};

// A period without a report is one like any other: that there is no release of it would say so.
// errors: unprotected (the audit failed: which cell, which rule), and those of
// count_period() and make_account()
Result<Prepared> prepare(const Job& job, const Plan& plan, const std::vector<Earlier>& earlier,
                         store::ReportSource& vault, const crypto::Identity& identity,
                         const crypto::SigningKey& signing, const Progress& progress);

}  // namespace tellsafe::release
