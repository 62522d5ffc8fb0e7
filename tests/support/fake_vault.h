// A vault in memory, for tests of what stands above the store. It keeps the contracts of
// service/store/vault.h, and lets a test look at what was stored, make the store fail, and step in between
// counting and recording.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "service/store/vault.h"

namespace tellsafe::test_support {

class FakeVault : public store::ReportSink, public store::ReportSource {
 public:
  FakeVault();

  store::Result<void> append(store::NewReport report) override;
  store::Result<store::ReceiptState> find(const crypto::ReceiptTag& receipt) override;
  store::Result<void> withdraw(const crypto::ReceiptTag& receipt) override;
  store::Result<void> add_epoch(const store::Epoch& epoch) override;
  store::Result<void> add_form(const schema::FormVersion& version, std::string_view canonical_json) override;
  const crypto::SecretBytes& receipt_key() const override { return receipt_key_; }

  store::Result<std::vector<store::Epoch>> epochs() override;
  store::Result<std::vector<store::StoredForm>> forms() override;
  store::Result<std::uint64_t> count_reports() override;
  store::Result<void> each_report(const std::function<bool(const store::StoredReport&)>& visit) override;
  store::Result<std::uint64_t> count_waiting() override;
  store::Result<void> each_waiting(const std::function<bool(const store::StoredReport&)>& visit) override;
  store::Result<void> report(store::ReportId report,
                             const std::function<void(const store::StoredReport&)>& visit) override;
  store::Result<void> each_story(const std::function<bool(const store::StoredStory&)>& visit) override;
  store::Result<store::Bytes> story(store::ReportId report) override;
  store::Result<std::vector<store::StoredDecision>> decisions() override;
  store::Result<std::uint64_t> add_decision(store::ByteView file, std::uint64_t last) override;
  store::Result<void> remove_decision(std::uint64_t number) override;
  store::Result<std::vector<store::StoredBlock>> blocks() override;
  store::Result<store::Bytes> block_piece(store::BlockId block, std::uint64_t stripe,
                                          std::uint64_t column) override;
  store::Result<void> add_block(std::string_view period, const store::NewBlock& block) override;
  store::Result<std::vector<store::LedgerLine>> ledger() override;
  store::Result<store::Bytes> proof(std::string_view period) override;
  store::Result<store::LedgerLine> record_release(const store::NewRelease& release) override;

  // For the test's hands, not locked: no other thread may be at work.
  struct Kept {
    store::NewReport report;
    bool counted = false;
  };
  std::map<store::ReportId, Kept>& kept() { return reports_; }
  std::vector<store::Epoch>& kept_epochs() { return epochs_; }
  std::vector<store::StoredForm>& kept_forms() { return forms_; }
  std::vector<store::StoredDecision>& kept_decisions() { return decisions_; }
  std::vector<store::StoredBlock>& kept_blocks() { return blocks_; }
  using PiecePlace = std::tuple<store::BlockId, std::uint64_t, std::uint64_t>;  // block, stripe, column
  std::map<PiecePlace, store::Bytes>& kept_pieces() { return pieces_; }
  std::map<std::string, store::Bytes, std::less<>>& kept_proofs() { return proofs_; }  // by period

  // While set, each call fails with it, and nothing is stored.
  std::optional<store::Errc> fail_with;
  // Called at the beginning of each record_release.
  std::function<void()> before_record;

 private:
  store::Result<void> failing() const;
  void keep(std::string_view period, const store::NewBlock& block);

  std::mutex mutex_;
  crypto::SecretBytes receipt_key_;
  std::map<store::ReportId, Kept> reports_;
  std::vector<store::Epoch> epochs_;
  std::vector<store::StoredForm> forms_;
  std::vector<store::StoredDecision> decisions_;
  std::uint64_t last_decision_ = 0;
  std::vector<store::StoredBlock> blocks_;
  std::map<PiecePlace, store::Bytes> pieces_;
  std::vector<store::LedgerLine> ledger_;
  std::map<std::string, store::Bytes, std::less<>> proofs_;
};

}  // namespace tellsafe::test_support
