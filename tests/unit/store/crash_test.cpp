// A program that is killed while reports stream in has lost none that it acknowledged.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "store_fixture.h"

namespace tellsafe::store {
namespace {

class Crash : public StoreTest {
 protected:
  // Appends for ever from several threads; writes each acknowledged tag to `out` (less than PIPE_BUF: whole).
  [[noreturn]] void append_until_killed(int out) {
    auto sink = ready_sink();
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        for (;;) {
          const NewReport sent = i % 2 == 0 ? report() : report_with_story();
          if (!sink->append(sent)) _exit(1);
          if (write(out, sent.receipt.data(), sent.receipt.size()) != 32) _exit(2);
        }
      });
    }
    for (auto& thread : threads) thread.join();
    _exit(3);
  }

  bool read_tag(int in, crypto::ReceiptTag& tag) {
    std::size_t got = 0;
    while (got < tag.size()) {
      const ssize_t more = read(in, tag.data() + got, tag.size() - got);
      if (more <= 0) return false;
      got += static_cast<std::size_t>(more);
    }
    return true;
  }
};

TEST_F(Crash, EveryAcknowledgedReportIsFoundAfterSigkill) {
  create();
  std::vector<crypto::ReceiptTag> acknowledged;
  for (int round = 0; round < 8; ++round) {
    epoch_.id = random_id();
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      append_until_killed(ends[1]);
    }
    close(ends[1]);
    // The moment is drawn in reports, so that a slow machine tests the same.
    const std::size_t until = acknowledged.size() + 1 + randombytes_uniform(400);
    crypto::ReceiptTag tag{};
    while (acknowledged.size() < until && read_tag(ends[0], tag)) acknowledged.push_back(tag);
    EXPECT_EQ(acknowledged.size(), until) << "the child failed by itself";
    kill(child, SIGKILL);
    while (read_tag(ends[0], tag)) acknowledged.push_back(tag);
    close(ends[0]);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));

    const auto sink = this->sink();
    for (const auto& one : acknowledged) ASSERT_TRUE(sink->find(one)) << "round " << round;
  }
  std::uint64_t streamed = 0;
  const auto source = this->source();
  ASSERT_TRUE(source->each_report([&](const StoredReport&) {
    ++streamed;
    return true;
  }));
  EXPECT_GE(streamed, acknowledged.size());
  EXPECT_EQ(source->count_reports().value(), streamed);
}

}  // namespace
}  // namespace tellsafe::store
