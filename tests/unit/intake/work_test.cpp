#include "service/intake/work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "crypto/base64.h"
#include "crypto/hash.h"
#include "service/intake/work_solver.h"
#include "tests/support/manual_steady_clock.h"

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr std::chrono::sys_seconds started{std::chrono::seconds(1'750'000'001)};

json opened(const std::string& payload) {
  const auto bytes = crypto::base64_decode(payload, crypto::Base64::padded).value();
  return json::parse(bytes);
}

std::string closed(const json& payload) {
  return crypto::base64_encode(crypto::bytes_of(payload.dump()), crypto::Base64::padded);
}

class WorkTest : public testing::Test {
 protected:
  WorkTest() { crypto::start(); }
  std::string solved() const { return solve_work(work_.challenge()).value(); }

  test_support::ManualSteadyClock clock_;
  Work work_{clock_, started, 300};
};

TEST_F(WorkTest, AsksForANumberAsAltchaDoes) {
  const json asked = json::parse(work_.challenge());
  EXPECT_EQ(asked.size(), 5U);
  EXPECT_EQ(asked.at("algorithm"), "SHA-256");
  EXPECT_EQ(asked.at("maxnumber"), 300);
  EXPECT_THAT(asked.at("challenge").get<std::string>(), testing::MatchesRegex("[0-9a-f]{64}"));
  EXPECT_THAT(asked.at("signature").get<std::string>(), testing::MatchesRegex("[0-9a-f]{64}"));
  EXPECT_THAT(asked.at("salt").get<std::string>(), testing::MatchesRegex("[0-9a-f]{24}[?]expires=[0-9]+&"));
  EXPECT_NE(json::parse(work_.challenge()).at("salt"), asked.at("salt"));
}

TEST_F(WorkTest, TakesTheSolutionOnce) {
  const std::string payload = solved();
  EXPECT_TRUE(work_.accept(payload));
  EXPECT_FALSE(work_.accept(payload));
  EXPECT_TRUE(work_.accept(solved()));
}

TEST_F(WorkTest, TakesWhatAnotherSolverAdds) {
  json payload = opened(solved());
  payload["took"] = 1234;
  EXPECT_TRUE(work_.accept(closed(payload)));
}

TEST_F(WorkTest, ExpiresAndDoesNotSayWhenItWasAskedFor) {
  const std::string first = work_.challenge();
  clock_.pass(5min);
  const auto salt = json::parse(first).at("salt").get<std::string>();
  const auto expires = std::stoll(salt.substr(salt.find('=') + 1));
  EXPECT_EQ(expires % 600, 0);
  EXPECT_GE(expires - started.time_since_epoch().count(), 7200);
  EXPECT_LT(expires - started.time_since_epoch().count(), 7800);
  const std::string payload = solve_work(first).value();
  clock_.pass(2h - 5min);
  EXPECT_TRUE(work_.accept(payload));
  const std::string late = solve_work(work_.challenge()).value();
  clock_.pass(2h + 10min);
  EXPECT_FALSE(work_.accept(late));
}

TEST_F(WorkTest, RefusesWhatWasNotAskedForOrIsNotSolved) {
  const json good = opened(solved());
  const auto refused = [&](const char* name, const json& value) {
    json changed = good;
    changed[name] = value;
    EXPECT_FALSE(work_.accept(closed(changed))) << changed;
  };
  const auto number = good.at("number").get<int>();
  const auto salt = good.at("salt").get<std::string>();
  refused("number", number + 1);
  refused("number", -number - 1);
  refused("number", static_cast<double>(number) + 0.5);
  refused("number", std::to_string(number));
  refused("algorithm", "SHA-1");
  refused("algorithm", "SHA-512");
  refused("challenge", std::string(64, 'a'));
  refused("signature", std::string(64, 'a'));
  refused("signature", "");
  refused("salt", "0" + salt);
  refused("salt", salt.substr(0, 24) + "?expires=9999999999&");
  refused("salt", nullptr);

  Work other(clock_, started, 300);
  EXPECT_FALSE(other.accept(closed(good))) << "another server's, or from before a restart";
  EXPECT_TRUE(work_.accept(closed(good)));
}

// If the number could flow into the time before it, one solution would do for many challenges.
TEST_F(WorkTest, KeepsTheNumberApartFromTheTime) {
  json payload;
  std::string digits;
  do {
    payload = opened(solved());
    digits = std::to_string(payload.at("number").get<int>());
  } while (digits.size() < 2 || digits[1] == '0');
  std::string salt = payload.at("salt").get<std::string>();
  salt.pop_back();
  payload["salt"] = salt + digits.substr(0, 1);
  payload["number"] = std::stoi(digits.substr(1));
  EXPECT_FALSE(work_.accept(closed(payload)));
  payload["salt"] = salt + "&" + digits.substr(0, 1);
  EXPECT_FALSE(work_.accept(closed(payload)));
}

TEST_F(WorkTest, TakesNoNumberBeyondTheLargest) {
  Work easy(clock_, started, 1);
  for (int i = 0; i < 20; ++i) {
    const json payload = opened(solve_work(easy.challenge()).value());
    EXPECT_LE(payload.at("number").get<int>(), 1);
    EXPECT_TRUE(easy.accept(closed(payload)));
  }
}

TEST_F(WorkTest, RemembersSoManyAndThenNoneUntilTheyExpire) {
  Work small(clock_, started, 10, 2);
  EXPECT_TRUE(small.accept(solve_work(small.challenge()).value()));
  EXPECT_TRUE(small.accept(solve_work(small.challenge()).value()));
  EXPECT_FALSE(small.accept(solve_work(small.challenge()).value()));
  clock_.pass(3h);
  EXPECT_TRUE(small.accept(solve_work(small.challenge()).value()));
}

TEST_F(WorkTest, IsTakenOnceHoweverManyTry) {
  const std::string payload = solved();
  std::atomic<int> taken = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { taken += work_.accept(payload) ? 1 : 0; });
  threads.clear();
  EXPECT_EQ(taken, 1);
}

TEST_F(WorkTest, RefusesWhatIsNoPayload) {
  const std::string good = solved();
  for (const std::string& wrong :
       {std::string(), std::string("x"), good.substr(1), good + "A", good + "\n", std::string(100'000, 'A'),
        closed(json::array()), closed(json::object()), closed("text"), closed(nullptr),
        crypto::base64_encode(crypto::bytes_of(std::string(700, '[')), crypto::Base64::padded)}) {
    EXPECT_FALSE(work_.accept(wrong)) << wrong.substr(0, 80);
  }
  EXPECT_TRUE(work_.accept(good));
}

TEST(WorkSolver, SaysWhenThereIsNothingToSolve) {
  EXPECT_FALSE(solve_work(""));
  EXPECT_FALSE(solve_work("[]"));
  EXPECT_FALSE(solve_work(R"({"algorithm":"SHA-256","challenge":"00","maxnumber":3,"salt":"a"})"));
  EXPECT_FALSE(solve_work(R"({"algorithm":"SHA-512","challenge":"00","maxnumber":3,"salt":"a"})"));
  EXPECT_FALSE(solve_work(R"({"algorithm":"SHA-256","challenge":5,"maxnumber":"x","salt":[]})"));
}

}  // namespace
}  // namespace tellsafe::intake
