#include "service/demo/feeder.h"

#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <mutex>

#include "tests/support/process.h"
#include "tests/unit/demo/checks.h"

namespace tellsafe::demo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Answer accepted{200, 0, true};

class RememberingClock final : public DemoClock {
 public:
  boost::system::result<void, std::string> set(std::chrono::sys_days today) override {
    days.push_back(today);
    return {};
  }
  boost::system::result<void, std::string> clear() override { return {}; }
  std::vector<std::chrono::sys_days> days;
};

class FeederTest : public testing::Test {
 protected:
  // Two days: ten reports and five.
  FeederTest() {
    for (int i = 0; i < 15; ++i) {
      reports_.push_back({day(2025, 1, i < 10 ? 1 : 2), "en", {{"n", std::to_string(i)}}});
    }
    feeding_.connect = [this] { return std::make_unique<Counter>(*this); };
    feeding_.wait = [this](std::chrono::seconds time) {
      const std::lock_guard lock(mutex_);
      waits_.push_back(time);
    };
    feeding_.progress = [this](std::size_t done) { last_progress_ = done; };
  }

  boost::system::result<void, std::string> feed_all() {
    auto journal = Journal::open(folder_.path() / "journal", reports_);
    if (journal.has_error()) return journal.error();
    return feed(reports_, *journal, clock_, feeding_);
  }

  struct Counter final : Resident {
    explicit Counter(FeederTest& owner) : test(owner) {}
    Answer send(const Report& report) override {
      const std::lock_guard lock(test.mutex_);
      test.wrong_day_ = test.wrong_day_ || test.clock_.days.back() != report.received;
      ++test.sent_[report.fields[0].value];
      return test.answer_(report);
    }
    FeederTest& test;
  };

  support::TemporaryFolder folder_;
  std::vector<Report> reports_;
  RememberingClock clock_;
  Feeding feeding_;
  std::function<Answer(const Report&)> answer_ = [](const Report&) { return accepted; };
  std::mutex mutex_;
  std::map<std::string, int> sent_;
  std::vector<std::chrono::seconds> waits_;
  bool wrong_day_ = false;
  std::size_t last_progress_ = 0;
};

TEST_F(FeederTest, SendsEachReportOnceOnItsDay) {
  ASSERT_FALSE(feed_all().has_error());
  EXPECT_THAT(clock_.days, ElementsAre(day(2025, 1, 1), day(2025, 1, 2)));
  EXPECT_FALSE(wrong_day_);
  EXPECT_EQ(sent_.size(), 15U);
  for (const auto& [report, times] : sent_) EXPECT_EQ(times, 1) << report;
  EXPECT_EQ(last_progress_, 15U);
}

TEST_F(FeederTest, GoesOnWhereItStopped) {
  answer_ = [](const Report& report) {
    return report.fields[0].value == "12" ? Answer{500, 0, false} : accepted;
  };
  feeding_.connections = 1;
  const auto stopped = feed_all();
  ASSERT_TRUE(stopped.has_error());
  EXPECT_THAT(stopped.error(), HasSubstr("500"));
  answer_ = [](const Report&) { return accepted; };
  clock_.days.clear();
  ASSERT_FALSE(feed_all().has_error());
  EXPECT_THAT(clock_.days, ElementsAre(day(2025, 1, 2)));
  EXPECT_EQ(sent_["0"], 1);
  EXPECT_EQ(sent_["11"], 1);
  EXPECT_EQ(sent_["12"], 2);
  EXPECT_EQ(sent_["14"], 1);
}

TEST_F(FeederTest, WaitsWhenTheServerIsBusy) {
  const std::vector<unsigned> answers{503, 429, 409};
  answer_ = [&](const Report& report) {
    const auto times = static_cast<std::size_t>(sent_[report.fields[0].value]);
    if (report.fields[0].value != "3" || times > answers.size()) return accepted;
    return Answer{answers[times - 1], answers[times - 1] == 409 ? 0U : 10U, false};
  };
  ASSERT_FALSE(feed_all().has_error());
  EXPECT_EQ(sent_["3"], 4);
  EXPECT_THAT(waits_,
              ElementsAre(std::chrono::seconds{10}, std::chrono::seconds{10}, std::chrono::seconds{1}));
}

TEST_F(FeederTest, GivesUpOnAServerThatStaysBusy) {
  answer_ = [](const Report&) { return Answer{503, 0, false}; };
  feeding_.connections = 1;
  const auto result = feed_all();
  ASSERT_TRUE(result.has_error());
  EXPECT_THAT(result.error(), HasSubstr("busy"));
  EXPECT_LT(waits_.size(), 20U);
}

TEST_F(FeederTest, WantsAReceipt) {
  answer_ = [](const Report&) { return Answer{200, 0, false}; };
  const auto result = feed_all();
  ASSERT_TRUE(result.has_error());
  EXPECT_THAT(result.error(), HasSubstr("without a receipt"));
}

TEST_F(FeederTest, SaysWhenTheServerCannotBeReached) {
  feeding_.connect = []() -> std::unique_ptr<Resident> { throw std::runtime_error("no connection"); };
  const auto result = feed_all();
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error(), "no connection");
}

}  // namespace
}  // namespace tellsafe::demo
