#include "service/store/group_writer.h"

#include <atomic>
#include <latch>

#include "service/store/connect.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class GroupWriterTest : public StoreTest {
 protected:
  GroupWriterTest() {
    std::ofstream(options_.file).close();
    database_.emplace(connect(options_.file, key_));
    database_->run("CREATE TABLE item (id INTEGER PRIMARY KEY, payload BLOB) STRICT");
  }

  void start(GroupLimits limits = {}) {
    writer_.emplace(*database_, limits, [this]() -> std::optional<std::chrono::milliseconds> {
      ++turns_;
      return std::nullopt;
    });
  }

  Result<void> insert(std::int64_t id, std::size_t size = 0) {
    return writer_->submit([&]() -> Result<void> {
      const Bytes payload(size, 1);
      database_->prepare("INSERT INTO item VALUES (?1, ?2)").bind(1, id).bind(2, ByteView(payload)).finish();
      return {};
    });
  }

  // Keeps the writer inside a change of its own until `count` others wait, which then make one group.
  template <class Work>
  void gather(std::size_t count, const Work& work) {
    std::latch inside(1);
    std::latch go(1);
    std::vector<std::thread> threads;
    threads.emplace_back([&] {
      (void)writer_->submit([&]() -> Result<void> {
        inside.count_down();
        go.wait();
        return {};
      });
    });
    inside.wait();
    for (std::size_t i = 0; i < count; ++i)
      threads.emplace_back([&, i] { work(static_cast<std::int64_t>(i + 1)); });
    while (writer_->waiting() < count) std::this_thread::yield();
    go.count_down();
    for (auto& thread : threads) thread.join();
  }

  std::int64_t items() { return connect(options_.file, key_).number("SELECT count(*) FROM item"); }

  std::optional<Database> database_;
  std::atomic<int> turns_ = 0;  // one at the start and one after each group
  std::optional<GroupWriter> writer_;
};

TEST_F(GroupWriterTest, AChangeIsInTheFileWhenItIsAnswered) {
  start();
  for (std::int64_t id = 1; id <= 20; ++id) {
    ASSERT_TRUE(insert(id));
    EXPECT_EQ(items(), id);
  }
}

TEST_F(GroupWriterTest, AllWhoWaitAreCommittedTogether) {
  start();
  std::atomic<int> kept = 0;
  gather(64, [&](std::int64_t id) { kept += insert(id) ? 1 : 0; });
  EXPECT_EQ(kept, 64);
  EXPECT_EQ(items(), 64);
  writer_.reset();
  EXPECT_EQ(turns_, 1 + 2);  // the one that kept the writer, and one group of 64
}

TEST_F(GroupWriterTest, AGroupHasALimit) {
  start({.waiting = 4096, .group = 10});
  gather(64, [&](std::int64_t id) { EXPECT_TRUE(insert(id)); });
  EXPECT_EQ(items(), 64);
  writer_.reset();
  EXPECT_EQ(turns_, 1 + 1 + 7);
}

TEST_F(GroupWriterTest, OneRefusedChangeDoesNotHurtItsGroup) {
  start();
  ASSERT_TRUE(insert(3));
  std::atomic<int> duplicates = 0;
  std::atomic<int> refused = 0;
  gather(8, [&](std::int64_t id) {
    if (id == 5) {
      // What a refused change wrote before it was refused is undone.
      const auto result = writer_->submit([&]() -> Result<void> {
        database_->run("INSERT INTO item VALUES (500, x'00')");
        return Errc::unknown_epoch;
      });
      refused += !result && result.error() == Errc::unknown_epoch ? 1 : 0;
    } else if (const auto result = insert(id); !result) {
      EXPECT_EQ(result.error(), Errc::duplicate);
      ++duplicates;
    }
  });
  EXPECT_EQ(duplicates, 1);
  EXPECT_EQ(refused, 1);
  EXPECT_EQ(items(), 1 + 6);
  EXPECT_EQ(connect(options_.file, key_).number("SELECT count(*) FROM item WHERE id = 500"), 0);
}

TEST_F(GroupWriterTest, WhenTheGroupFailsNobodyIsToldOtherwise) {
  database_->run("PRAGMA max_page_count = 20");
  start();
  std::atomic<int> kept = 0;
  std::atomic<int> full = 0;
  gather(10, [&](std::int64_t id) {
    const auto result = insert(id, 20'000);
    if (result) {
      ++kept;
    } else {
      EXPECT_EQ(result.error(), Errc::disk_full);
      ++full;
    }
  });
  EXPECT_EQ(kept, 0);
  EXPECT_EQ(full, 10);
  EXPECT_EQ(items(), 0);
  EXPECT_TRUE(insert(1));  // and the writer goes on
  EXPECT_EQ(items(), 1);
}

TEST_F(GroupWriterTest, AnUnforeseenExceptionReachesTheCallerAndNothingIsKept) {
  start();
  EXPECT_THROW((void)writer_->submit([&]() -> Result<void> {
    database_->run("INSERT INTO item VALUES (1, x'00')");
    throw std::logic_error("unforeseen");
  }),
               std::logic_error);
  EXPECT_EQ(items(), 0);
  EXPECT_TRUE(insert(2));
}

TEST_F(GroupWriterTest, TooManyAreToldBusyAndNothingOfThemIsStored) {
  start({.waiting = 4, .group = 128});
  std::atomic<int> fifth_was_busy = 0;
  std::latch inside(1);
  std::latch go(1);
  std::thread holder([&] {
    (void)writer_->submit([&]() -> Result<void> {
      inside.count_down();
      go.wait();
      return {};
    });
  });
  inside.wait();
  std::vector<std::thread> threads;
  for (std::int64_t id = 1; id <= 4; ++id) threads.emplace_back([&, id] { EXPECT_TRUE(insert(id)); });
  while (writer_->waiting() < 4) std::this_thread::yield();
  const auto fifth = insert(5);
  fifth_was_busy = !fifth && fifth.error() == Errc::busy ? 1 : 0;
  go.count_down();
  holder.join();
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(fifth_was_busy, 1);
  EXPECT_EQ(items(), 4);
}

TEST_F(GroupWriterTest, AnotherConnectionsLockIsBusyAfterABoundedTime) {
  database_->wait_for_locks(1);
  start();
  {
    Database other = connect(options_.file, key_);
    const Transaction held(other, Transaction::Kind::write);
    EXPECT_EQ(insert(1).error(), Errc::busy);
  }
  EXPECT_TRUE(insert(1));
}

}  // namespace
}  // namespace tellsafe::store
