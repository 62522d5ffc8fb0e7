#include "tests/support/fake_vault.h"

#include <algorithm>

#include "crypto/hash.h"

namespace tellsafe::test_support {

using store::Errc;
using store::make_error_code;

namespace {

// The chain of the ledger, as service/store/README.md specifies it.
std::array<std::uint8_t, 32> chained(const store::LedgerLine* before, const store::LedgerLine& line) {
  crypto::Bytes text;
  if (before != nullptr)
    text.assign(before->chain.begin(), before->chain.end());
  else
    text.assign(32, 0);
  for (int shift = 56; shift >= 0; shift -= 8)
    text.push_back(static_cast<std::uint8_t>(line.number >> shift));
  text.insert(text.end(), line.period.begin(), line.period.end());
  text.push_back(0);
  text.insert(text.end(), line.manifests.begin(), line.manifests.end());
  return crypto::sha256(text);
}

}  // namespace

FakeVault::FakeVault() {
  crypto::start();
  receipt_key_ = crypto::SecretBytes::random(32);
}

store::Result<void> FakeVault::failing() const {
  if (fail_with) return make_error_code(*fail_with);
  return {};
}

store::Result<void> FakeVault::append(store::NewReport report) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  const auto same_receipt = [&](const auto& entry) { return entry.second.report.receipt == report.receipt; };
  if (reports_.contains(report.id) || std::ranges::any_of(reports_, same_receipt))
    return make_error_code(Errc::duplicate);
  if (std::ranges::find(epochs_, report.epoch, &store::Epoch::id) == epochs_.end())
    return make_error_code(Errc::unknown_epoch);
  if (std::ranges::find(forms_, report.form, &store::StoredForm::version) == forms_.end())
    return make_error_code(Errc::unknown_form);
  const auto id = report.id;
  reports_.emplace(id, Kept{std::move(report), false});
  return {};
}

store::Result<store::ReceiptState> FakeVault::find(const crypto::ReceiptTag& receipt) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  for (const auto& [id, kept] : reports_)
    if (kept.report.receipt == receipt)
      return kept.counted ? store::ReceiptState::counted : store::ReceiptState::kept;
  return make_error_code(Errc::not_found);
}

store::Result<void> FakeVault::withdraw(const crypto::ReceiptTag& receipt) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  for (auto at = reports_.begin(); at != reports_.end(); ++at) {
    if (at->second.report.receipt != receipt) continue;
    if (at->second.counted) return make_error_code(Errc::already_counted);
    reports_.erase(at);
    return {};
  }
  return make_error_code(Errc::not_found);
}

store::Result<void> FakeVault::add_epoch(const store::Epoch& epoch) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  if (std::ranges::find(epochs_, epoch.id, &store::Epoch::id) != epochs_.end())
    return make_error_code(Errc::duplicate);
  epochs_.push_back(epoch);
  return {};
}

store::Result<void> FakeVault::add_form(const schema::FormVersion& version, std::string_view canonical_json) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  if (std::ranges::find(forms_, version, &store::StoredForm::version) == forms_.end())
    forms_.push_back({version, std::string(canonical_json)});
  return {};
}

store::Result<std::vector<store::Epoch>> FakeVault::epochs() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  return epochs_;
}

store::Result<std::vector<store::StoredForm>> FakeVault::forms() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  return forms_;
}

store::Result<std::uint64_t> FakeVault::count_reports() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  return reports_.size();
}

store::Result<void> FakeVault::each_report(const std::function<bool(const store::StoredReport&)>& visit) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  for (const auto& [id, kept] : reports_)
    if (!visit({id, kept.report.epoch, kept.report.form, kept.report.facts, kept.counted})) break;
  return {};
}

store::Result<std::uint64_t> FakeVault::count_waiting() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  return static_cast<std::uint64_t>(
      std::ranges::count_if(reports_, [](const auto& entry) { return !entry.second.counted; }));
}

store::Result<void> FakeVault::each_waiting(const std::function<bool(const store::StoredReport&)>& visit) {
  return each_report([&](const store::StoredReport& report) { return report.counted || visit(report); });
}

store::Result<void> FakeVault::report(store::ReportId report,
                                      const std::function<void(const store::StoredReport&)>& visit) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  const auto found = reports_.find(report);
  if (found == reports_.end()) return make_error_code(Errc::not_found);
  const auto& [kept, counted] = found->second;
  visit({report, kept.epoch, kept.form, kept.facts, counted});
  return {};
}

