// Time that only ever goes on, for what must not follow a change of the machine's clock or a demonstration's
// day: how long a form was open, how fast reports come in, when a challenge runs out. Nothing that it says is
// stored with a report.
#pragma once

#include <chrono>

namespace tellsafe::runtime {

// Thread safe.
class SteadyClock {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;
  virtual ~SteadyClock() = default;
  virtual TimePoint now() const = 0;
};

// The machine's.
class RealSteadyClock final : public SteadyClock {
 public:
  TimePoint now() const override { return std::chrono::steady_clock::now(); }
};

}  // namespace tellsafe::runtime
