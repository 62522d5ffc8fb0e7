// A request that is not answered as it was meant, and the status (RFC 9110) that says so.
#pragma once

namespace tellsafe::http {

struct Refusal {
  unsigned status = 400;
};

}  // namespace tellsafe::http