store::Result<void> FakeVault::each_story(const std::function<bool(const store::StoredStory&)>& visit) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  for (const auto& [id, kept] : reports_) {
    if (!kept.report.story) continue;
    const auto epoch = std::ranges::find(epochs_, kept.report.epoch, &store::Epoch::id);
    if (epoch == epochs_.end()) return make_error_code(Errc::unknown_epoch);
    if (!visit({id, epoch->day, *kept.report.story})) break;
  }
  return {};
}

store::Result<store::Bytes> FakeVault::story(store::ReportId report) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  const auto found = reports_.find(report);
  if (found == reports_.end() || !found->second.report.story) return make_error_code(Errc::not_found);
  return *found->second.report.story;
}

store::Result<std::vector<store::StoredDecision>> FakeVault::decisions() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  return decisions_;
}

store::Result<std::uint64_t> FakeVault::add_decision(store::ByteView file, std::uint64_t last) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  if (last != (decisions_.empty() ? 0 : decisions_.back().number)) return make_error_code(Errc::changed);
  decisions_.push_back({++last_decision_, {file.begin(), file.end()}});
  return last_decision_;
}

store::Result<void> FakeVault::remove_decision(std::uint64_t number) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  const auto found = std::ranges::find(decisions_, number, &store::StoredDecision::number);
  if (found == decisions_.end()) return make_error_code(Errc::not_found);
  decisions_.erase(found);
  return {};
}

store::Result<std::vector<store::StoredBlock>> FakeVault::blocks() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  return blocks_;
}

store::Result<store::Bytes> FakeVault::block_piece(store::BlockId block, std::uint64_t stripe,
                                                   std::uint64_t column) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  const auto found = pieces_.find({block, stripe, column});
  if (found == pieces_.end()) return make_error_code(Errc::not_found);
  return found->second;
}

store::Result<void> FakeVault::add_block(std::string_view period, const store::NewBlock& block) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  if (std::ranges::find(ledger_, period, &store::LedgerLine::period) == ledger_.end())
    return make_error_code(Errc::not_found);
  if (std::ranges::find(blocks_, period, &store::StoredBlock::period) != blocks_.end())
    return make_error_code(Errc::duplicate);
  keep(period, block);
  return {};
}

void FakeVault::keep(std::string_view period, const store::NewBlock& block) {
  blocks_.push_back({block.id, std::string(period), block.sealed_key});
  block.each_piece([&](const store::BlockPiece& piece) {
    pieces_[{block.id, piece.stripe, piece.column}].assign(piece.sealed.begin(), piece.sealed.end());
  });
}

store::Result<std::vector<store::LedgerLine>> FakeVault::ledger() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  return ledger_;
}

store::Result<store::Bytes> FakeVault::proof(std::string_view period) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  const auto found = proofs_.find(period);
  if (found == proofs_.end()) return make_error_code(Errc::not_found);
  return found->second;
}

store::Result<store::LedgerLine> FakeVault::record_release(const store::NewRelease& release) {
  if (before_record) before_record();
  const std::scoped_lock lock(mutex_);
  if (auto ok = failing(); !ok) return ok.error();
  if (std::ranges::find(ledger_, release.period, &store::LedgerLine::period) != ledger_.end())
    return make_error_code(Errc::period_exists);
  const std::uint64_t last_decision = decisions_.empty() ? 0 : decisions_.back().number;
  if (release.seen &&
      (release.seen->ledger_lines != ledger_.size() || release.seen->last_decision != last_decision))
    return make_error_code(Errc::changed);
  if (!std::ranges::all_of(release.counted, [&](store::ReportId id) { return reports_.contains(id); }))
    return make_error_code(Errc::changed);
  for (const auto id : release.counted) reports_[id].counted = true;
  if (release.block != nullptr) keep(release.period, *release.block);
  if (!release.proof.empty())
    proofs_[std::string(release.period)].assign(release.proof.begin(), release.proof.end());
  store::LedgerLine line{ledger_.size() + 1, std::string(release.period), release.manifests, {}};
  line.chain = chained(ledger_.empty() ? nullptr : &ledger_.back(), line);
  ledger_.push_back(line);
  return line;
}

}  // namespace tellsafe::test_support
