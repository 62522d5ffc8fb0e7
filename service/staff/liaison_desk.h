// The state police's export: looked at with its risk figures, approved by two people, then taken, by people
// or by their programs.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <vector>

#include "crypto/minisign.h"
#include "service/access/audit_log.h"
#include "service/access/machines.h"
#include "service/access/sign_off.h"
#include "service/handling/router.h"
#include "service/reading/exports.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"
#include "service/store/approvals.h"

namespace tellsafe::staff {

// All of it must outlive the desk.
struct LiaisonTools {
  store::Approvals& approvals;
  store::People& people;
  access::Machines& machines;
  access::Recorder& recorder;
  std::function<store::Time()> now;
  const Pages& pages;
};

// Thread safe. Everything may wait for the vault and the disk.
class LiaisonDesk {
 public:
  LiaisonDesk(LiaisonTools tools, std::filesystem::path releases, crypto::VerifyKey key);

  // "/liaison", "/liaison/{}", "/liaison/{}/approve", "/liaison/{}/export.zip"
  std::vector<StaffRoute> routes();
  // For programs, by token or client certificate: "/api/export", the newest that is approved;
  // "/api/export/{}";
  // "/api/exports.json", what there is.
  std::vector<handling::Route> machine_routes();

 private:
  handling::Response list(const Asked& asked);
  handling::Response show(const Asked& asked, std::string_view problem, unsigned status);
  handling::Response approve(const Asked& asked);
  handling::Response take(const Asked& asked);
  handling::Response newest(const handling::Request& request);
  handling::Response of_period(const handling::Request& request, const std::string& period);
  handling::Response catalog(const handling::Request& request);

  std::optional<reading::Export> find(std::string_view period) const;
  store::Result<access::SignOff> standing(const reading::Export& found) const;
  handling::Response sent(const reading::Export& found, handling::Method method,
                          const std::string& actor) const;

  LiaisonTools tools_;
  std::mutex approving_;  // one approves at a time
  std::filesystem::path releases_;
  crypto::VerifyKey key_;
};

}  // namespace tellsafe::staff
