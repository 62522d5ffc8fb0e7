// The administrator's desk: people, their invitations and passkeys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/access/accounts.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"
#include "service/store/people.h"

namespace tellsafe::staff {

// What the desk works with. The references must outlive it.
struct PeopleTools {
  access::Accounts accounts;
  const Pages& pages;
  std::string site;  // "https://staff.springfield.example", for links
};

// Thread safe. Everything may wait for the vault.
class PeopleDesk {
 public:
  explicit PeopleDesk(PeopleTools tools) : tools_(std::move(tools)) {}

  // "/people", "/people/{}". Every change asks for a passkey that was shown within the last minutes.
  std::vector<StaffRoute> routes();

 private:
  using Problems = std::vector<std::pair<std::string, std::string>>;  // field, what is wrong

  handling::Response list(const Asked& asked, const Problems& problems);
  handling::Response invite(const Asked& asked);
  handling::Response show(const Asked& asked, const Problems& problems, unsigned status = 200);
  handling::Response change(const Asked& asked);
  handling::Response save(const Asked& asked, store::Person person);
  // Somebody else has changed the person since the form was made.
  handling::Response conflict(const Asked& asked);
  handling::Response link(const Asked& asked, std::string_view name, const access::Invited& invited);
  // To the person's page, or what stood in the way.
  handling::Response done(const Asked& asked, const store::Result<void>& result);

  PeopleTools tools_;
};

}  // namespace tellsafe::staff
