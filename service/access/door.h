// The door of the staff's site: who is it, and may they? Every request comes through here.
#pragma once

#include <boost/system/result.hpp>

#include "service/access/refusal.h"
#include "service/access/refusal_log.h"
#include "service/access/sessions.h"
#include "service/access/visitor.h"

namespace tellsafe::access {

// Thread safe. What it is given must outlive it.
class Door {
 public:
  Door(Sessions& sessions, RefusalLog& refusals);

  // Refusals are in the audit log when this returns, or counted by the RefusalLog; but neither those without
  // a cookie nor those whose session has only expired. With a refusal goes the taking back of a cookie that
  // is no good any more.
  boost::system::result<Visitor, Refusal> enter(const handling::Credentials& shown);

 private:
  Sessions& sessions_;
  RefusalLog& refusals_;
};

}  // namespace tellsafe::access
