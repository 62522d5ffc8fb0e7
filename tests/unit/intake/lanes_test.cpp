#include "service/intake/lanes.h"

#include <gtest/gtest.h>

#include "schema/form.h"
#include "service/intake/work_solver.h"
#include "tests/support/manual_steady_clock.h"
#include "tests/support/must.h"

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;

class LanesTest : public testing::Test {
 protected:
  LanesTest() { crypto::start(); }
  // A token that a person would have by now.
  std::string old_token() {
    auto token = lanes_.tokens().issue();
    clock_.pass(3s);
    return token;
  }
  std::string solved() const { return solve_work(work_.challenge()).value(); }

  test_support::ManualSteadyClock clock_;
  Work work_{clock_, std::chrono::sys_seconds(1'750'000'000s), 10};
  Lanes lanes_{clock_, work_, {60, 10, 3s, 6h}};
};

bool is(const Admission& admission, Lane lane) {
  const auto* admitted = std::get_if<Lane>(&admission);
  return admitted != nullptr && *admitted == lane;
}

TEST_F(LanesTest, ReportsWithWorkNeverWait) {
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(is(lanes_.admit("", solved()), Lane::with_work));
  const auto token = old_token();
  for (int i = 0; i < 50; ++i) lanes_.admit(token, "");
  EXPECT_TRUE(std::holds_alternative<Wait>(lanes_.admit(token, "")));
  EXPECT_TRUE(is(lanes_.admit("", solved()), Lane::with_work));
}

TEST_F(LanesTest, WorkThatIsNotGoodIsNone) {
  const auto payload = solved();
  EXPECT_TRUE(is(lanes_.admit("", payload), Lane::with_work));
  EXPECT_TRUE(std::holds_alternative<OnceMore>(lanes_.admit("", payload)));
  EXPECT_TRUE(is(lanes_.admit(old_token(), payload), Lane::without_work));
}

TEST_F(LanesTest, AFormOfNoAgeOrOfTooMuchIsLookedAtOnceMore) {
  EXPECT_TRUE(std::holds_alternative<OnceMore>(lanes_.admit("", "")));
  EXPECT_TRUE(std::holds_alternative<OnceMore>(lanes_.admit(lanes_.tokens().issue(), "")));
  const auto token = old_token();
  clock_.pass(6h);
  EXPECT_TRUE(std::holds_alternative<OnceMore>(lanes_.admit(token, "")));
  // None of these took a place.
  const auto good = old_token();
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(std::holds_alternative<Lane>(lanes_.admit(good, "")));
}

TEST_F(LanesTest, ABurstIsWhenLessThanHalfIsLeft) {
  const auto token = old_token();
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(is(lanes_.admit(token, ""), Lane::without_work)) << i;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(is(lanes_.admit(token, ""), Lane::in_a_burst)) << i;
  EXPECT_TRUE(std::holds_alternative<Wait>(lanes_.admit(token, "")));
  clock_.pass(1s);
  EXPECT_TRUE(is(lanes_.admit(token, ""), Lane::in_a_burst));
  clock_.pass(10s);
  EXPECT_TRUE(is(lanes_.admit(token, ""), Lane::without_work));
}

TEST_F(LanesTest, TheWaitGrowsWithThoseWhoWaitAndStaysBearable) {
  const auto token = old_token();
  for (int i = 0; i < 10; ++i) lanes_.admit(token, "");
  const auto seconds = [&] { return std::get<Wait>(lanes_.admit(token, "")).seconds; };
  EXPECT_EQ(seconds(), 10U) << "never so short that nobody could have read the page";
  for (int i = 0; i < 40; ++i) seconds();
  EXPECT_EQ(seconds(), 42U);
  for (int i = 0; i < 1000; ++i) seconds();
  EXPECT_EQ(seconds(), 120U);
  clock_.pass(60s);
  EXPECT_TRUE(is(lanes_.admit(token, ""), Lane::without_work));
  for (int i = 0; i < 9; ++i) lanes_.admit(token, "");
  EXPECT_EQ(seconds(), 10U) << "the flood is over";
}

TEST_F(LanesTest, WhatCouldNotBeKeptGivesItsPlaceBack) {
  const auto token = old_token();
  for (int i = 0; i < 50; ++i) {
    const auto admitted = lanes_.admit(token, "");
    ASSERT_TRUE(is(admitted, Lane::without_work)) << i;
    lanes_.give_back(std::get<Lane>(admitted));
  }
  for (int i = 0; i < 10; ++i) lanes_.admit(token, "");
  lanes_.give_back(Lane::with_work);
  EXPECT_TRUE(std::holds_alternative<Wait>(lanes_.admit(token, "")));
}

TEST_F(LanesTest, HaveTheFormsOwnNames) {
  const std::filesystem::path source{TELLSAFE_SOURCE_DIR};
  const auto form =
      test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"));
  const auto& options = form.find("lane")->options;
  ASSERT_EQ(options.size(), 3U);
  EXPECT_EQ(options[0].code, name_of(Lane::with_work));
  EXPECT_EQ(options[1].code, name_of(Lane::without_work));
  EXPECT_EQ(options[2].code, name_of(Lane::in_a_burst));
}

}  // namespace
}  // namespace tellsafe::intake
