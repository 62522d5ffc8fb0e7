// What staff and their programs show of themselves. Private to service/http, and read only for a listener for
// staff.
#pragma once

#include <string_view>

#include "service/handling/message.h"
#include "service/http/framing.h"

namespace tellsafe::http {

// The name of the staff's cookie. Browsers take "__Host-" only over TLS, for "/" and for this host alone
// (RFC 6265bis, 4.1.3).
inline constexpr std::string_view session_cookie = "__Host-tellsafe";

// Never fails: what is not as it should be, or is there twice, counts as not there; but a bearer's token
// stays as "?", which no program has. `target` is the request's.
handling::Credentials read_credentials(const RequestHeader& header, std::string_view target);

}  // namespace tellsafe::http
