// Threads for what waits on the disk, with a bounded queue: a full queue is answered at once ("come back in a
// moment") instead of being waited for.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tellsafe::runtime {

// Thread safe. Jobs must not throw.
class BlockingPool {
 public:
  // queue: how many jobs may wait beside those that run.
  BlockingPool(std::size_t threads, std::size_t queue);
  // Drains: every job that was taken is done when it returns.
  ~BlockingPool();
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;

  // False, and the job is not taken, when the queue is full or drain() was called.
  bool try_post(std::function<void()> job);
  // Takes no more jobs, does those that wait and ends the threads. Safe to call again.
  void drain();

 private:
  void work();

  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t idle_ = 0;
  bool draining_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace tellsafe::runtime
