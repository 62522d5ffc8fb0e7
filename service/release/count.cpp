#include "service/release/count.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <thread>

#include "service/release/review.h"
#include "service/release/row_opener.h"

namespace tellsafe::release {

namespace {

using store::ReportId;

// Counts what one thread opens, and keeps it for the block.
class OpenedCounter : public Taker {
 public:
  // share: none when the reports are only kept
  OpenedCounter(const std::vector<schema::Form>& forms, Share* share, BlockWriter& writer)
      : forms_(forms), share_(share), writer_(writer) {
    for (const auto& form : forms) stripes_.emplace_back(form);
  }

  void take(const OpenedReport& report) override {
    stripes_[report.form].add(report.id, report.quarter, report.answers);
    ids_.push_back(report.id);
    if (share_ == nullptr) return;
    share_->part(report.quarter).count(report.form, report.answers);
  }

  // One stripe for each form in the batch; numbered so that threads do not matter.
  Result<void> end_batch(std::uint64_t number) override {
    for (std::size_t form = 0; form < forms_.size(); ++form) {
      if (stripes_[form].reports() == 0) continue;
      if (auto ok = writer_.add(number * forms_.size() + form, forms_[form].version(), stripes_[form]); !ok)
        return ok.error();
    }
    return {};
  }

  const std::vector<ReportId>& ids() const { return ids_; }

