#include "service/runtime/blocking_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace tellsafe::runtime {
namespace {

TEST(BlockingPool, DoesWhatItTook) {
  std::atomic<int> done = 0;
  BlockingPool pool(3, 100);
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(pool.try_post([&] { ++done; }));
  pool.drain();
  EXPECT_EQ(done, 50);
}

TEST(BlockingPool, TakesNoMoreThanItsThreadsAndItsQueue) {
  std::promise<void> gate;
  const std::shared_future<void> open = gate.get_future().share();
  std::atomic<int> done = 0;
  BlockingPool pool(2, 3);
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(pool.try_post([&, open] {
      open.wait();
      ++done;
    })) << i;
  }
  EXPECT_FALSE(pool.try_post([&] { ++done; }));
  gate.set_value();
  pool.drain();
  EXPECT_EQ(done, 5);
}

TEST(BlockingPool, TakesMoreWhenThereIsRoomAgain) {
  BlockingPool pool(1, 0);
  for (int i = 0; i < 100; ++i) {
    std::promise<void> done;
    while (!pool.try_post([&] { done.set_value(); })) std::this_thread::yield();
    done.get_future().wait();
  }
}

TEST(BlockingPool, TakesNothingAfterDraining) {
  BlockingPool pool(1, 10);
  pool.drain();
  EXPECT_FALSE(pool.try_post([] {}));
  pool.drain();
}

TEST(BlockingPool, RunsJobsAtTheSameTime) {
  std::promise<void> first;
  std::promise<void> second;
  BlockingPool pool(2, 0);
  // Each waits for the other.
  EXPECT_TRUE(pool.try_post([&] {
    first.set_value();
    second.get_future().wait();
  }));
  EXPECT_TRUE(pool.try_post([&] {
    first.get_future().wait();
    second.set_value();
  }));
  pool.drain();
}

}  // namespace
}  // namespace tellsafe::runtime
