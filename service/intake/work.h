// Proof of work in the ALTCHA format, version 1 (https://altcha.org/docs/v2/proof-of-work/, "legacy"): a
// browser tries numbers until one gives the hash that was asked for, while the person types. It makes a flood
// cost something and tells nothing about who sends.
//
//   salt      = 24 random hexadecimal digits ‖ "?expires=" ‖ seconds since 1970 ‖ "&"
//   challenge = hexadecimal SHA-256 of salt ‖ number in decimal, the number secret and at most `largest`
//   signature = hexadecimal HMAC-SHA-256 of the challenge's text, under a random key made at each start
//
// The "&" keeps the number's digits from being read as a later time.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "crypto/memory.h"
#include "service/runtime/steady_clock.h"

namespace tellsafe::intake {

// Solutions that are remembered as used, all together. Beyond it, work is not accepted until older challenges
// expire: whoever fills it has solved that many, and the lane without work is still open.
inline constexpr std::size_t max_used_work = 500'000;

// Thread safe.
class Work {
 public:
  // `started`: the time of day of this moment, from which expiry is counted by the steady clock.
  // `largest`: the largest number to be tried.
  Work(const runtime::SteadyClock& clock, std::chrono::sys_seconds started, std::uint32_t largest,
       std::size_t max_used = max_used_work);

  // A fresh challenge as JSON: {"algorithm":"SHA-256","challenge":…,"maxnumber":…,"salt":…,"signature":…}.
  // It expires in two hours, rounded up to ten minutes, so that it does not tell when a form was opened.
  std::string challenge() const;

  // Whether `payload` (base 64 of the JSON {"algorithm","challenge","number","salt","signature"}) solves a
  // challenge of this server that has not expired and was not accepted before. Each is accepted once.
  bool accept(std::string_view payload);

 private:
  std::int64_t unix_now() const;
  std::string signature_of(std::string_view challenge) const;

  const runtime::SteadyClock& clock_;
  runtime::SteadyClock::TimePoint origin_;
  std::int64_t started_;
  std::uint32_t largest_;
  std::size_t max_used_;
  crypto::SecretBytes key_;
  std::mutex mutex_;
  std::size_t used_count_ = 0;
  // By the time of expiry; 64 bits of a challenge are enough to know it again.
  std::map<std::int64_t, std::unordered_set<std::uint64_t>> used_;
};

}  // namespace tellsafe::intake
