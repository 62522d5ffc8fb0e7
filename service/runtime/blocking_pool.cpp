#include "service/runtime/blocking_pool.h"

#include <utility>

namespace tellsafe::runtime {

BlockingPool::BlockingPool(std::size_t threads, std::size_t queue) : most_waiting_(queue), idle_(threads) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back(&BlockingPool::work, this);
}

BlockingPool::~BlockingPool() {
  drain();
}

bool BlockingPool::try_post(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    if (draining_ || waiting_.size() >= most_waiting_ + idle_) return false;
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void BlockingPool::drain() {
  {
    const std::lock_guard lock(mutex_);
    draining_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void BlockingPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return draining_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    {
      const std::function<void()> job = std::move(waiting_.front());
      waiting_.pop_front();
      --idle_;
      lock.unlock();
      job();
    }
    lock.lock();
    ++idle_;
  }
}

}  // namespace tellsafe::runtime
