// The reading side of the vault on SQLCipher. Private to the store: see vault.h for the contract.
#pragma once

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
  Result<void> each_story(const std::function<bool(const StoredStory&)>& visit) override;
  Result<Bytes> story(ReportId report) override;
  Result<std::vector<LedgerLine>> ledger() override;
  Result<LedgerLine> record_release(std::string_view period, const std::array<std::uint8_t, 32>& manifests,
                                    std::span<const ReportId> counted) override;

 private:
  std::vector<LedgerLine> read_ledger();

  Database database_;
};

}  // namespace tellsafe::store
