// The time of day as a test sets it. Thread safe; must outlive the clocks that it gives.
#pragma once

#include <atomic>

#include "service/access/wall_clock.h"

namespace tellsafe::test_support {

class ManualWallClock {
 public:
  store::Time now() const { return now_; }
  void pass(std::chrono::seconds time) { now_ = now_.load() + time; }
  access::WallClock clock() const {
    return [this] { return now(); };
  }

 private:
  std::atomic<store::Time> now_{store::Time(std::chrono::seconds(1'800'000'000))};  // 2027-01-15 08:00
};

}  // namespace tellsafe::test_support
