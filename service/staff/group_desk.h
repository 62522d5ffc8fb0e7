// The dashboard of the working group: pages, data for their scripts, and the files of its releases.
#pragma once

#include <string>
#include <vector>

#include "schema/areas.h"
#include "service/access/audit_log.h"
#include "service/access/machines.h"
#include "service/handling/router.h"
#include "service/reading/group_releases.h"
#include "service/reading/names.h"
#include "service/staff/pages.h"
#include "service/staff/route.h"
#include "service/store/history.h"

namespace tellsafe::staff {

struct GroupRoom {
  const reading::GroupReleases& releases;
  const reading::Names& names;
  const schema::Areas& areas;
  store::History& history;
  access::Recorder& recorder;
  std::string map;  // the city's own GeoJSON, held against reading::check_map(); empty: none
};

// All for read_group:
//   /group?period=&compare=&table=&category=&area=&pick=     one period
//   /group/trend?span=&table=&category=                      all periods
//   /group/area?period=&compare=&category=                   by area group
//   /group/data/2025.json, /group/data/history.json, /group/data/map.geojson
//   /group/files/2025/tables.csv                             recorded as a download
// What an address asks for and the releases do not have is left out, and the page says so; an unknown file is
// a 404. The references, and those in the room, must outlive the routes; thread safe.
std::vector<StaffRoute> group_routes(GroupRoom room, const Pages& pages);

// For programs of the working group's people: "/api/group/2025", the tables.json of that release, byte for
// byte; recorded as a download. What is given must outlive the routes; thread safe.
std::vector<handling::Route> group_machine_routes(GroupRoom room, access::Machines& machines);

}  // namespace tellsafe::staff
