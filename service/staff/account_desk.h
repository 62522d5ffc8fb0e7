// One's own account: further passkeys, and those that are lost.
#pragma once

#include <string_view>
#include <vector>

#include "service/access/accounts.h"
#include "service/access/refusal_log.h"
#include "service/staff/ceremonies.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"

namespace tellsafe::staff {

// What the desk works with. The references must outlive it.
struct AccountTools {
  access::Accounts accounts;
  access::RefusalLog& refusals;
  Ceremonies& ceremonies;
  const Pages& pages;
};

// Thread safe. Everything may wait for the vault.
class AccountDesk {
 public:
  explicit AccountDesk(AccountTools tools) : tools_(std::move(tools)) {}

  // "/account", "/account/fresh", "/account/add", "/account/revoke"
  std::vector<StaffRoute> routes();

 private:
  handling::Response show(const access::Visitor& visitor, std::string_view problem, std::string_view label,
                          unsigned status);
  handling::Response add(const Asked& asked);
  handling::Response revoke(const Asked& asked);

  AccountTools tools_;
};

}  // namespace tellsafe::staff
