// The current epoch: its key lives here in guarded memory, for one of the city's days at most.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "crypto/epoch.h"
#include "service/runtime/clock.h"
#include "service/store/vault.h"

namespace tellsafe::intake {

struct CurrentEpoch {
  store::EpochId id = 0;
  std::chrono::sys_days day;
  std::shared_ptr<const crypto::EpochKey> key;
};

// Thread safe. The destructor wipes the key (once the last report in flight has been sealed).
class EpochKeeper {
 public:
  // Told when an epoch begins and when its key is wiped.
  using Notice = std::function<void(bool opened)>;
  EpochKeeper(const runtime::Clock& clock, store::ReportSink& vault, crypto::Recipient release,
              Notice notice);
  ~EpochKeeper();
  EpochKeeper(const EpochKeeper&) = delete;
  EpochKeeper& operator=(const EpochKeeper&) = delete;

  // The epoch of today. The first call of a day wipes the key of the day before, makes a new one and puts it,
  // sealed, on disk before it gives it out: a report can never be sealed under a key that the custodian does
  // not have. To be called at the start of each day as well, so that no key outlives its day, and so that a
  // day's epoch says nothing about when its first report came. errors: the vault's
  store::Result<CurrentEpoch> current();

 private:
  void wipe();

  const runtime::Clock& clock_;
  store::ReportSink& vault_;
  crypto::Recipient release_;
  Notice notice_;
  std::mutex mutex_;
  std::optional<CurrentEpoch> epoch_;
};

}  // namespace tellsafe::intake
