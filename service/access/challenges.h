// The challenges that pages are given. A challenge says itself when and for what it was issued, under a key
// of this process, so nothing is kept of those that nobody answers, and however many pages are asked for, no
// challenge of somebody else is lost. Only those that were answered are remembered until they run out. A
// restart ends the ceremonies under way.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include "crypto/memory.h"
#include "service/access/client_data.h"
#include "service/runtime/steady_clock.h"

namespace tellsafe::access {

inline constexpr std::chrono::minutes challenge_lifetime{5};

// Of answers within a lifetime. Each came with a passkey that fits, so it is never reached; were it, further
// ones would be refused.
inline constexpr std::size_t most_answers = 100'000;

enum class Purpose { enrol, sign_in, step_up };

// What an answer is good for. `subject`: for enrol the invitation or the person, for step_up the session;
// empty for sign_in. Nothing secret: for what has a token, its hash.
struct Ceremony {
  Purpose purpose = Purpose::sign_in;
  std::string subject;
};

// Thread safe.
class Challenges {
 public:
  // crypto::start() must have been called.
  explicit Challenges(const runtime::SteadyClock& clock, std::size_t most = most_answers);

  // A fresh one, for passkey options: 8 bytes of time, 8 random ones, and 16 of keyed BLAKE2b over the
  // ceremony and both.
  Challenge issue(const Ceremony& ceremony) const;

  // Whether `challenge` was issued for this very ceremony and is not older than challenge_lifetime. It may
  // have been answered.
  bool good(const Challenge& challenge, const Ceremony& ceremony) const;

  // The same, and nobody has answered it yet; from now on somebody has. To be called once the answer is known
  // to fit: so nobody uses up a challenge, or the room for answers, without a passkey. The challenge that a
  // browser answered stands in its client data (parse_client_data).
  bool take(const Challenge& challenge, const Ceremony& ceremony);

 private:
  using Mac = std::array<std::uint8_t, 16>;
  Mac mac_of(const Challenge& challenge, const Ceremony& ceremony) const;

  const runtime::SteadyClock& clock_;
  const std::size_t most_;
  const crypto::SecretBytes key_;
  std::mutex mutex_;
  std::map<Challenge, runtime::SteadyClock::TimePoint> answered_;  // and when it can be forgotten
};

}  // namespace tellsafe::access
