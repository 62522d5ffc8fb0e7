// Which way a report comes in, so that a flood can neither lock anybody out nor fill the vault unnoticed.
//
//   with_work     its browser solved a challenge: no waiting
//   without_work  no script: through one token bucket for the whole city
//   in_a_burst    the same while less than half of the bucket is left: counting can look at these apart
//
// There is nothing here about who sends: no address, no counter of one visitor. A flood without work empties
// the bucket for all who come without work, who are told honestly to wait; those with work do not notice.
#pragma once

#include <chrono>
#include <mutex>
#include <string_view>
#include <variant>

#include "service/intake/form_token.h"
#include "service/intake/token_bucket.h"
#include "service/intake/work.h"

namespace tellsafe::intake {

// In the order of the options of the question "lane".
enum class Lane { with_work, without_work, in_a_burst };
std::string_view name_of(Lane lane);

struct LaneLimits {
  unsigned without_work_per_minute = 60;
  unsigned without_work_at_once = 120;
  std::chrono::seconds shortest{3};  // from form to report
  std::chrono::seconds longest{std::chrono::hours(6)};
};

// The form's token was too young, too old or not ours: the person looks at the form once more.
struct OnceMore {};
struct Wait {
  unsigned seconds = 0;
};
using Admission = std::variant<Lane, OnceMore, Wait>;

// Thread safe.
class Lanes {
 public:
  // The clock and the work must outlive the object.
  Lanes(const runtime::SteadyClock& clock, Work& work, const LaneLimits& limits);

  const FormTokens& tokens() const { return tokens_; }

  // For a report that is ready to be kept: the work, if it holds good, or the place in the bucket is used up.
  // Either field may be empty.
  Admission admit(std::string_view token, std::string_view work);

  // The report could not be kept after all: its place in the bucket is free again. Work stays used: a browser
  // solves another while the person reads what went wrong.
  void give_back(Lane lane);

 private:
  Wait wait() const;

  const runtime::SteadyClock& clock_;
  Work& work_;
  FormTokens tokens_;
  std::chrono::seconds least_wait_;
  std::mutex mutex_;
  TokenBucket bucket_;
  unsigned turned_away_ = 0;  // since the bucket was last half full
};

}  // namespace tellsafe::intake
