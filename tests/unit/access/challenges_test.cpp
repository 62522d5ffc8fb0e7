#include "service/access/challenges.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "tests/support/manual_steady_clock.h"

namespace tellsafe::access {
namespace {

using namespace std::chrono_literals;

const Ceremony sign_in{Purpose::sign_in, ""};
const Ceremony ana_enrols{Purpose::enrol, "ana"};
const Ceremony ben_enrols{Purpose::enrol, "ben"};

class ChallengesTest : public testing::Test {
 protected:
  ChallengesTest() { crypto::start(); }
  test_support::ManualSteadyClock clock_;
  Challenges challenges_{clock_, 3};
};

TEST_F(ChallengesTest, AreTakenOnce) {
  const Challenge challenge = challenges_.issue(sign_in);
  EXPECT_TRUE(challenges_.take(challenge, sign_in));
  EXPECT_FALSE(challenges_.take(challenge, sign_in));
  EXPECT_FALSE(challenges_.take(Challenge{}, sign_in));
}

TEST_F(ChallengesTest, AreAllDifferent) {
  EXPECT_NE(challenges_.issue(sign_in), challenges_.issue(sign_in));
  EXPECT_NE(challenges_.issue(sign_in), Challenge{});
}

TEST_F(ChallengesTest, AreGoodForTheirPurposeOnly) {
  const Challenge challenge = challenges_.issue(ana_enrols);
  EXPECT_FALSE(challenges_.take(challenge, sign_in));
  EXPECT_FALSE(challenges_.take(challenge, {Purpose::step_up, "ana"}));
  EXPECT_TRUE(challenges_.take(challenge, ana_enrols));
}

TEST_F(ChallengesTest, AreGoodForTheirSubjectOnly) {
  const Challenge challenge = challenges_.issue(ana_enrols);
  EXPECT_FALSE(challenges_.good(challenge, ben_enrols));
  EXPECT_FALSE(challenges_.take(challenge, ben_enrols));
  EXPECT_TRUE(challenges_.good(challenge, ana_enrols));
  EXPECT_TRUE(challenges_.take(challenge, ana_enrols));
}

TEST_F(ChallengesTest, LastFiveMinutes) {
  const Challenge first = challenges_.issue(sign_in);
  const Challenge second = challenges_.issue(sign_in);
  clock_.pass(5min);
  EXPECT_TRUE(challenges_.take(first, sign_in));
  clock_.pass(1s);
  EXPECT_FALSE(challenges_.take(second, sign_in));
}

TEST_F(ChallengesTest, NobodyLosesOneBecauseOthersAskForMany) {
  const Challenge mine = challenges_.issue(sign_in);
  for (int i = 0; i < 100'000; ++i) challenges_.issue(sign_in);
  EXPECT_TRUE(challenges_.take(mine, sign_in));
}

TEST_F(ChallengesTest, AnyChangeMakesThemWorthless) {
  const Challenge challenge = challenges_.issue(sign_in);
  for (std::size_t i = 0; i < challenge.size(); ++i) {
    Challenge changed = challenge;
    changed.at(i) ^= 1;
    EXPECT_FALSE(challenges_.take(changed, sign_in)) << i;
  }
  // Another process has another key.
  EXPECT_FALSE(Challenges(clock_).take(challenge, sign_in));
  EXPECT_TRUE(challenges_.take(challenge, sign_in));
}

TEST_F(ChallengesTest, AnswersAreForgottenWhenTheyCanBeGoodNoMore) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(challenges_.take(challenges_.issue(sign_in), sign_in));
  EXPECT_FALSE(challenges_.take(challenges_.issue(sign_in), sign_in)) << "there is room for three";
  clock_.pass(6min);
  EXPECT_TRUE(challenges_.take(challenges_.issue(sign_in), sign_in));
}

TEST_F(ChallengesTest, AreTakenByOneOfManyThreads) {
  Challenges challenges(clock_);
  std::vector<Challenge> issued;
  for (int i = 0; i < 200; ++i) issued.push_back(challenges.issue(sign_in));
  std::atomic<int> taken = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (const Challenge& challenge : issued) {
        challenges.issue(sign_in);
        if (challenges.take(challenge, sign_in)) ++taken;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(taken, 200);
}

}  // namespace
}  // namespace tellsafe::access
