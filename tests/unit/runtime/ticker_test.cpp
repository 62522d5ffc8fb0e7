#include "service/runtime/ticker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace tellsafe::runtime {
namespace {

TEST(Ticker, CallsAgainAndAgain) {
  std::latch calls(5);
  std::atomic<int> left = 5;
  const Ticker ticker(std::chrono::milliseconds(1), [&] {
    if (left-- > 0) calls.count_down();
  });
  calls.wait();
}

TEST(Ticker, CallsAtOnceAndEndsWithoutWaitingForItsPause) {
  std::latch called(1);
  const Ticker ticker(std::chrono::hours(24), [&] { called.count_down(); });
  called.wait();
}

}  // namespace
}  // namespace tellsafe::runtime
