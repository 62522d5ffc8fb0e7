#pragma once

#include <chrono>

#include "crypto/hash.h"
#include "crypto/memory.h"
#include "service/access/role.h"
#include "service/store/people.h"

namespace tellsafe::access {

// Somebody who is signed in, for the time of one request.
struct Visitor {
  store::Person person;
  Role role = Role::advisory_board;
  crypto::Sha256 session{};  // names the session for its whole life, in the vault as well
  crypto::WipedText csrf;    // what every form of theirs carries; the same for the session's whole life
  bool fresh = false;        // showed a passkey within the last few minutes
  std::chrono::seconds since_proof{};  // how long ago that was, at the latest
  crypto::WipedText set_cookie;        // a new cookie to be sent with the answer; empty: none
};

}  // namespace tellsafe::access
