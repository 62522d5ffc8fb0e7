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

  // The epoch of today. The first call of a day makes a key and puts it, sealed, on disk before it gives it
  // out: a report can never be sealed under a key that the custodian does not have. errors: the vault's
  store::Result<CurrentEpoch> current();
  // Wipes the key of a day that is over. To be called often enough that a key does not outlive its day for
  // long.
  void wipe_if_over();

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
