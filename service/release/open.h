// Opening: from sealed rows to coded answers, one at a time, in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "crypto/identity.h"
#include "schema/facts.h"
#include "schema/form.h"
#include "service/release/period.h"
#include "service/release/refusal.h"
#include "service/store/vault.h"

namespace tellsafe::release {

// A report that belongs to the period and is not left out of numbers on its reporter's wish.
struct OpenedReport {
  store::ReportId id = 0;
  std::size_t form = 0;            // index into the forms given
  const schema::Answers& answers;  // valid during the call only
  bool late = false;               // of the year, but of none of its quarters
};

// The forms of the reports: `current` first, then each other form the vault has, by version.
// errors: damaged (a form that does not parse or is not what its version says), vault
Result<std::vector<schema::Form>> all_forms(schema::Form current, store::ReportSource& vault);

// Calls `visit` for each report of the period, and `progress` (may be empty) now and then with rows read so
// far and in all. Opens only the epochs in which a report of the period can have come. Stops at the first
// thing that does not open.
// errors: wrong_key, damaged (names the epoch's day or the report), vault
Result<void> open_reports(const Period& period, store::ReportSource& vault, const crypto::Identity& identity,
                          const std::vector<schema::Form>& forms,
                          const std::function<void(std::uint64_t done, std::uint64_t total)>& progress,
                          const std::function<void(const OpenedReport&)>& visit);

}  // namespace tellsafe::release
