// The clock stands at the edge. Nothing finer than a day is ever asked of it.
#pragma once

#include <chrono>

namespace tellsafe::runtime {

// Thread safe.
class Clock {
 public:
  virtual ~Clock() = default;
  // The city's day.
  virtual std::chrono::sys_days today() const = 0;
};

}  // namespace tellsafe::runtime
