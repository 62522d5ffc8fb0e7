#include "service/runtime/stop_signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <future>

namespace tellsafe::runtime {
namespace {

TEST(StopSignals, CallsForEachOfItsSignals) {
  for (const int signal : {SIGTERM, SIGINT}) {
    std::promise<void> stopped;
    const StopSignals signals([&] { stopped.set_value(); });
    ASSERT_EQ(::kill(::getpid(), signal), 0);
    stopped.get_future().wait();
  }
}

TEST(StopSignals, CallsOnceForMany) {
  std::atomic<int> calls = 0;
  {
    std::promise<void> stopped;
    const StopSignals signals([&] {
      ++calls;
      stopped.set_value();
    });
    ASSERT_EQ(::kill(::getpid(), SIGTERM), 0);
    stopped.get_future().wait();
    ASSERT_EQ(::kill(::getpid(), SIGTERM), 0);
    ASSERT_EQ(::kill(::getpid(), SIGINT), 0);
  }
  EXPECT_EQ(calls, 1);
}

TEST(StopSignals, CallsNobodyWhenItIsDestroyed) {
  std::atomic<int> calls = 0;
  for (int i = 0; i < 100; ++i) const StopSignals signals([&] { ++calls; });
  EXPECT_EQ(calls, 0);
}

TEST(StopSignals, LeavesTheMaskAsItWas) {
  {
    const StopSignals signals([] {});
  }
  sigset_t now;
  pthread_sigmask(SIG_BLOCK, nullptr, &now);
  EXPECT_EQ(sigismember(&now, SIGTERM), 0);
  EXPECT_EQ(sigismember(&now, SIGINT), 0);
}

}  // namespace
}  // namespace tellsafe::runtime
