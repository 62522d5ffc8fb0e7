// The audit log, for administrators: newest lines first.
#pragma once

#include <vector>

#include "service/staff/pages.h"
#include "service/staff/route.h"
#include "service/store/audit.h"

namespace tellsafe::staff {

// "/audit", a hundred lines at a time; with ?before=N those before number N. Also says when the log does not
// hold together. The references must outlive the routes; thread safe.
std::vector<StaffRoute> audit_routes(store::Audit& audit, const Pages& pages);

}  // namespace tellsafe::staff
