// Something to be done again and again: the end of a day, a new release.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace tellsafe::runtime {

// Calls `job` on a thread of its own, first at once and then after each `pause`, until it is destroyed.
// The job must not throw. The destructor waits for a call that is under way.
class Ticker {
 public:
  Ticker(std::chrono::milliseconds pause, std::function<void()> job);

 private:
  std::jthread thread_;
};

}  // namespace tellsafe::runtime
