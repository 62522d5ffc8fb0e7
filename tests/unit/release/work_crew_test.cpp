#include "service/release/work_crew.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <stdexcept>

namespace tellsafe::release {
namespace {

TEST(WorkCrew, DoesEachJobOnce) {
  std::mutex mutex;
  std::multiset<int> done;
  WorkCrew<int> crew(3, [&](std::size_t worker, int& job) {
    EXPECT_LT(worker, 3U);
    const std::lock_guard lock(mutex);
    done.insert(job);
  });
  std::multiset<int> given;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(crew.give(i));
    given.insert(i);
  }
  crew.finish();
  EXPECT_EQ(done, given);
}

TEST(WorkCrew, HoldsFewJobsAtATime) {
  std::atomic<int> alive{0};
  std::atomic<int> most{0};
  struct Job {
    std::atomic<int>* alive;
    std::shared_ptr<void> counted;
  };
  WorkCrew<Job> crew(2, [](std::size_t, Job&) {});
  for (int i = 0; i < 1000; ++i) {
    most = std::max(most.load(), ++alive);
    crew.give({&alive, std::shared_ptr<void>(nullptr, [&](void*) { --alive; })});
  }
  crew.finish();
  EXPECT_EQ(alive, 0);
  EXPECT_LE(most, 2 * 2 + 2 + 1);
}

TEST(WorkCrew, ThrowsWhatAJobThrewAndTakesNoMore) {
  WorkCrew<int> crew(2, [](std::size_t, int& job) {
    if (job == 5) throw std::runtime_error("five");
  });
  int given = 0;
  while (given < 100'000 && crew.give(given)) ++given;
  EXPECT_LT(given, 100'000);
  EXPECT_THROW(crew.finish(), std::runtime_error);
}

TEST(WorkCrew, EndsWhatWasBegunWhenItRefusesMore) {
  std::atomic<int> begun{0};
  std::atomic<int> ended{0};
  {
    WorkCrew<int> crew(2, [&](std::size_t, int& job) {
      ++begun;
      if (job == 10) crew.refuse_more();
      ++ended;
    });
    for (int i = 0; i < 1000 && crew.give(i); ++i) {
    }
    crew.finish();
  }
  EXPECT_EQ(begun, ended);
  EXPECT_GE(begun, 11);
}

}  // namespace
}  // namespace tellsafe::release
