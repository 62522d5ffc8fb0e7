// The keys of the vault's epochs, opened as far as they are needed.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <unordered_map>

#include "crypto/epoch_open.h"
#include "crypto/identity.h"
#include "service/release/refusal.h"
#include "service/store/vault.h"

namespace tellsafe::release {

// Once all is opened that shall be, thread safe for looking up.
class EpochKeys {
 public:
  struct Entry {
    std::chrono::sys_days day;
    crypto::Bytes sealed;
    std::optional<crypto::OpenedEpochKey> key;  // none: not opened, or it can't be
    std::optional<Refusal> refusal;             // why it can't be
  };

  // Reads all and opens none. errors: vault
  static Result<EpochKeys> read(store::ReportSource& vault);
  // Opens those of the days from `first` on and before `end`. One that does not open is no error until a
  // report asks for it.
  void open(const crypto::Identity& identity, std::chrono::sys_days first, std::chrono::sys_days end);
  void open(const crypto::Identity& identity, store::EpochId epoch);
  const Entry* find(store::EpochId epoch) const;

 private:
  std::unordered_map<store::EpochId, Entry> entries_;
};

// "The vault could not be read: …".
Refusal vault_not_read(const boost::system::error_code& error);

}  // namespace tellsafe::release
