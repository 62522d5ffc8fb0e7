#include "service/store/sqlcipher_sink.h"

#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>

#include "service/store/connect.h"
#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class Sink : public StoreTest {
 protected:
  Sink() { create(); }
  std::int64_t number(std::string_view sql) { return connect_to_vault(options_.file, key_).number(sql); }
};

TEST_F(Sink, KeepsAReportAndFindsItsReceipt) {
  const auto sink = ready_sink();
  const NewReport sent = report_with_story();
  ASSERT_TRUE(sink->append(sent));
  EXPECT_EQ(sink->find(sent.receipt).value(), ReceiptState::kept);
  EXPECT_EQ(sink->find(report().receipt).error(), Errc::not_found);
}

TEST_F(Sink, FindsItAfterAStop) {
  const NewReport sent = report();
  ASSERT_TRUE(ready_sink()->append(sent));
  EXPECT_EQ(sink()->find(sent.receipt).value(), ReceiptState::kept);
}

TEST_F(Sink, RefusesAnIdOrAReceiptInUseAndKeepsTheFirst) {
  const auto sink = ready_sink();
  const NewReport first = report();
  ASSERT_TRUE(sink->append(first));
  NewReport same_id = report_with_story();
  same_id.id = first.id;
  EXPECT_EQ(sink->append(same_id).error(), Errc::duplicate);
  NewReport same_receipt = report_with_story();
  same_receipt.receipt = first.receipt;
  EXPECT_EQ(sink->append(same_receipt).error(), Errc::duplicate);
  EXPECT_EQ(number("SELECT count(*) FROM report"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM story"), 0);
}

TEST_F(Sink, RefusesAnEpochOrAFormItDoesNotKnow) {
  const auto sink = ready_sink();
  NewReport sent = report();
  sent.epoch = random_id();
  EXPECT_EQ(sink->append(sent).error(), Errc::unknown_epoch);
  sent = report();
  sent.form = {9};
  EXPECT_EQ(sink->append(sent).error(), Errc::unknown_form);
  EXPECT_EQ(number("SELECT count(*) FROM report"), 0);
}

TEST_F(Sink, ManyThreadsAtOnceLoseNothing) {
  const auto sink = ready_sink();
  std::vector<std::thread> threads;
  std::vector<std::vector<crypto::ReceiptTag>> kept(64);
  for (auto& mine : kept) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const NewReport sent = i % 3 == 0 ? report_with_story() : report();
        ASSERT_TRUE(sink->append(sent));
        ASSERT_EQ(sink->find(sent.receipt).value(), ReceiptState::kept);
        mine.push_back(sent.receipt);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& mine : kept) {
    for (const auto& receipt : mine) EXPECT_EQ(sink->find(receipt).value(), ReceiptState::kept);
  }
  EXPECT_EQ(number("SELECT count(*) FROM report"), 640);
}

TEST_F(Sink, WithdrawnMeansGone) {
  const auto sink = ready_sink();
  const NewReport stays = report_with_story();
  const NewReport goes = report_with_story();
  ASSERT_TRUE(sink->append(stays));
  ASSERT_TRUE(sink->append(goes));
  ASSERT_TRUE(sink->withdraw(goes.receipt));
  EXPECT_EQ(sink->find(goes.receipt).error(), Errc::not_found);
  EXPECT_EQ(sink->withdraw(goes.receipt).error(), Errc::not_found);
  EXPECT_EQ(sink->find(stays.receipt).value(), ReceiptState::kept);
  EXPECT_EQ(source()->story(goes.id).error(), Errc::not_found);
  EXPECT_EQ(number("SELECT count(*) FROM report"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM story"), 1);
}

TEST_F(Sink, WhatIsCountedCannotBeWithdrawn) {
  const auto sink = ready_sink();
  const NewReport sent = report_with_story();
  ASSERT_TRUE(sink->append(sent));
  ASSERT_TRUE(source()->record_release({"2025-Q1", {}, std::span(&sent.id, 1)}));
  EXPECT_EQ(sink->find(sent.receipt).value(), ReceiptState::counted);
  EXPECT_EQ(sink->withdraw(sent.receipt).error(), Errc::already_counted);
  EXPECT_TRUE(source()->story(sent.id));
}

TEST_F(Sink, AnEpochIsAddedOnce) {
  const auto sink = ready_sink();
  EXPECT_EQ(sink->add_epoch(epoch_).error(), Errc::duplicate);
  EXPECT_EQ(source()->epochs()->size(), 1U);
}

TEST_F(Sink, TheSameFormAgainIsNoError) {
  const auto sink = ready_sink();
  EXPECT_TRUE(sink->add_form(form_, "{}"));
  EXPECT_EQ(source()->forms()->size(), 1U);
}

TEST_F(Sink, OnlyOneAtATime) {
  auto first = sink();
  EXPECT_EQ(open_sink(options_, key_).error(), Errc::busy);
  first.reset();
  EXPECT_TRUE(open_sink(options_, key_));
}

TEST_F(Sink, AVaultThatIsLockedTooLongIsBusyAndCanStillBeAsked) {
  Database impatient = connect_to_vault(options_.file, key_);
  impatient.wait_for_locks(1);
  SqlcipherSink sink(FileLock(folder_ / "lock"), std::move(impatient), connect_to_vault(options_.file, key_));
  ASSERT_TRUE(sink.add_form(form_, "{}"));
  ASSERT_TRUE(sink.add_epoch(epoch_));
  const NewReport kept = report();
  const NewReport refused = report();
  ASSERT_TRUE(sink.append(kept));
  Database other = connect_to_vault(options_.file, key_);
  const Transaction held(other, Transaction::Kind::write);
  EXPECT_EQ(sink.append(refused).error(), Errc::busy);
  EXPECT_EQ(sink.find(refused.receipt).error(), Errc::not_found);
  EXPECT_EQ(sink.find(kept.receipt).value(), ReceiptState::kept);
}

TEST_F(Sink, StoppingLeavesAnEmptyLog) {
  {
    const auto sink = ready_sink();
    ASSERT_TRUE(sink->append(report_with_story()));
    ASSERT_GT(std::filesystem::file_size(options_.file.string() + "-wal"), 0U);
  }
  EXPECT_FALSE(std::filesystem::exists(options_.file.string() + "-wal"));
}

TEST_F(Sink, StoppingEmptiesTheLogEvenWhenTheReaderStays) {
  const auto reader = source();
  {
    const auto sink = ready_sink();
    ASSERT_TRUE(sink->append(report_with_story()));
  }
  EXPECT_EQ(std::filesystem::file_size(options_.file.string() + "-wal"), 0U);
}

// The limit on file sizes stands in for a disk that takes no more: the write of the commit itself fails. In a
// child, because a limit cannot be tried on a process that has other things to write.
TEST_F(Sink, ACommitThatCannotBeWrittenIsAnErrorAndAcknowledgesNothing) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    auto sink = ready_sink();
    const NewReport before = report_with_story();
    const NewReport during = report_with_story(2'000'000);
    const NewReport after = report_with_story();
    int wrong = 0;
    if (!sink->append(before)) wrong |= 1;
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    rlimit small = limit;
    small.rlim_cur = 1'000'000;
    setrlimit(RLIMIT_FSIZE, &small);
    const auto failed = sink->append(during);
    if (failed || (failed.error() != Errc::io && failed.error() != Errc::disk_full)) wrong |= 2;
    if (sink->find(during.receipt)) wrong |= 4;
    setrlimit(RLIMIT_FSIZE, &limit);
    if (!sink->append(after)) wrong |= 8;
    if (!sink->find(before.receipt) || !sink->find(after.receipt)) wrong |= 16;
    sink.reset();
    if (source()->count_reports().value() != 2) wrong |= 32;
    _exit(wrong);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "see the bits above";
}

}  // namespace
}  // namespace tellsafe::store
