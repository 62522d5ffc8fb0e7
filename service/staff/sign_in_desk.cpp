#include "service/staff/sign_in_desk.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/access/access_error.h"
#include "service/access/audit_log.h"
#include "service/access/token.h"
#include "service/staff/words.h"

namespace tellsafe::staff {
namespace {

using access::Action;
using access::Ceremony;
using access::Purpose;
using access::Visitor;
using handling::Request;
using handling::Response;
using nlohmann::json;

constexpr std::string_view not_signed_in =
    "This passkey is not known here, was revoked, or your agreement has ended. Try again, or ask your "
    "administrator.";
constexpr std::string_view not_kept = "The passkey did not arrive whole, or took too long. Try again.";

struct Card {
  access::Permission permission;
  std::string_view name;
  std::string_view address;
  std::string_view text;
};

constexpr std::array<Card, 7> cards = {{
    {access::Permission::read_group, "Figures", "/group",
     "The latest release in tables and charts; compare periods; trends."},
    {access::Permission::read_drafts, "Briefs", "/brief",
     "The monthly brief: what the numbers say, and what was done."},
    {access::Permission::approve_export, "State police export", "/liaison",
     "Look at an export with its risk figures, and approve it."},
    {access::Permission::manage_people, "People", "/people",
     "Invite people, end their access, revoke passkeys."},
    {access::Permission::manage_machines, "Programs", "/machines",
     "Programs that fetch exports, and their tokens."},
    {access::Permission::read_audit, "Audit log", "/audit", "What staff and operators did."},
    {access::Permission::own_account, "Your account", "/account", "Your passkeys."},
}};

Fields form_of(const Request& request) {
  return Fields(request.urlencoded ? crypto::text_of(request.body) : std::string_view());
}

// The link itself is a secret; its hash is not.
Ceremony enrolment(std::string_view token) {
  const auto hash = access::token_hash(access::TokenKind::invitation, token);
  return {Purpose::enrol, hash ? crypto::hex(*hash) : std::string()};
}

}  // namespace

std::vector<handling::Route> SignInDesk::open_routes() {
  using handling::Address;
  using handling::Cost;
  std::vector<handling::Route> routes;
  routes.push_back(
      {"/", [this](const Request& request, const Address&) { return start(request); }, {}, Cost::blocking});
  routes.push_back(
      {"/sign-in", {}, [this](const Request& request, const Address&) { return sign_in(request); }});
  routes.push_back(
      {"/enrol/{}",
       [this](const Request&, const Address& address) { return invitation(address.parts.front()); },
       [this](const Request& request, const Address& address) {
         return enrol(request, address.parts.front());
       },
       Cost::blocking});
  return routes;
}

std::vector<StaffRoute> SignInDesk::routes() {
  return {{"/sign-out", access::Permission::own_account, {}, [this](const Asked& asked) {
             return sign_out(asked.visitor);
           }}};
}

// ---- signing in and out
// ------------------------------------------------------------------------------------------

bool SignInDesk::from_here(const Request& request) const {
  return request.credentials && request.credentials->origin == tools_.ceremonies.site().origin;
}

Response SignInDesk::start(const Request& request) {
  auto visitor = tools_.door.enter(request.credentials.value());
  if (visitor.has_error() && visitor.error().status == 503) return tools_.pages.error(503);
  const Fields query(request.credentials->query);
  const std::string_view then = local_address(query.value("then"));
  const bool ended = visitor.has_error() && visitor.error().status == 403;
  Response page = visitor.has_error() ? sign_in_page(ended ? access_has_ended : std::string_view(), then, 200)
                  : then != "/"       ? see_other(std::string(then))
                                      : home(*visitor, query.has("enrolled"));
  page.set_cookie = std::move(visitor.has_error() ? visitor.error().set_cookie : visitor->set_cookie);
  return page;
}

Response SignInDesk::sign_in_page(std::string_view problem, std::string_view then, unsigned status) {
  return tools_.pages.page("sign_in",
                           {{"title", "Sign in"},
                            {"problem", problem.empty() ? json(false) : json(problem)},
                            {"then", then},
                            {"options", tools_.ceremonies.for_any(to_sign_in())},
                            {"scripts", {"passkey"}}},
                           nullptr, status);
}

Response SignInDesk::home(const Visitor& visitor, bool enrolled) {
  json shown = json::array();
  for (const Card& card : cards) {
    if (!access::allowed(visitor.role, card.permission)) continue;
    shown.push_back({{"name", card.name}, {"address", card.address}, {"text", card.text}});
  }
  return tools_.pages.page("home",
                           {{"title", "Reading room"},
                            {"enrolled", enrolled},
                            {"reads_public", access::allowed(visitor.role, access::Permission::read_public)},
                            {"cards", std::move(shown)},
                            {"agreement_ends", words_of(visitor.person.agreement_ends)}},
                           &visitor);
}

Response SignInDesk::let_in(const Recognised& shown, const Request& request, std::string_view then) {
  auto cookie = tools_.sessions.begin(shown.person, shown.passkey, request.credentials.value());
  if (cookie.has_error()) return tools_.pages.error(503);
  Response response = see_other(std::string(then));
  response.set_cookie = std::move(*cookie);
  return response;
}

Response SignInDesk::sign_in(const Request& request) {
  const Fields form = form_of(request);
  const std::string_view then = local_address(form.value("then"));
  if (!from_here(request)) {
    tools_.refusals.note(access::anybody, Action::sign_in_refused, "a form of another site");
    return sign_in_page("The form was not one of this site's own.", then, 403);
  }
  const auto person = tools_.ceremonies.recognise(form, to_sign_in());
  if (person.has_value()) return let_in(*person, request, then);
  if (person.error().why == NotShown::busy) return sign_in_page(vault_was_busy, then, 503);
  tools_.refusals.note(person.error().actor, Action::sign_in_refused, person.error().reason);
  return sign_in_page(not_signed_in, then, 401);
}

Response SignInDesk::sign_out(const Visitor& visitor) {
  auto cookie = tools_.sessions.end(visitor);
  if (cookie.has_error()) return tools_.pages.error(503, &visitor);
  Response response = see_other("/");
  response.set_cookie = std::move(*cookie);
  return response;
}

// ---- the first passkey
// -------------------------------------------------------------------------------------------

Response SignInDesk::gone(const boost::system::error_code& reason) {
  if (reason.category() == store::error_category() && reason != store::Errc::not_found)
    return tools_.pages.error(503);
  tools_.refusals.note(access::anybody, Action::sign_in_refused,
                       fmt::format("enrolment: {}", reason.message()));
  return tools_.pages.page("enrol_gone", {{"title", "This invitation is no longer good"}}, nullptr, 404);
}

Response SignInDesk::invitation(std::string_view token) {
  const auto person = access::invited_person(tools_.accounts, token);
  return person.has_error() ? gone(person.error()) : invitation_page(token, *person, {}, {}, 200);
}

Response SignInDesk::invitation_page(std::string_view token, const store::Person& person,
                                     std::string_view problem, std::string_view label, unsigned status) {
  const auto role = access::parse_role(person.role);
  return tools_.pages.page("enrol",
                           {{"title", "Make your passkey"},
                            {"problem", problem.empty() ? json(false) : json(problem)},
                            {"name", person.name},
                            {"organization", person.organization},
                            {"role_name", role ? std::string(words_of(*role)) : person.role},
                            {"agreement_ends", words_of(person.agreement_ends)},
                            {"label", label},
                            {"options", tools_.ceremonies.for_new(person, enrolment(token))},
                            {"scripts", {"passkey"}}},
                           nullptr, status, fmt::format("/enrol/{}", token));
}

Response SignInDesk::enrol(const Request& request, std::string_view token) {
  const auto person = access::invited_person(tools_.accounts, token);
  if (person.has_error()) return gone(person.error());
  const Fields form = form_of(request);
  const auto again = [&](std::string_view reason, std::string_view problem, unsigned status) {
    tools_.refusals.note(access::person_actor(*person), Action::sign_in_refused,
                         fmt::format("enrolment: {}", reason));
    return invitation_page(token, *person, problem, form.value("label"), status);
  };
  if (!from_here(request)) return again("a form of another site", not_kept, 403);
  const auto passkey = tools_.ceremonies.read_new(form, enrolment(token));
  if (passkey.has_error()) return again(passkey.error().reason, not_kept, 422);

  const auto enrolled = access::enrol(tools_.accounts, token, *passkey);
  if (enrolled.has_value()) return let_in({*enrolled, passkey->id}, request, "/?enrolled=yes");
  if (enrolled.error() == access::AccessErrc::not_a_name)
    return again(enrolled.error().message(), "Enter its name in one line of at most 60 letters.", 422);
  if (enrolled.error() == store::Errc::duplicate) return again(enrolled.error().message(), not_kept, 409);
  return gone(enrolled.error());
}

}  // namespace tellsafe::staff
