// The door in front of every page of staff: from a StaffRoute to a route of the server.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "service/access/door.h"
#include "service/access/refusal_log.h"
#include "service/handling/router.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"

namespace tellsafe::staff {

// Shows that the person themselves is there, now. Thread safe.
class StepUp {
 public:
  virtual ~StepUp() = default;
  // The same for anybody, to sign in.
  virtual std::string sign_in_options() = 0;
  // Whose passkey answers in this form; a session of theirs has begun. Refusals have been recorded.
  virtual std::optional<access::Visitor> sign_in(const Fields& form, const handling::Credentials& shown) = 0;
  // What the browser's script needs to ask for a passkey.
  virtual nlohmann::json options(const access::Visitor& visitor) = 0;
  // Whether the form carries a good answer; then the session counts as fresh from now on.
  virtual bool prove(const access::Visitor& visitor, const Fields& form) = 0;
};

// Thread safe. The references must outlive it and the routes that it gives.
class Guard {
 public:
  // origin: of the staff's site, "https://staff.springfield.example"; forms that come from another are
  // refused.
  Guard(access::Door& door, access::RefusalLog& refusals, StepUp& step_up, const Pages& pages,
        std::string origin);

  // A request reaches the handler when it comes from somebody who is signed in (else 401), whose role has the
  // permission (else 403, recorded), and, posted, from a page of this site with the session's token (else
  // 403, recorded). Where the route asks for a fresh passkey, the visitor is asked for it and what was typed
  // comes along. So does what is posted from this site after the session has ended, or has been followed by
  // another: the answer asks to sign in, and the form goes on with the new session. All of it may wait for
  // the vault.
  handling::Route route(StaffRoute route) const;

 private:
  handling::Response answer(const StaffRoute& route, bool posted, const handling::Request& request,
                            const handling::Address& address) const;
  handling::Response read(const StaffRoute& route, const handling::Request& request,
                          const handling::Address& address, const access::Visitor& visitor) const;
  handling::Response write(const StaffRoute& route, const handling::Request& request,
                           const handling::Address& address, const access::Visitor& visitor,
                           const Fields& form, bool has_token) const;
  handling::Response signed_out(bool posted, const handling::Request& request, const Fields& form) const;
  handling::Response signed_in(const StaffRoute& route, const handling::Request& request,
                               const handling::Address& address, const Fields& form) const;
  void note_denied(const access::Visitor& visitor, const std::string& subject) const;
  handling::Response denied(const access::Visitor& visitor, const StaffRoute& route) const;
  bool from_here(const handling::Request& request) const;
  // Asks for a passkey to sign in, and carries along what was typed.
  handling::Response hold(const handling::Request& request, const Fields& form, bool again,
                          unsigned status) const;
  handling::Response confirm(const access::Visitor& visitor, const handling::Request& request,
                             const Fields& form, bool again) const;

  access::Door& door_;
  access::RefusalLog& refusals_;
  StepUp& step_up_;
  const Pages& pages_;
  std::string origin_;
};

}  // namespace tellsafe::staff
