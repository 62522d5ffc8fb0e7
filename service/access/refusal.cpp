#include "service/access/refusal.h"

#include "service/access/access_error.h"

namespace tellsafe::access {

Refusal refusal_of(const boost::system::error_code& reason) {
  if (reason.category() != access_error_category()) return {503, reason, {}};
  switch (static_cast<AccessErrc>(reason.value())) {
    case AccessErrc::stopped:
    case AccessErrc::agreement_ended:
    case AccessErrc::unknown_role:
    case AccessErrc::not_permitted:
    case AccessErrc::wrong_scope:
      return {403, reason, {}};
    default:
      return {401, reason, {}};
  }
}

}  // namespace tellsafe::access
