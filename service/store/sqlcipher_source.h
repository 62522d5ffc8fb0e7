// The reading side of the vault on SQLCipher. Private to the store: see vault.h for the contract.
#pragma once

#include <optional>
#include <string_view>

#include "service/store/database.h"
#include "service/store/vault.h"

namespace tellsafe::store {

class SqlcipherSource final : public ReportSource {
 public:
  explicit SqlcipherSource(Database database) : database_(std::move(database)) {}

  Result<std::vector<Epoch>> epochs() override;
  Result<std::vector<StoredForm>> forms() override;
  Result<std::uint64_t> count_reports() override;
  Result<void> each_report(const std::function<bool(const StoredReport&)>& visit) override;
  Result<std::uint64_t> count_waiting() override;
  Result<void> each_waiting(const std::function<bool(const StoredReport&)>& visit) override;
  Result<void> report(ReportId report, const std::function<void(const StoredReport&)>& visit) override;
  Result<void> each_story(const std::function<bool(const StoredStory&)>& visit) override;
  Result<Bytes> story(ReportId report) override;
  Result<std::vector<LedgerLine>> ledger() override;
  Result<Bytes> proof(std::string_view period) override;
  Result<LedgerLine> record_release(const NewRelease& release) override;

  // sqlcipher_review.cpp
  Result<std::vector<StoredDecision>> decisions() override;
  Result<std::uint64_t> add_decision(ByteView file, std::uint64_t last) override;
  Result<void> remove_decision(std::uint64_t number) override;

  // sqlcipher_block.cpp
  Result<std::vector<StoredBlock>> blocks() override;
  Result<Bytes> block_piece(BlockId block, std::uint64_t stripe, std::uint64_t column) override;
  Result<void> add_block(std::string_view period, const NewBlock& block) override;

 private:
  void walk(std::string_view from_and_where, const std::function<bool(const StoredReport&)>& visit);
  std::vector<LedgerLine> read_ledger();
  std::uint64_t last_decision();
  void check(const Seen& seen, std::span<const LedgerLine> lines);
  void mark(std::span<const ReportId> counted);
  void keep(std::string_view period, const NewBlock& block);

  Database database_;
  std::optional<Statement> find_piece_;  // asked for thousands of times
};

}  // namespace tellsafe::store
