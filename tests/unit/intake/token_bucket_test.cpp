#include "service/intake/token_bucket.h"

#include <gtest/gtest.h>

namespace tellsafe::intake {
namespace {

using namespace std::chrono_literals;

const TokenBucket::TimePoint start{1000h};

int taken(TokenBucket& bucket, TokenBucket::TimePoint now, int tries = 1000) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += bucket.take(now) ? 1 : 0;
  return count;
}

TEST(TokenBucket, GivesAllAtOnceAndThenAtItsRate) {
  TokenBucket bucket(60, 10, start);
  EXPECT_EQ(taken(bucket, start), 10);
  EXPECT_EQ(taken(bucket, start + 500ms), 0);
  EXPECT_EQ(taken(bucket, start + 1s), 1);
  EXPECT_EQ(taken(bucket, start + 4s), 3);
}

TEST(TokenBucket, NeverHoldsMoreThanItsSize) {
  TokenBucket bucket(60, 10, start);
  EXPECT_EQ(taken(bucket, start + 240h), 10);
}

TEST(TokenBucket, SaysWhatIsLeft) {
  TokenBucket bucket(60, 4, start);
  EXPECT_TRUE(bucket.take(start));
  EXPECT_DOUBLE_EQ(bucket.level(), 0.75);
  bucket.put_back();
  EXPECT_DOUBLE_EQ(bucket.level(), 1);
  bucket.put_back();
  EXPECT_DOUBLE_EQ(bucket.level(), 1) << "never more than full";
}

TEST(TokenBucket, SaysHowLongItTakes) {
  TokenBucket bucket(30, 2, start);
  EXPECT_EQ(bucket.time_for(1), 0s);
  EXPECT_EQ(taken(bucket, start), 2);
  EXPECT_EQ(bucket.time_for(1), 2s);
  EXPECT_EQ(bucket.time_for(5), 10s);
}

TEST(TokenBucket, TakesTimeThatGoesBackForNone) {
  TokenBucket bucket(60, 1, start);
  EXPECT_TRUE(bucket.take(start));
  EXPECT_FALSE(bucket.take(start - 1h));
  EXPECT_FALSE(bucket.take(start));
  EXPECT_TRUE(bucket.take(start + 1s));
}

}  // namespace
}  // namespace tellsafe::intake
