// How somebody is turned away.
#pragma once

#include <boost/system/error_code.hpp>

#include "crypto/memory.h"

namespace tellsafe::access {

struct Refusal {
  unsigned status = 401;  // 401: sign in, or show another token; 403; 503: the vault cannot be asked
  boost::system::error_code reason;  // an AccessErrc, or with 503 the store's
  crypto::WipedText set_cookie;  // takes a cookie back that is no good any more; empty: nothing to take back
};

// 503 for what the store says, 403 for what a person or a machine may not do, else 401.
Refusal refusal_of(const boost::system::error_code& reason);

}  // namespace tellsafe::access
