// The form's token: says when a form was handed out, so that one that comes back faster than a person reads,
// or after hours, is looked at once more. It is the same for all forms of one second, names nobody, and
// nothing of it is stored.
//
// Format: base64url without padding of 20 bytes: seconds since shortly before the server started (4, big
// endian) ‖ BLAKE2b-128 of those four under a random key that is made at each start and kept nowhere else.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "service/runtime/steady_clock.h"

namespace tellsafe::intake {

enum class TokenCheck { good, too_early, too_late_or_unknown };

inline constexpr std::size_t token_length = 27;

// Thread safe.
class FormTokens {
 public:
  // A token is good from `shortest` to `longest` after it was issued. The clock must outlive the object.
  FormTokens(const runtime::SteadyClock& clock, std::chrono::seconds shortest, std::chrono::seconds longest);

  // For a form that nobody has had yet. token_length characters.
  std::string issue() const;

  // For a form that goes back to whoever sent `text`: they have read it already. The same token while it is
  // too early; one that is good at once after any that was issued here since the start; else as issue().
  std::string renew(std::string_view text) const;

  TokenCheck check(std::string_view text) const;

 private:
  std::uint32_t now() const;
  std::string token_of(std::uint32_t second) const;

  const runtime::SteadyClock& clock_;
  std::uint32_t shortest_;
  std::uint32_t longest_;
  runtime::SteadyClock::TimePoint origin_;
  crypto::SecretBytes key_;
};

}  // namespace tellsafe::intake
