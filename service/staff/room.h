// The reading room for staff, put together: the door, the desks and their addresses.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "crypto/minisign.h"
#include "service/access/passkey.h"
#include "service/access/sessions.h"
#include "service/access/wall_clock.h"
#include "service/handling/router.h"
#include "service/reading/brief_press.h"
#include "service/reading/group_releases.h"
#include "service/reading/names.h"
#include "service/runtime/clock.h"
#include "service/runtime/steady_clock.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"
#include "service/store/staff_vault.h"

namespace tellsafe::staff {

// What the room is made of. The references must outlive it.
struct RoomParts {
  store::StaffVault& vault;
  const runtime::Clock& city;
  const runtime::SteadyClock& steady;
  access::WallClock now;
  const Pages& pages;
  const reading::GroupReleases& group;
  const reading::Names& names;
  const schema::Areas& areas;
  const reading::BriefPress& press;
  std::function<reading::BriefFigures()> figures;
  std::string map;                 // GeoJSON of the area groups; empty: none
  std::filesystem::path releases;  // the folder, for exports
  crypto::VerifyKey key;
  access::RelyingParty site;
  access::SessionLimits limits;
  bool certificates = false;  // whether programs may show one
};

// Thread safe.
class Room {
 public:
  explicit Room(RoomParts parts);
  ~Room();
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  // Everything that needs somebody who is signed in.
  std::vector<StaffRoute> staff_routes();
  // All that the staff's listener answers: these behind the guard, the sign-in pages, the addresses of
  // programs and the scripts. The room must outlive them.
  std::vector<handling::Route> routes();
  // Clears away sessions that ended long ago, once a minute however often it is called; from one thread. Does
  // not throw.
  void keep_house();

 private:
  struct Desks;
  std::unique_ptr<Desks> desks_;
};

}  // namespace tellsafe::staff
