#include "service/demo/journal.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/unit/demo/checks.h"

namespace tellsafe::demo {
namespace {

std::vector<Report> three() {
  const Report report{day(2025, 1, 1), "en", {{"a", "b"}}};
  return {report, report, report};
}

class JournalTest : public testing::Test {
 protected:
  Journal open(const std::vector<Report>& reports) {
    auto opened = Journal::open(file_, reports);
    if (opened.has_error()) throw std::runtime_error(opened.error());
    return std::move(*opened);
  }
  support::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "journal";
};

TEST_F(JournalTest, RemembersWhatWasSent) {
  {
    Journal journal = open(three());
    EXPECT_EQ(journal.count(), 0U);
    ASSERT_TRUE(journal.add(2).has_value());
    ASSERT_TRUE(journal.add(2).has_value());
  }
  Journal journal = open(three());
  EXPECT_FALSE(journal.has(0));
  EXPECT_TRUE(journal.has(2));
  EXPECT_EQ(journal.count(), 1U);
  ASSERT_TRUE(journal.add(0).has_value());
  EXPECT_EQ(open(three()).count(), 2U);
}

TEST_F(JournalTest, RefusesOtherReports) {
  open(three());
  auto others = three();
  others[1].fields[0].value = "c";
  EXPECT_TRUE(Journal::open(file_, others).has_error());
  others = three();
  others[1].received += std::chrono::days{1};
  EXPECT_TRUE(Journal::open(file_, others).has_error());
}

TEST_F(JournalTest, ForgetsALineThatACrashCutOff) {
  std::vector<Report> many(20, three()[0]);
  ASSERT_TRUE(open(many).add(3).has_value());
  support::write_file(file_, support::read_file(file_) + "1");  // of "17."
  EXPECT_EQ(open(many).count(), 1U);
  Journal journal = open(many);
  EXPECT_FALSE(journal.has(1));
  ASSERT_TRUE(journal.add(5).has_value());
  EXPECT_TRUE(open(many).has(5));
}

TEST_F(JournalTest, RefusesADamagedFile) {
  ASSERT_TRUE(open(three()).add(0).has_value());
  support::write_file(file_, support::read_file(file_) + "99.\n");
  EXPECT_TRUE(Journal::open(file_, three()).has_error());
}

}  // namespace
}  // namespace tellsafe::demo
