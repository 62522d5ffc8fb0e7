#include "service/staff/account_desk.h"

#include <fmt/format.h>

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

// The page again, with what the new passkey is to be called.
std::string with_label(std::string_view label) {
  return label.empty() ? "/account" : "/account?label=" + percent_encoded(label);
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
       [this](const Asked& asked) { return show(asked.visitor, {}, asked.query.value("label"), 200); },
       {}},
      {"/account/fresh",
       Permission::own_account,
       {},
       [](const Asked& asked) { return see_other(with_label(asked.form.value("label"))); },
       true},
      {"/account/add", Permission::own_account, {}, [this](const Asked& asked) { return add(asked); }},
      {"/account/revoke",
       Permission::own_account,
       {},
       [this](const Asked& asked) { return revoke(asked); },
       true},
  };
}

Response AccountDesk::show(const Visitor& visitor, std::string_view problem, std::string_view label,
                           unsigned status) {
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
                            {"label", label},
                            {"passkeys", std::move(rows)},
                            {"options", tools_.ceremonies.for_new(visitor.person, addition(visitor))},
                            {"scripts", {"passkey"}}},
                           &visitor, status);
}

Response AccountDesk::add(const Asked& asked) {
  const Visitor& visitor = asked.visitor;
  const auto note = [&](std::string_view reason) {
    tools_.refusals.note(access::person_actor(visitor.person), access::Action::sign_in_refused,
                         fmt::format("a further passkey: {}", reason));
  };
  const auto refused = [&](std::string_view reason, std::string_view problem, unsigned status) {
    note(reason);
    return show(visitor, problem, asked.form.value("label"), status);
  };
  // Not left to the guard: what the browser made would not survive being asked again.
  if (!may_add(visitor))
    return refused("none was shown just before", "First show a passkey that you already have.", 403);
  auto passkey = tools_.ceremonies.read_new(asked.form, addition(visitor));
  if (passkey.has_error())
    return refused(passkey.error().reason, "The passkey did not arrive whole, or took too long.", 422);
  const auto added = access::add_passkey(tools_.accounts, visitor, std::move(*passkey));
  if (added.has_value()) return see_other("/account");
  const std::string reason = added.error().message();
  if (added.error() == store::Errc::duplicate) return refused(reason, "It is kept already.", 409);
  if (added.error() == access::AccessErrc::not_a_name)
    return refused(reason, "Enter its name in one line of at most 60 letters.", 422);
  if (added.error() == access::AccessErrc::unknown_session) {
    note(reason);
    return see_other("/");
  }
  return tools_.pages.error(503, &visitor);
}

Response AccountDesk::revoke(const Asked& asked) {
  const Visitor& visitor = asked.visitor;
  const auto passkeys = tools_.accounts.people.passkeys(visitor.person.id);
  if (passkeys.has_error()) return tools_.pages.error(503, &visitor);
  const std::string_view only = "It is your only passkey. Add another one first.";
  if (std::ranges::count(*passkeys, false, &store::StoredPasskey::revoked) < 2)
    return show(visitor, only, {}, 409);
  const auto found = std::ranges::find_if(*passkeys, [&](const store::StoredPasskey& passkey) {
    return !passkey.revoked && crypto::hex(passkey.id) == asked.form.value("passkey");
  });
  if (found == passkeys->end()) return tools_.pages.error(404, &visitor);
  const auto revoked = access::revoke_own_passkey(tools_.accounts, visitor.person, *found);
  if (revoked.has_error() && revoked.error() == store::Errc::changed) return show(visitor, only, {}, 409);
  return revoked.has_error() ? tools_.pages.error(503, &visitor) : see_other("/account");
}

}  // namespace tellsafe::staff
