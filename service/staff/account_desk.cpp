#include "service/staff/account_desk.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/access/access_error.h"
#include "service/access/audit_log.h"
#include "service/access/challenges.h"
#include "service/staff/words.h"

namespace tellsafe::staff {
namespace {

using access::Visitor;
using handling::Response;
using nlohmann::json;

access::Ceremony addition(const Visitor& visitor) {
  return {access::Purpose::enrol, "session " + crypto::hex(visitor.session)};
}

// Asking comes before making here, on a page in between: a proof has to last for that, also where each change
// asks for one of its own.
bool may_add(const Visitor& visitor) {
  return visitor.fresh || visitor.since_proof <= access::challenge_lifetime;
}

}  // namespace

std::vector<StaffRoute> AccountDesk::routes() {
  using access::Permission;
  return {
      {"/account",
       Permission::own_account,
       [this](const Asked& asked) { return show(asked.visitor, {}, 200); },
       {}},
      {"/account/fresh",
       Permission::own_account,
       {},
       [](const Asked&) { return see_other("/account"); },
       true},
      {"/account/add", Permission::own_account, {}, [this](const Asked& asked) { return add(asked); }},
      {"/account/revoke",
       Permission::own_account,
       {},
       [this](const Asked& asked) { return revoke(asked); },
       true},
  };
}

Response AccountDesk::show(const Visitor& visitor, std::string_view problem, unsigned status) {
  const auto passkeys = tools_.accounts.people.passkeys(visitor.person.id);
  if (passkeys.has_error()) return tools_.pages.error(503, &visitor);
  const auto in_use = std::ranges::count(*passkeys, false, &store::StoredPasskey::revoked);
  json rows = json::array();
  for (const auto& passkey : *passkeys) {
    rows.push_back({{"id", crypto::hex(passkey.id)},
                    {"label", passkey.label},
                    {"added", words_of(passkey.added)},
                    {"revoked", passkey.revoked},
                    {"can_revoke", in_use > 1}});
  }
  return tools_.pages.page("account",
                           {{"title", "Your account"},
                            {"here", "/account"},
                            {"problem", problem.empty() ? json(false) : json(problem)},
                            {"agreement_ends", words_of(visitor.person.agreement_ends)},
                            {"fresh", may_add(visitor)},
                            {"passkeys", std::move(rows)},
                            {"options", tools_.ceremonies.for_new(visitor.person, addition(visitor))},
                            {"scripts", {"passkey"}}},
                           &visitor, status);
}

Response AccountDesk::add(const Asked& asked) {
  const Visitor& visitor = asked.visitor;
  // Not left to the guard: what the browser made would not survive being asked again.
  if (!may_add(visitor)) return show(visitor, "First show a passkey that you already have.", 403);
  auto passkey = tools_.ceremonies.read_new(asked.form, addition(visitor));
  if (passkey.has_error()) return show(visitor, "The passkey did not arrive whole, or took too long.", 422);
  const auto added = access::add_passkey(tools_.accounts, visitor, std::move(*passkey));
  if (added.has_value()) return see_other("/account");
  if (added.error() == store::Errc::duplicate) return show(visitor, "It is kept already.", 409);
  if (added.error() == access::AccessErrc::not_a_name)
    return show(visitor, "Enter its name in one line.", 422);
  if (added.error() == access::AccessErrc::unknown_session) return see_other("/");
  return tools_.pages.error(503, &visitor);
}

Response AccountDesk::revoke(const Asked& asked) {
  const Visitor& visitor = asked.visitor;
  const auto passkeys = tools_.accounts.people.passkeys(visitor.person.id);
  if (passkeys.has_error()) return tools_.pages.error(503, &visitor);
  const std::string_view only = "It is your only passkey. Add another one first.";
  if (std::ranges::count(*passkeys, false, &store::StoredPasskey::revoked) < 2)
    return show(visitor, only, 409);
  const auto found = std::ranges::find_if(*passkeys, [&](const store::StoredPasskey& passkey) {
    return !passkey.revoked && crypto::hex(passkey.id) == asked.form.value("passkey");
  });
  if (found == passkeys->end()) return tools_.pages.error(404, &visitor);
  const auto revoked = access::revoke_own_passkey(tools_.accounts, visitor.person, *found);
  if (revoked.has_error() && revoked.error() == store::Errc::changed) return show(visitor, only, 409);
  return revoked.has_error() ? tools_.pages.error(503, &visitor) : see_other("/account");
}

}  // namespace tellsafe::staff
