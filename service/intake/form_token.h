// The form's token: says when a form was handed out, so that one that comes back faster than a person reads,
// or after hours, is looked at once more; and which form it is, so that one form makes one report however
// often a browser sends it. It names nobody, and nothing of it is stored.
//
// Format: base64url without padding of 28 bytes: seconds since shortly before the server started (4, big
// endian) ‖ a random number (8) ‖ BLAKE2b-128 of those twelve under a random key that is made at each start
// and kept nowhere else.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "service/runtime/steady_clock.h"

namespace tellsafe::intake {

enum class TokenCheck { good, too_early, too_late_or_unknown };

inline constexpr std::size_t token_length = 38;

// Thread safe.
class FormTokens {
 public:
  // A token is good from `shortest` to `longest` after it was issued. The clock must outlive the object.
  FormTokens(const runtime::SteadyClock& clock, std::chrono::seconds shortest, std::chrono::seconds longest);

  // For a form that nobody has had yet. token_length characters.
  std::string issue() const;

  // For a form that goes back to whoever sent `text`: they have read it already. The same token while it is
  // too early; one of the same form that is good at once after any that was issued here since the start; else
  // as issue().
  std::string renew(std::string_view text) const;

  TokenCheck check(std::string_view text) const;

  // The id for the report of the form that the token belongs to: 63 bits, never 0, the same each time.
  // Nothing for what was not issued here since the start. It is made from the random number under the key, so
  // that nobody who sees a row of the vault finds its form.
  std::optional<std::uint64_t> report_id(std::string_view text) const;

 private:
  std::uint32_t now() const;

  const runtime::SteadyClock& clock_;
  std::uint32_t shortest_;
  std::uint32_t longest_;
  runtime::SteadyClock::TimePoint origin_;
  crypto::SecretBytes key_;
};

}  // namespace tellsafe::intake
