// The writing side of the vault on SQLCipher. Private to the store: see vault.h for the contract.
#pragma once

#include "service/store/file_lock.h"
#include "service/store/group_writer.h"
#include "service/store/settling.h"
#include "service/store/vault.h"

namespace tellsafe::store {

class SqlcipherSink final : public ReportSink {
 public:
  // Two connections to one migrated vault. Throws DatabaseError.
  SqlcipherSink(FileLock lock, Database writing, Database reading, GroupLimits limits = {});
  // Commits what is waiting, settles every epoch (their keys end with the program) and empties the log.
  ~SqlcipherSink() override;
  SqlcipherSink(const SqlcipherSink&) = delete;
  SqlcipherSink& operator=(const SqlcipherSink&) = delete;

  Result<void> append(NewReport report) override;
  Result<ReceiptState> find(const crypto::ReceiptTag& receipt) override;
  Result<void> withdraw(const crypto::ReceiptTag& receipt) override;
  Result<void> add_epoch(const Epoch& epoch) override;
  Result<void> add_form(const schema::FormVersion& version, std::string_view canonical_json) override;
  const crypto::SecretBytes& receipt_key() const override { return receipt_key_; }

 private:
  // On the writer's thread.
  Result<void> insert(const NewReport& report);
  Result<void> remove(const crypto::ReceiptTag& receipt);
  std::optional<std::chrono::milliseconds> keep_house();

  FileLock lock_;
  Database writing_;
  Database reading_;
  crypto::SecretBytes receipt_key_;

  std::mutex reading_mutex_;
  Statement find_receipt_;  // with reading_, under the mutex

  // The rest belongs to the writer's thread while it runs.
  Statement epoch_settled_;
  Statement form_id_;
  Statement insert_report_;
  Statement insert_story_;
  Settling settling_;
  EpochId live_ = 0;        // of which reports are still coming
  bool settle_due_ = true;  // a program that was killed left its epochs unsettled
  bool shrink_due_ = true;
  std::optional<GroupWriter> writer_;
};

}  // namespace tellsafe::store
