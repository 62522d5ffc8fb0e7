#include "service/intake/token_bucket.h"

#include <algorithm>
#include <cmath>

namespace tellsafe::intake {

TokenBucket::TokenBucket(unsigned per_minute, unsigned at_once, TimePoint start)
    : per_second_(per_minute / 60.0), most_(at_once), tokens_(at_once), last_(start) {}

bool TokenBucket::take(TimePoint now) {
  const double passed = std::max(0.0, std::chrono::duration<double>(now - last_).count());
  last_ = std::max(last_, now);
  tokens_ = std::min(most_, tokens_ + passed * per_second_);
  if (tokens_ < 1) return false;
  tokens_ -= 1;
  return true;
}

void TokenBucket::put_back() {
  tokens_ = std::min(most_, tokens_ + 1);
}

std::chrono::seconds TokenBucket::time_for(double count) const {
  const double missing = std::max(0.0, count - tokens_);
  return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(missing / per_second_)));
}

}  // namespace tellsafe::intake
