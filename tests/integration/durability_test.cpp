// Who was given a receipt finds their report again, whatever happened to the server.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

// Clients who send one report after another until their connection breaks, and what they were given.
class Stream {
 public:
  Stream(const City& city, int clients) {
    for (int i = 0; i < clients; ++i) {
      threads_.emplace_back([this, &city] { send_reports(city); });
    }
  }
  ~Stream() { join(); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Returns when at least `count` reports have been acknowledged, or when all clients have given up.
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return receipts_.size() >= count || gone_ == threads_.size(); });
  }
  // After the server's end: every receipt that was given out.
  std::vector<std::string> receipts() {
    join();
    return receipts_;
  }

 private:
  void send_reports(const City& city) {
    try {
      auto resident = city.resident();
      while (true) {
        auto receipt = resident.report(full_report("Antes del corte."));
        const std::lock_guard lock(mutex_);
        receipts_.push_back(std::move(receipt));
        changed_.notify_all();
      }
    } catch (const std::runtime_error&) {
      // The connection broke, as it should.
    }
    const std::lock_guard lock(mutex_);
    ++gone_;
    changed_.notify_all();
  }
  void join() {
    for (auto& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> receipts_;
  std::size_t gone_ = 0;
  std::vector<std::thread> threads_;
};

TEST(Durability, EveryAcknowledgedReportOutlivesSigkill) {
  City city;
  std::vector<std::string> acknowledged;
  std::mt19937 random(std::random_device{}());
  for (int round = 0; round < 3; ++round) {
    city.start();
    {
      Stream stream(city, 6);
      stream.wait_for(std::uniform_int_distribution<std::size_t>(20, 120)(random));
      city.kill();
      const auto more = stream.receipts();
      ASSERT_GE(more.size(), 20U) << "clients gave up before the server was killed";
      acknowledged.insert(acknowledged.end(), more.begin(), more.end());
    }
    city.start();
    EXPECT_GE(city.stored_reports(), acknowledged.size());
    auto resident = city.resident();
    for (const auto& receipt : acknowledged) ASSERT_EQ(resident.look_up(receipt).status, 200U);
    EXPECT_EQ(city.stop(), 0);
  }
}

TEST(Durability, SigtermFinishesWhatWasBegun) {
  City city;
  city.start();
  std::vector<std::string> acknowledged;
  {
    Stream stream(city, 6);
    stream.wait_for(30);
    EXPECT_EQ(city.stop(), 0);
    acknowledged = stream.receipts();
  }
  city.start();
  // A report whose answer was cut off could be there as well; none that was acknowledged may be missing.
  EXPECT_GE(city.stored_reports(), acknowledged.size());
  auto resident = city.resident();
  for (const auto& receipt : acknowledged) ASSERT_EQ(resident.look_up(receipt).status, 200U);
}

TEST(Durability, AWithdrawnReportStaysAway) {
  City city;
  city.start();
  auto resident = city.resident();
  const std::string receipt = resident.report(full_report("Me arrepentí."));
  ASSERT_EQ(resident.withdraw(receipt).status, 200U);
  city.kill();
  city.start();
  EXPECT_EQ(city.stored_reports(), 0U);
  EXPECT_EQ(city.resident().look_up(receipt).status, 404U);
}

}  // namespace
}  // namespace tellsafe::support
