// What the staff's site answers: each address names the permission that it needs. Without one there is no
// route; service/staff/guard.h turns these into the server's routes, with the door in front of every one.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "service/access/door.h"
#include "service/access/role.h"
#include "service/handling/message.h"
#include "service/staff/fields.h"

namespace tellsafe::staff {

// One request of somebody who is signed in and may do this.
struct Asked {
  const access::Visitor& visitor;
  std::span<const std::string> parts;               // what the {} of the pattern matched
  const Fields& query;                              // of the address
  const Fields& form;                               // what was posted; its CSRF token has been checked
  handling::Method method = handling::Method::get;  // or head, or post
};

using StaffHandler = std::function<handling::Response(const Asked&)>;

struct StaffRoute {
  std::string pattern;  // "/group", "/brief/{}"
  access::Permission permission;
  StaffHandler get;   // also answers HEAD; empty: 405
  StaffHandler post;  // empty: 405
  // What is posted here needs a passkey that was shown within the last minutes.
  bool fresh = false;
  // Its own 503 shows again what was typed; else the guard's does.
  bool keeps_form = false;
};

}  // namespace tellsafe::staff
