// Reviewers decide while the server runs, and the release follows them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "service/store/connect.h"
#include "tests/support/city.h"
#include "tests/support/form.h"

namespace tellsafe::support {
namespace {

using testing::HasSubstr;

// A city with twelve reports of a winter's day.
class Review : public testing::Test {
 protected:
  Review() {
    city_.set_day("2025-02-10");
    city_.start();
    auto resident = city_.resident();
    for (int i = 0; i < 12; ++i) receipts_.push_back(resident.report(full_report("Un relato."), "es"));
    const auto read = city_.vault()->each_report([&](const store::StoredReport& report) {
      reports_.push_back(fmt::format("{:016x}", report.id));
      return true;
    });
    EXPECT_TRUE(read.has_value());
  }

  Ran mark(const std::string& report, const std::string& how, const std::string& value = {}) {
    Command command{"review", "mark", report, how};
    if (!value.empty()) command.push_back(value);
    return city_.tellsafe_unlocked(command);
  }
  Ran release(const std::string& period) {
    city_.set_day("2026-05-20");
    return city_.tellsafe_unlocked({"release", period});
  }

  Ran rehearse(const std::string& period) {
    city_.set_day("2026-05-20");
    return city_.tellsafe_unlocked({"release", period, "--rehearse"});
  }

  City city_;
  std::vector<std::string> receipts_;
  std::vector<std::string> reports_;
};

TEST_F(Review, WhatWasDecidedIsNotCounted) {
  EXPECT_THAT(city_.tellsafe_unlocked({"review", "list"}).out, HasSubstr("Every report counts"));
  ASSERT_EQ(mark(reports_[0], "--reject", "spam").code, 0);
  ASSERT_EQ(mark(reports_[1], "--duplicate-of", reports_[2]).code, 0);
  ASSERT_EQ(mark(reports_[3], "--reject", "a mistake").code, 0);
  ASSERT_EQ(mark(reports_[3], "--clear").code, 0);
  // The server goes on.
  auto resident = city_.resident();
  EXPECT_EQ(resident.report(full_report("Un relato."), "es").size(), receipts_.front().size());

  const Ran list = city_.tellsafe_unlocked({"review", "list"});
  EXPECT_THAT(list.out, HasSubstr(reports_[0] + "  rejected: spam"));
  EXPECT_THAT(list.out, HasSubstr(reports_[1] + "  duplicate of " + reports_[2]));
  EXPECT_THAT(list.out, testing::Not(HasSubstr(reports_[3])));

  const Ran released = release("2025-Q1");
  ASSERT_EQ(released.code, 0) << released.err;
  EXPECT_THAT(released.out, HasSubstr("11 reports counted"));
  EXPECT_THAT(released.out, HasSubstr("left out on reviewers' word, in all of the vault: 2"));

  const Ran late = mark(reports_[4], "--reject", "spam");
  EXPECT_EQ(late.code, 0);
  EXPECT_THAT(late.out, HasSubstr("A release has counted it"));
  const Ran year = release("2025");
  ASSERT_EQ(year.code, 0) << year.err;
  EXPECT_THAT(year.out, HasSubstr("10 reports counted"));
}

TEST_F(Review, MistakesAreRefused) {
  ASSERT_EQ(mark(reports_[0], "--duplicate-of", reports_[1]).code, 0);
  ASSERT_EQ(mark(reports_[1], "--duplicate-of", reports_[2]).code, 0);
  const Ran circle = mark(reports_[2], "--duplicate-of", reports_[0]);
  EXPECT_EQ(circle.code, 1);
  EXPECT_THAT(circle.err, HasSubstr(reports_[2] + " is a duplicate of " + reports_[0]));
  EXPECT_EQ(mark(reports_[2], "--duplicate-of", reports_[2]).code, 1);
  EXPECT_EQ(mark("00000000000000ab", "--reject", "spam").code, 1);
  EXPECT_EQ(mark(reports_[2], "--duplicate-of", "00000000000000ab").code, 1);
  EXPECT_EQ(mark("ab", "--clear").code, 2);
  EXPECT_EQ(mark(reports_[2], "--reject", "two\nlines").code, 2);
  EXPECT_EQ(city_.tellsafe_unlocked({"review", "mark", reports_[2]}).code, 2);
  EXPECT_EQ(city_.tellsafe_unlocked({"review", "mark", reports_[2], "--clear", "--reject", "x"}).code, 2);
  EXPECT_EQ(city_.tellsafe({"review", "remove", "77"}).code, 1);
}

TEST_F(Review, ADamagedReportIsLeftOutByWhoSaysSo) {
  EXPECT_EQ(city_.stop(), 0);
  {
    const auto config = city_.config();
    const auto key = runtime::load_vault_key(config.vault_key);
    ASSERT_TRUE(key.has_value());
    store::connect_to_vault(config.vault_file, *key)
        .run(("UPDATE report SET facts = zeroblob(104) WHERE id = " +
              std::to_string(std::stoull(reports_[5], nullptr, 16)))
                 .c_str());
  }
  const Ran refused = release("2025-Q1");
  EXPECT_EQ(refused.code, 4);
  EXPECT_THAT(refused.err, HasSubstr("tellsafe review mark " + reports_[5] + " --reject damaged"));
  ASSERT_EQ(mark(reports_[5], "--reject", "damaged").code, 0);
  const Ran released = release("2025-Q1");
  ASSERT_EQ(released.code, 0) << released.err;
  EXPECT_THAT(released.out, HasSubstr("11 reports counted"));
}

TEST_F(Review, ALostDayIsLeftOutByWhoSaysSo) {
  EXPECT_EQ(mark("", "--day", "2025-02-10").code, 2);
  const Ran marked =
      city_.tellsafe_unlocked({"review", "mark", "--day", "2025-02-10", "--reject", "damaged"});
  EXPECT_EQ(marked.code, 0) << marked.err;
  EXPECT_THAT(marked.out, HasSubstr("12 reports"));
  EXPECT_THAT(rehearse("2025-Q1").out, HasSubstr(" 0 reports counted"));
  EXPECT_EQ(city_.tellsafe_unlocked({"review", "mark", "--day", "2025-02-11", "--clear"}).code, 1);
  EXPECT_EQ(city_.tellsafe_unlocked({"review", "mark", "--day", "2025-02-10", "--clear"}).code, 0);
  EXPECT_THAT(rehearse("2025-Q1").out, HasSubstr(" 12 reports counted"));
}

TEST_F(Review, TheLedgerIsComparedWithTheFolder) {
  ASSERT_EQ(release("2025-Q1").code, 0);
  const Ran good = city_.tellsafe({"verify"});
  EXPECT_EQ(good.code, 0) << good.out << good.err;
  EXPECT_THAT(good.out, HasSubstr("the release is as it was recorded"));
  std::filesystem::rename(city_.folder() / "releases/2025-Q1", city_.folder() / "releases/2025-Q2");
  const Ran moved = city_.tellsafe({"verify"});
  EXPECT_EQ(moved.code, 1);
  EXPECT_THAT(moved.out, HasSubstr("2025-Q1: the release is not in the folder"));
  EXPECT_THAT(moved.out, HasSubstr("2025-Q2: in the folder of releases, but not in the ledger"));
}

}  // namespace
}  // namespace tellsafe::support
