// Steady time that passes when a test says so. Thread safe.
#pragma once

#include <atomic>

#include "service/runtime/steady_clock.h"

namespace tellsafe::test_support {

class ManualSteadyClock final : public runtime::SteadyClock {
 public:
  TimePoint now() const override { return now_; }
  void pass(std::chrono::steady_clock::duration time) { now_ = now_.load() + time; }

 private:
  std::atomic<TimePoint> now_{TimePoint(std::chrono::hours(1000))};
};

}  // namespace tellsafe::test_support
