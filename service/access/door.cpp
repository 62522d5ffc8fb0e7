#include "service/access/door.h"

#include "service/access/access_error.h"

namespace tellsafe::access {

Door::Door(Sessions& sessions, RefusalLog& refusals) : sessions_(sessions), refusals_(refusals) {}

boost::system::result<Visitor, Refusal> Door::enter(const handling::Credentials& shown) {
  auto session = sessions_.open(shown);
  if (session.has_value()) return std::move(*session);
  const auto reason = session.error();
  if (reason == AccessErrc::unknown_session) {
    refusals_.note(anybody, Action::session_refused, reason.message());
  }
  Refusal refusal = refusal_of(reason);
  if (refusal.status != 503 && reason != AccessErrc::nobody) refusal.set_cookie = no_cookie();
  return refusal;
}

}  // namespace tellsafe::access
