// The administrator's desk for programs that read for a liaison's office.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "service/access/accounts.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"

namespace tellsafe::staff {

// What the desk works with. The references must outlive it.
struct MachineTools {
  access::Accounts accounts;
  const Pages& pages;
  std::string site;   // for the commands that the page shows
  bool certificates;  // whether the site asks programs for one
};

// Thread safe. Everything may wait for the vault.
class MachinesDesk {
 public:
  explicit MachinesDesk(MachineTools tools) : tools_(std::move(tools)) {}

  // "/machines", "/machines/revoke". Every change asks for a passkey that was shown within the last minutes.
  std::vector<StaffRoute> routes();

 private:
  using Problems = std::vector<std::pair<std::string, std::string>>;  // field, what is wrong

  handling::Response list(const Asked& asked, const Problems& problems);
  handling::Response add(const Asked& asked);
  handling::Response revoke(const Asked& asked);

  MachineTools tools_;
};

}  // namespace tellsafe::staff
