// A clock that a test sets. Thread safe.
#pragma once

#include <atomic>
#include <chrono>

#include "service/runtime/clock.h"

namespace tellsafe::test_support {

class ManualClock final : public runtime::Clock {
 public:
  explicit ManualClock(std::chrono::sys_days day) : day_(day) {}
  std::chrono::sys_days today() const override { return day_; }
  void set(std::chrono::sys_days day) { day_ = day; }

 private:
  std::atomic<std::chrono::sys_days> day_;
};

}  // namespace tellsafe::test_support
