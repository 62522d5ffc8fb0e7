// Counting the stripes of blocks, on several threads.
#pragma once

#include <functional>
#include <span>

#include "service/release/block_reader.h"
#include "service/release/open.h"

namespace tellsafe::release {

// One thread's share of a count.
struct Share {
  Share(std::span<const schema::Table> tables, std::span<const schema::Form> forms)
      : tabulator(tables, forms) {}
  Tabulator tabulator;
  std::uint64_t late = 0;
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
