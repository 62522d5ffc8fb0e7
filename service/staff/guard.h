// The door in front of every page of staff: from a StaffRoute to a route of the server.
#pragma once

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "service/access/door.h"
#include "service/access/refusal_log.h"
#include "service/handling/router.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"

namespace tellsafe::staff {

// Why a passkey did not help.
enum class NotShown {
  refused,  // and recorded
  busy,     // the vault could not be asked, or not be written
};

// Shows that the person themselves is there, now. Thread safe.
class StepUp {
 public:
  virtual ~StepUp() = default;
  // The same for anybody, to sign in.
  virtual std::string sign_in_options() = 0;
  // Whose passkey answers in this form; a session of theirs has begun.
  virtual boost::system::result<access::Visitor, NotShown> sign_in(const Fields& form,
                                                                   const handling::Credentials& shown) = 0;
  // What the browser's script needs to ask for a passkey.
  virtual nlohmann::json options(const access::Visitor& visitor) = 0;
  // The form carries a good answer: the session counts as fresh from now on.
  virtual boost::system::result<void, NotShown> prove(const access::Visitor& visitor, const Fields& form) = 0;
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
  // another: the answer asks to sign in, and the form goes on with the new session. So does what is posted
  // from this site while the vault is busy or full: the answer, 503, has a button to try again. All of it may
  // wait for the vault.
  handling::Route route(StaffRoute route) const;

 private:
  handling::Response answer(const StaffRoute& route, bool posted, const handling::Request& request,
                            const handling::Address& address) const;
  handling::Response read(const StaffRoute& route, const handling::Request& request,
                          const handling::Address& address, const access::Visitor& visitor) const;
  handling::Response write(const StaffRoute& route, const handling::Request& request,
                           const handling::Address& address, const access::Visitor& visitor,
                           const Fields& form, bool has_token) const;
  handling::Response turned_away(const access::Refusal& refusal, bool posted,
                                 const handling::Request& request, const Fields& form) const;
  handling::Response signed_in(const StaffRoute& route, const handling::Request& request,
                               const handling::Address& address, const Fields& form) const;
  void note_denied(const access::Visitor& visitor, const std::string& subject) const;
  handling::Response denied(const access::Visitor& visitor, const StaffRoute& route) const;
  bool from_here(const handling::Request& request) const;
  // Each carries along what was typed. Asks for a passkey to sign in.
  handling::Response hold(const handling::Request& request, const Fields& form, std::string_view problem,
                          unsigned status) const;
  // Asks for the visitor's passkey.
  handling::Response confirm(const access::Visitor& visitor, const handling::Request& request,
                             const Fields& form, std::string_view problem, unsigned status) const;
  // Asks to try again later; 503. `csrf` is the token that the form will have.
  handling::Response busy(const access::Visitor* visitor, const handling::Request& request,
                          const Fields& form, std::string_view csrf) const;

  access::Door& door_;
  access::RefusalLog& refusals_;
  StepUp& step_up_;
  const Pages& pages_;
  std::string origin_;
};

}  // namespace tellsafe::staff
