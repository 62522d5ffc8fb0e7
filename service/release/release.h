// Making a release: open → tabulate → protect → audit → sign → record → publish. See
// service/release/README.md. Part of the opening side: tellsafed does not link it.
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "crypto/identity.h"
#include "crypto/signing.h"
#include "service/release/open.h"
#include "service/release/period.h"
#include "service/release/plan.h"
#include "service/release/refusal.h"
#include "service/store/vault.h"

namespace tellsafe::release {

struct Done {
  std::vector<std::filesystem::path> folders;  // one for each audience: releases/<period>/<audience>
  std::uint64_t ledger_number = 0;
  std::uint64_t reports_counted = 0;  // for the custodian's eyes only
  std::uint64_t not_counted = 0;      // of the whole vault: rejected by reviewers, or a duplicate of another
  bool finished_earlier = false;      // an interrupted call had counted and recorded it: reports_counted is 0
};

// Counts each report that belongs to the period, decides what every audience of the programme may see, audits
// that together with the year's earlier releases and all that is known from outside, and releases nothing
// that does not pass. Counts do not matter to whether there is a release: one of no report looks like one of
// few. Refused (nothing) is a period that had closed before the vault's first day. Writes beside, signs,
// records in the ledger and only then moves into place. A crash at any point leaves either nothing or what
// the next call, for whatever period, finishes. Reports that are withdrawn meanwhile make it count again.
// Holds a lock on the folder of releases: a second call at the same time is refused (disk). The same vault,
// programme and keys give the same bytes.
Result<Done> make_release(const Job& job, store::ReportSource& vault, const crypto::Identity& identity,
                          const crypto::SigningKey& signing, const Progress& progress);

// The periods (quarters and years) that have closed by `today`, did not end before the vault's first day, and
// can still be released, in order: a year after its last quarter. Reports do not matter. A period that ended
// earlier but had not closed by that day (45 days) is released by its name alone.
Result<std::vector<Period>> periods_due(store::ReportSource& vault, std::chrono::sys_days today);

}  // namespace tellsafe::release
