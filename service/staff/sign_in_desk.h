// The way in and out: signing in, the first passkey by invitation, and what a role may do from here.
#pragma once

#include <string_view>
#include <vector>

#include "service/access/accounts.h"
#include "service/access/door.h"
#include "service/access/refusal_log.h"
#include "service/access/sessions.h"
#include "service/handling/router.h"
#include "service/staff/ceremonies.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"

namespace tellsafe::staff {

// What the desk works with. The references must outlive it.
struct SignInTools {
  access::Accounts accounts;
  access::Sessions& sessions;
  access::Door& door;
  access::RefusalLog& refusals;
  Ceremonies& ceremonies;
  const Pages& pages;
};

// Thread safe. Everything may wait for the vault.
class SignInDesk {
 public:
  explicit SignInDesk(SignInTools tools) : tools_(std::move(tools)) {}

  // For anybody: "/", "/sign-in", "/enrol/{}".
  std::vector<handling::Route> open_routes();
  // "/sign-out"
  std::vector<StaffRoute> routes();

 private:
  handling::Response start(const handling::Request& request);
  handling::Response sign_in(const handling::Request& request);
  handling::Response invitation(std::string_view token);
  handling::Response enrol(const handling::Request& request, std::string_view token);
  handling::Response sign_out(const access::Visitor& visitor);

  handling::Response home(const access::Visitor& visitor, bool enrolled);
  handling::Response sign_in_page(std::string_view problem, std::string_view then, unsigned status);
  handling::Response invitation_page(std::string_view token, const store::Person& person,
                                     std::string_view problem, std::string_view label, unsigned status);
  handling::Response gone(const boost::system::error_code& reason);
  handling::Response let_in(const Recognised& shown, const handling::Request& request, std::string_view then);
  bool from_here(const handling::Request& request) const;

  SignInTools tools_;
};

}  // namespace tellsafe::staff
