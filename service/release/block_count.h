// Counting the stripes of blocks, on several threads.
#pragma once

#include <bitset>
#include <functional>
#include <span>

#include "service/release/block_reader.h"
#include "service/release/open.h"

namespace tellsafe::release {

// Quarters of a year: which of them a release has counted already. Index 0 (received late) is never set.
using Quarters = std::bitset<5>;

// One thread's share of a count, in two parts.
struct Share {
  Share(std::span<const schema::Table> tables, std::span<const schema::Form> forms, Quarters released)
      : again(tables, forms), fresh(tables, forms), released_quarters(released) {}
  Tabulator& part(unsigned quarter) { return released_quarters[quarter] ? again : fresh; }

  Tabulator again;
  Tabulator fresh;
  Quarters released_quarters;
};

struct BlockCounting {
  Period period;  // a quarter of the block's year takes its reports alone
  const std::vector<schema::Form>& forms;
  std::span<const store::ReportId> left_out;  // sorted
};

// `counted`: called on this thread with the reports of each stripe that was read.
// errors: damaged, vault
Result<void> count_blocks(const BlockCounting& counting, std::span<const BlockReader> blocks,
                          store::ReportSource& vault, std::span<Share> shares,
                          const std::function<void(std::uint64_t reports)>& counted);

// The ids of all reports in a block, growing within a stripe. errors: damaged, vault
Result<std::vector<store::ReportId>> reports_in(const BlockReader& block, store::ReportSource& vault);

}  // namespace tellsafe::release