 private:
  const std::vector<schema::Form>& forms_;
  Share* share_;
  BlockWriter& writer_;
  std::vector<Stripe> stripes_;  // by form
  std::vector<ReportId> ids_;
};

std::size_t threads_of(const Counting& counting) {
  if (counting.threads != 0) return counting.threads;
  return std::max(1U, std::thread::hardware_concurrency());
}

// Opens the reports that `opening` says into the writer's block, and into the shares where there are any.
Result<std::vector<ReportId>> keep_rows(const Opening& opening, store::ReportSource& vault,
                                        const crypto::Identity& identity, std::size_t threads,
                                        std::span<Share> shares, BlockWriter& writer,
                                        const Progress& progress) {
  std::deque<OpenedCounter> counters;
  std::vector<Taker*> takers;
  for (std::size_t i = 0; i < threads; ++i)
    takers.push_back(&counters.emplace_back(opening.forms, shares.empty() ? nullptr : &shares[i], writer));
  if (auto ok = open_reports(opening, vault, identity, progress, takers); !ok) return ok.error();
  std::vector<ReportId> ids;
  for (const auto& counter : counters) ids.insert(ids.end(), counter.ids().begin(), counter.ids().end());
  std::ranges::sort(ids);
  return ids;
}

// A report counts when it is in the vault, opens, and belongs to some release's numbers.
Result<std::vector<ReportId>> reports_not_counted(std::span<const NumberedDecision> decisions,
                                                  store::ReportSource& vault,
                                                  const crypto::Identity& identity,
                                                  const std::vector<schema::Form>& forms) {
  if (decisions.empty()) return std::vector<ReportId>();
  auto keys = EpochKeys::read(vault);
  if (!keys) return keys.error();
  RowOpener opener(*keys, forms);
  std::optional<Refusal> failed;
  const auto countable = [&](ReportId report) {
    bool counts = false;
    const auto found = vault.report(report, [&](const store::StoredReport& row) {
      keys->open(identity, row.epoch);
      const auto opened = opener.open(row);
      counts = opened && *opened && !(*opened)->left_out && (*opened)->belongs.year;
    });
    if (!found && found.error() != store::Errc::not_found) failed = vault_not_read(found.error());
    return counts;
  };
  auto reports = not_counted(standing_decisions(decisions), countable);
  if (failed) return *failed;
  return reports;
}

struct Before {
  std::vector<store::LedgerLine> ledger;
  std::vector<NumberedDecision> decisions;
};

// Read first: what is recorded later makes the store ask for another count.
Result<Before> read_before(store::ReportSource& vault, const crypto::Identity& identity) {
  auto ledger = vault.ledger();
  if (!ledger) return vault_not_read(ledger.error());
  auto decisions = read_decisions(vault, identity);
  if (!decisions) return decisions.error();
  return Before{std::move(*ledger), std::move(*decisions)};
}

bool is_of_year(std::string_view period, int year) {
  const auto parsed = parse_period(period);
  return parsed && parsed->year == year;
}

Result<std::vector<BlockReader>> open_blocks(int year, store::ReportSource& vault,
                                             const crypto::Identity& identity) {
  const auto stored = vault.blocks();
  if (!stored) return vault_not_read(stored.error());
  std::vector<BlockReader> blocks;
  for (const auto& block : *stored) {
    if (!is_of_year(block.period, year)) continue;
    auto reader = BlockReader::open(block, vault, identity);
    if (!reader) return reader.error();
    blocks.push_back(std::move(*reader));
  }
  return blocks;
}

bool has(const std::vector<BlockReader>& blocks, std::string_view period) {
  return std::ranges::any_of(blocks,
                             [&](const auto& block) { return to_string(block.head().period) == period; });
}

// Of the single reports that a release marked, before there were blocks, those of one period that are in no
// block. What reviewers reject is left out here too: otherwise a damaged report would stand in the way for
// ever.
Result<void> make_block(const Counting& counting, const Period& period,
                        const std::vector<BlockReader>& blocks, std::span<const ReportId> rejected,
                        store::ReportSource& vault, const crypto::Identity& identity) {
  std::vector<ReportId> left_out(rejected.begin(), rejected.end());
  for (const auto& block : blocks) {
    const auto ids = reports_in(block, vault);
    if (!ids) return ids.error();
    left_out.insert(left_out.end(), ids->begin(), ids->end());
  }
  std::ranges::sort(left_out);
  const auto writer = BlockWriter::make(counting.spool);
  if (!writer) return writer.error();
  const auto kept = keep_rows({period, counting.forms, Rows::counted, left_out, counting.batch}, vault,
                              identity, threads_of(counting), {}, **writer, {});
  if (!kept) return kept.error();
  const auto block = (*writer)->finish(period, 0, identity.recipient());
  if (!block) return block.error();
  const auto added = vault.add_block(to_string(period), *block);
  if (!added && added.error() != store::Errc::duplicate)
    return Refusal{Refusal::Kind::vault, fmt::format("The vault failed: {}.", added.error().message())};
  return {};
}

// All blocks of the year, one for each of its lines in the ledger.
Result<std::vector<BlockReader>> complete_blocks(const Counting& counting, const Before& before,
                                                 std::span<const ReportId> rejected,
                                                 store::ReportSource& vault,
                                                 const crypto::Identity& identity) {
  auto blocks = open_blocks(counting.period.year, vault, identity);
  if (!blocks) return blocks.error();
  for (const auto& line : before.ledger) {
    if (!is_of_year(line.period, counting.period.year) || has(*blocks, line.period)) continue;
    const auto period = parse_period(line.period).value();
    if (auto ok = make_block(counting, period, *blocks, rejected, vault, identity); !ok) return ok.error();
    blocks = open_blocks(counting.period.year, vault, identity);
    if (!blocks) return blocks.error();
  }
  return blocks;
}

std::uint64_t reports_of(std::span<const BlockReader> blocks) {
  std::uint64_t reports = 0;
  for (const auto& block : blocks)
    for (const auto& stripe : block.head().stripes) reports += stripe.reports;
  return reports;
}

// Of a year, the quarters that the ledger has; of a quarter, none.
Quarters released_quarters(const Period& period, const std::vector<store::LedgerLine>& ledger) {
  Quarters quarters;
  if (period.quarter != 0) return quarters;
  for (const auto& line : ledger) {
    const auto released = parse_period(line.period);
    if (released && released->year == period.year && released->quarter != 0) quarters.set(released->quarter);
  }
  return quarters;
}

std::vector<Share> make_shares(const Counting& counting, Quarters released) {
  std::vector<Share> shares;
  for (std::size_t i = 0; i < threads_of(counting); ++i)
    shares.emplace_back(counting.tables, counting.forms, released);
  return shares;
}

Tabulation added_up(std::vector<Share>& shares, Tabulator Share::*part) {
  auto& first = shares.front().*part;
  for (std::size_t i = 1; i < shares.size(); ++i) first.merge(shares[i].*part);
  return {first.tables(), first.reports()};
}

}  // namespace

Tabulation sum(const Tabulation& a, const Tabulation& b) {
  Tabulation both = a;
  both.reports += b.reports;
  for (std::size_t i = 0; i < both.tables.size(); ++i) {
    auto& counts = both.tables[i].counts;
    std::ranges::transform(counts, b.tables[i].counts, counts.begin(), std::plus());
  }
  return both;
}

Result<Count> count_period(const Counting& counting, store::ReportSource& vault,
                           const crypto::Identity& identity, const Progress& progress) {
  const auto before = read_before(vault, identity);
  if (!before) return before.error();
  const auto left_out = reports_not_counted(before->decisions, vault, identity, counting.forms);
  if (!left_out) return left_out.error();
  const auto blocks = complete_blocks(counting, *before, *left_out, vault, identity);
  if (!blocks) return blocks.error();

  Count count;
  count.released_quarters = released_quarters(counting.period, before->ledger);
  auto shares = make_shares(counting, count.released_quarters);
  std::uint64_t done = 0;
  const std::uint64_t in_blocks = reports_of(*blocks);
  const auto waiting = vault.count_waiting();
  if (!waiting) return vault_not_read(waiting.error());
  const auto counted = count_blocks({counting.period, counting.forms, *left_out}, *blocks, vault, shares,
                                    [&](std::uint64_t reports) {
                                      done += reports;
                                      if (progress) progress(done, in_blocks + *waiting);
                                    });
  if (!counted) return counted.error();

  auto writer = BlockWriter::make(counting.spool);
  if (!writer) return writer.error();
  count.writer = std::move(*writer);
  const auto further = [&](std::uint64_t opened, std::uint64_t all) {
    if (progress) progress(in_blocks + opened, in_blocks + all);
  };
  auto ids = keep_rows({counting.period, counting.forms, Rows::waiting, *left_out, counting.batch}, vault,
                       identity, threads_of(counting), shares, *count.writer, further);
  if (!ids) return ids.error();
  count.waiting = std::move(*ids);
  count.seen = {before->ledger.size(), before->decisions.empty() ? 0 : before->decisions.back().number};
  auto block = count.writer->finish(counting.period, count.seen.last_decision, identity.recipient());
  if (!block) return block.error();
  count.block = std::move(*block);
  count.not_counted = left_out->size();
  count.again = added_up(shares, &Share::again);
  count.fresh = added_up(shares, &Share::fresh);
  return count;
}

Result<Tabulation> count_released(const Counting& counting, store::ReportSource& vault,
                                  const crypto::Identity& identity, const Progress& progress) {
  auto before = read_before(vault, identity);
  if (!before) return before.error();
  auto blocks = open_blocks(counting.period.year, vault, identity);
  if (!blocks) return blocks.error();
  // Only those that were there when the period was released.
  std::vector<BlockReader> then;
  bool found = false;
  for (const auto& line : before->ledger) {
    if (found || !is_of_year(line.period, counting.period.year)) continue;
    const auto block = std::ranges::find(*blocks, line.period,
                                         [](const auto& reader) { return to_string(reader.head().period); });
    if (block == blocks->end()) break;
    found = line.period == to_string(counting.period);
    then.push_back(std::move(*block));
  }
  if (!found)
    return Refusal{Refusal::Kind::nothing,
                   fmt::format("The vault keeps no facts of a release of {}.", to_string(counting.period))};
  // And the decisions that its release knew.
  std::erase_if(before->decisions,
                [&](const auto& decision) { return decision.number > then.back().head().last_decision; });
  const auto left_out = reports_not_counted(before->decisions, vault, identity, counting.forms);
  if (!left_out) return left_out.error();
  auto shares = make_shares(counting, {});
  std::uint64_t done = 0;
  const auto counted = count_blocks({counting.period, counting.forms, *left_out}, then, vault, shares,
                                    [&](std::uint64_t more) {
                                      done += more;
                                      if (progress) progress(done, reports_of(then));
                                    });
  if (!counted) return counted.error();
  return added_up(shares, &Share::fresh);
}

}  // namespace tellsafe::release
