// Counting a period: what earlier releases left in blocks, and the single reports that none has counted.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "schema/tables.h"
#include "service/release/block_count.h"
#include "service/release/block_writer.h"
#include "service/release/open.h"
#include "service/release/tabulate.h"

namespace tellsafe::release {

struct Counting {
  Period period;
  const std::vector<schema::Form>& forms;    // all_forms()
  const std::vector<schema::Table>& tables;  // those of the period
  std::filesystem::path spool;               // a folder on a disk with room: 50 bytes for each report
  std::size_t threads = 0;                   // that open and count; 0: one for each core
  std::size_t batch = batch_rows;            // reports that are opened at a time
};

// The counts of some reports, in the order of Counting.tables.
struct Tabulation {
  std::vector<CountedTable> tables;
  std::uint64_t reports = 0;
};

// Of the same tables and forms.
Tabulation sum(const Tabulation& a, const Tabulation& b);

struct Count {
  // A year in two parts: the reports of quarters that the ledger has as released, as they count now, and all
  // others. For a quarter, `again` holds zeros.
  Tabulation again;
  Tabulation fresh;
  Quarters released_quarters;     // of the year, for a year: those of `again`
  std::uint64_t not_counted = 0;  // in the whole vault: rejected, or a duplicate of a report that counts
  std::vector<store::ReportId> waiting;  // counted now for the first time: the release marks them
  store::Seen seen;
  store::NewBlock block;                // of the reports that are counted now
  std::unique_ptr<BlockWriter> writer;  // what `block` takes its pieces from
};

// Counts for a release that is to be made. A block that a released period of the year ought to have and has
// not is made first, and kept. The same vault gives the same numbers, however many threads there are.
// Progress tells of reports, those in blocks included.
// errors: wrong_key, damaged (with what to do), vault, disk
Result<Count> count_period(const Counting& counting, store::ReportSource& vault,
                           const crypto::Identity& identity, const Progress& progress);

// Counts a period again as it was released, from blocks alone: `tables` of what is to be counted now,
// `period` one that the ledger has. For audits that look at several releases together. Nothing is marked or
// kept. errors: nothing (the ledger has no such period, or not all of its year's releases have a block), and
// those of count_period
Result<Tabulation> count_released(const Counting& counting, store::ReportSource& vault,
                                  const crypto::Identity& identity, const Progress& progress);

}  // namespace tellsafe::release
