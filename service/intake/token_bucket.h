// A token bucket: so many at once, and so many a minute in the long run. Pure over time points; not thread
// safe.
#pragma once

#include <chrono>

namespace tellsafe::intake {

class TokenBucket {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  // Full at `start`. Both numbers are at least 1.
  TokenBucket(unsigned per_minute, unsigned at_once, TimePoint start);

  // Takes one if there is one. Times that go backwards count as no time.
  bool take(TimePoint now);
  // Puts one back that was taken for nothing.
  void put_back();

  // After take() or put_back(): what is left, as a part of a full bucket, 0 to 1.
  double level() const { return tokens_ / most_; }
  // The time from the last take() until `count` more will have come in.
  std::chrono::seconds time_for(double count) const;

 private:
  double per_second_;
  double most_;
  double tokens_;
  TimePoint last_;
};

}  // namespace tellsafe::intake
