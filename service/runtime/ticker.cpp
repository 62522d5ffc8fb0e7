#include "service/runtime/ticker.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace tellsafe::runtime {
namespace {

void tick(const std::stop_token& stop, std::chrono::milliseconds pause, const std::function<void()>& job) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    job();
    never.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace

Ticker::Ticker(std::chrono::milliseconds pause, std::function<void()> job)
    : thread_(tick, pause, std::move(job)) {}

}  // namespace tellsafe::runtime
