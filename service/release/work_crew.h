// One thread that hands out jobs, and several that do them: a bounded queue between, so that memory stays
// bounded however fast the one is.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace tellsafe::release {

// Jobs are begun in the order in which they were given, and each that was begun is done to its end.
template <class Job>
class WorkCrew {
 public:
  using Work = std::function<void(std::size_t worker, Job& job)>;

  // `work` is called from `workers` threads (at least 1); at most two jobs for each of them wait.
  WorkCrew(std::size_t workers, Work work) : work_(std::move(work)), most_(2 * workers) {
    for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([this, i] { run(i); });
  }
  ~WorkCrew() { stop(); }
  WorkCrew(const WorkCrew&) = delete;
  WorkCrew& operator=(const WorkCrew&) = delete;

  // Waits while too many wait. False when the crew has stopped.
  bool give(Job job) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return jobs_.size() < most_ || stopped_; });
    if (stopped_) return false;
    jobs_.push_back(std::move(job));
    there_.notify_one();
    return true;
  }

  // No more jobs come and none that waits is begun. May be called from `work`.
  void refuse_more() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    jobs_.clear();
    there_.notify_all();
    room_.notify_all();
  }

  // Waits until all that was given is done. Throws again what `work` threw first.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      finished_ = true;
      there_.notify_all();
    }
    join();
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  void run(std::size_t worker) {
    while (auto job = next()) {
      try {
        work_(worker, *job);
      } catch (...) {
        {
          const std::lock_guard lock(mutex_);
          if (!thrown_) thrown_ = std::current_exception();
        }
        refuse_more();
      }
    }
  }

  std::optional<Job> next() {
    std::unique_lock lock(mutex_);
    there_.wait(lock, [&] { return !jobs_.empty() || finished_ || stopped_; });
    if (jobs_.empty()) return std::nullopt;
    std::optional<Job> job(std::move(jobs_.front()));
    jobs_.pop_front();
    room_.notify_one();
    return job;
  }

  void stop() {
    refuse_more();
    join();
  }

  void join() {
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

  Work work_;
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable there_;  // jobs, or an end
  std::condition_variable room_;
  std::deque<Job> jobs_;
  bool finished_ = false;
  bool stopped_ = false;
  std::exception_ptr thrown_;
  std::vector<std::thread> threads_;
};

}  // namespace tellsafe::release
