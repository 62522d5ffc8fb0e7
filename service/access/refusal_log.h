// Refusals in the audit log, few enough that nobody can fill the disk with them.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "service/access/audit_log.h"
#include "service/access/wall_clock.h"

namespace tellsafe::access {

// Of one actor and action, at most one line in so long; the others are counted.
inline constexpr std::chrono::seconds refusal_interval{60};

// Thread safe. Whoever is not known is `anybody`, all of them one actor, so that the number of actors is that
// of people and machines.
class RefusalLog {
 public:
  RefusalLog(Recorder& recorder, WallClock now);
  // What was counted and stands in no line yet is written.
  ~RefusalLog();
  RefusalLog(const RefusalLog&) = delete;
  RefusalLog& operator=(const RefusalLog&) = delete;

  // Records a refusal or counts it. A count is written as "… (and 41 more)": with the next refusal of the
  // same kind once the interval is over, or with a refusal of any kind; it is the one line of its interval
  // too. A log that cannot be written is no reason to let somebody in, so nothing is thrown or returned; what
  // could not be written stays counted.
  void note(std::string_view actor, Action action, std::string_view reason);

 private:
  struct Noted {
    store::Time written{};
    std::uint64_t more = 0;
    std::string reason;  // of the last one that was counted
  };
  using Key = std::pair<std::string, Action>;
  void write_counted(store::Time now, bool all);
  bool write(const Key& key, const std::string& reason, std::uint64_t more);

  Recorder& recorder_;
  WallClock now_;
  std::mutex mutex_;
  std::map<Key, Noted> noted_;
};

}  // namespace tellsafe::access
