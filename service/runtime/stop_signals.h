// SIGTERM and SIGINT as a call.
#pragma once

#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>

namespace tellsafe::runtime {

// While it lives, SIGTERM and SIGINT end nothing; the first of them calls `on_stop` on a thread of its own.
// To be made before any other thread, because threads inherit the mask of signals.
class StopSignals {
 public:
  explicit StopSignals(std::function<void()> on_stop);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  sigset_t before_{};
  std::jthread waiting_;
};

}  // namespace tellsafe::runtime
