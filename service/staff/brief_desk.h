// The monthly brief: written by the working group, signed off by two people, then public for ever.
#pragma once

#include <functional>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "service/access/audit_log.h"
#include "service/access/sign_off.h"
#include "service/reading/brief_press.h"
#include "service/runtime/clock.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"
#include "service/store/approvals.h"
#include "service/store/briefs.h"

namespace tellsafe::staff {

// All of it must outlive the desk. `figures` gives what reading::brief_figures() does, as of now.
struct BriefTools {
  store::Briefs& briefs;
  store::Approvals& approvals;
  store::People& people;
  access::Recorder& recorder;
  std::function<store::Time()> now;
  const runtime::Clock& clock;
  const reading::BriefPress& press;
  std::function<reading::BriefFigures()> figures;
  const Pages& pages;
};

// "brief:2026-11": what approvals and the audit log call a month's brief.
std::string brief_subject(reading::Month month);

// Thread safe. Everything may wait for the vault and the disk.
//
// A signature is for the very bytes that would be public: another text, another release or another style
// makes it void. The second signature publishes.
class BriefDesk {
 public:
  explicit BriefDesk(BriefTools tools);

  // "/brief", "/brief/{}", "/brief/{}/page", "/brief/{}/pdf", "/brief/{}/edit", "/brief/{}/approve"
  std::vector<StaffRoute> routes();

 private:
  struct Made;
  handling::Response list(const Asked& asked);
  handling::Response show(const Asked& asked, reading::Month month, std::string_view problem,
                          unsigned status);
  handling::Response page(const Asked& asked, reading::Month month);
  handling::Response pdf(const Asked& asked, reading::Month month);
  handling::Response edit(const Asked& asked, reading::Month month);
  handling::Response save(const Asked& asked, reading::Month month);
  handling::Response approve(const Asked& asked, reading::Month month);

  store::Result<std::vector<store::Approval>> approvals_of(reading::Month month) const;
  store::Result<Made> made(reading::Month month) const;
  handling::Response show_public(const Asked& asked, const store::PublishedBrief& brief, nlohmann::json model,
                                 unsigned status);
  store::Result<bool> is_public(reading::Month month) const;
  store::Result<store::Draft> draft_or_new(reading::Month month) const;
  store::Result<void> sign(const access::Visitor& visitor, reading::Month month, const Made& made);
  store::Result<void> publish(const access::Visitor& visitor, reading::Month month, const Made& made);
  handling::Response not_saved(const Asked& asked, const reading::BriefText& typed, std::uint64_t version,
                               std::string_view problem, unsigned status) const;

  BriefTools tools_;
  std::mutex changing_;  // one saves or signs at a time
};

}  // namespace tellsafe::staff
