#include "service/intake/form_token.h"

#include <gtest/gtest.h>

#include "tests/support/manual_steady_clock.h"

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;

class FormTokenTest : public testing::Test {
 protected:
  FormTokenTest() { crypto::start(); }
  test_support::ManualSteadyClock clock_;
  FormTokens tokens_{clock_, 3s, 6h};
};

TEST_F(FormTokenTest, IsGoodAfterAFewSecondsAndForAFewHours) {
  const std::string token = tokens_.issue();
  EXPECT_EQ(tokens_.check(token), TokenCheck::too_early);
  clock_.pass(2s);
  EXPECT_EQ(tokens_.check(token), TokenCheck::too_early);
  clock_.pass(1s);
  EXPECT_EQ(tokens_.check(token), TokenCheck::good);
  clock_.pass(6h - 3s);
  EXPECT_EQ(tokens_.check(token), TokenCheck::good);
  clock_.pass(1s);
  EXPECT_EQ(tokens_.check(token), TokenCheck::too_late_or_unknown);
}

TEST_F(FormTokenTest, HasOneLengthAndIsAnotherForEachForm) {
  const std::string first = tokens_.issue();
  EXPECT_EQ(first.size(), token_length);
  EXPECT_EQ(first.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(tokens_.issue(), first);
  clock_.pass(20h);
  EXPECT_EQ(tokens_.issue().size(), token_length);
}

TEST_F(FormTokenTest, IsOnlyTakenFromThisServerSinceItsStart) {
  const FormTokens other(clock_, 3s, 6h);
  const std::string foreign = other.issue();
  std::string changed = tokens_.issue();
  clock_.pass(10s);
  EXPECT_EQ(other.check(foreign), TokenCheck::good);
  EXPECT_EQ(tokens_.check(foreign), TokenCheck::too_late_or_unknown);
  for (char& c : changed) {
    const char right = c;
    c = c == 'A' ? 'B' : 'A';
    EXPECT_EQ(tokens_.check(changed), TokenCheck::too_late_or_unknown);
    c = right;
  }
  EXPECT_EQ(tokens_.check(changed), TokenCheck::good);
  for (const std::string& wrong :
       {std::string(), std::string("x"), changed + "A", changed.substr(1), std::string(token_length, '='),
        std::string(token_length, '\xFF'), std::string(100'000, 'A')}) {
    EXPECT_EQ(tokens_.check(wrong), TokenCheck::too_late_or_unknown);
  }
}

TEST_F(FormTokenTest, GoesOnInTheFormThatComesBack) {
  const std::string token = tokens_.issue();
  clock_.pass(2s);
  EXPECT_EQ(tokens_.renew(token), token) << "time goes on from the first form";
  clock_.pass(1s);
  EXPECT_EQ(tokens_.check(tokens_.renew(token)), TokenCheck::good);
  clock_.pass(10h);
  const std::string renewed = tokens_.renew(token);
  EXPECT_EQ(tokens_.check(renewed), TokenCheck::good) << "whoever had the form for hours has read it";
  clock_.pass(6h - 3s);
  EXPECT_EQ(tokens_.check(renewed), TokenCheck::good);
  clock_.pass(1s);
  EXPECT_EQ(tokens_.check(renewed), TokenCheck::too_late_or_unknown);
}

TEST_F(FormTokenTest, OfAnotherServerIsRenewedAsForAFirstForm) {
  EXPECT_EQ(tokens_.check(tokens_.renew("nonsense")), TokenCheck::too_early);
  EXPECT_EQ(tokens_.renew("").size(), token_length);
}

TEST_F(FormTokenTest, GivesOneReportToOneForm) {
  const std::string token = tokens_.issue();
  const auto id = tokens_.report_id(token);
  ASSERT_TRUE(id);
  EXPECT_GT(*id, 0U);
  EXPECT_LT(*id, std::uint64_t{1} << 63U);
  EXPECT_NE(tokens_.report_id(tokens_.issue()), id);
  clock_.pass(10h);
  EXPECT_EQ(tokens_.report_id(token), id);
  const std::string renewed = tokens_.renew(token);
  EXPECT_NE(renewed, token);
  EXPECT_EQ(tokens_.report_id(renewed), id);
  EXPECT_FALSE(tokens_.report_id("nonsense"));
  EXPECT_FALSE(FormTokens(clock_, 3s, 6h).report_id(token));
}

TEST_F(FormTokenTest, MayBeGoodAtOnce) {
  const FormTokens patient(clock_, 0s, 1h);
  EXPECT_EQ(patient.check(patient.issue()), TokenCheck::good);
}

}  // namespace
}  // namespace tellsafe::intake
