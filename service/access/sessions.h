// Sessions of people in their browsers. The cookie is __Host-tellsafe; what it is made of, session_token.h
// says.
#pragma once

#include <chrono>

#include "service/access/audit_log.h"
#include "service/access/role.h"
#include "service/access/visitor.h"
#include "service/access/wall_clock.h"
#include "service/handling/message.h"
#include "service/runtime/clock.h"
#include "service/store/people.h"

namespace tellsafe::access {

struct SessionLimits {
  std::chrono::seconds idle = std::chrono::minutes(15);
  std::chrono::seconds longest = std::chrono::hours(8);
  std::chrono::seconds rotate_after = std::chrono::minutes(5);  // the cookie is replaced
  std::chrono::seconds grace{60};                               // so long the replaced one is good as well
  std::chrono::seconds fresh = std::chrono::minutes(5);  // so long a passkey counts as just shown; 0: never
};

// So long after its end a session that has expired is still known: whoever comes back with its cookie is told
// so, and it is no event.
inline constexpr std::chrono::days expired_kept{30};

// What a person may be today. errors: AccessErrc::stopped, agreement_ended, unknown_role
store::Result<Role> standing_of(const store::Person& person, std::chrono::sys_days today);

// A Set-Cookie value that takes the cookie back.
crypto::WipedText no_cookie();

// Thread safe. What it is given must outlive it.
class Sessions {
 public:
  Sessions(store::People& people, Recorder& recorder, WallClock now, const runtime::Clock& city,
           SessionLimits limits = {});

  // Begins a session for who has just shown this passkey, after recording that they signed in, and ends the
  // one that the browser had. Gives the Set-Cookie value. errors: those of standing_of;
  // store::Errc::not_found (the passkey was revoked, or they were stopped, meanwhile); the store's
  store::Result<crypto::WipedText> begin(const store::Person& person, crypto::ByteView passkey,
                                         const handling::Credentials& shown);
  // The same, and gives who is signed in from now on; `set_cookie` is the Set-Cookie value.
  store::Result<Visitor> welcome(const store::Person& person, crypto::ByteView passkey,
                                 const handling::Credentials& shown);

  // The session whose cookie was shown; person and role are read anew each time. The cookie is replaced when
  // it is old. Another browser, and any value but the present one and, for `grace`, the one before it, end
  // the session, after recording it; so does a person who is stopped or whose agreement has ended. errors:
  // nobody, unknown_session, session_expired, other_agent, replayed_cookie; those of standing_of; the store's
  store::Result<Visitor> open(const handling::Credentials& shown);

  // A passkey of theirs was shown again: fresh from now on. errors: unknown_session (has ended meanwhile);
  // the store's
  store::Result<void> prove(const Visitor& visitor);

  // Clears away the sessions whose end is longer ago than `expired_kept`. errors: the store's
  store::Result<void> forget_old();

  // Ends the session, after recording that the person signed out, and gives no_cookie(). errors: the store's
  store::Result<crypto::WipedText> end(const Visitor& visitor);

 private:
  enum class Value;
  struct Found;
  store::Result<Found> find(const handling::Credentials& shown);
  store::Result<void> check(const Found& found, const handling::Credentials& shown, store::Time now);
  store::Result<Visitor> opened(const Found& found, store::Time now);
  store::Result<crypto::WipedText> keep_alive(Found& found, store::Time now);
  store::Result<void> refuse(const Found& found, boost::system::error_code reason);

  store::People& people_;
  Recorder& recorder_;
  WallClock now_;
  const runtime::Clock& city_;
  SessionLimits limits_;
};

}  // namespace tellsafe::access
