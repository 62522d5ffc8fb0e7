#include "service/staff/guard.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/access/access_error.h"
#include "service/staff/words.h"

namespace tellsafe::staff {
namespace {

using access::Visitor;
using handling::Response;

// What the script puts into a form that asks for a passkey; never carried along.
constexpr std::string_view signing_in = "signed_in";
constexpr std::array<std::string_view, 9> proof_fields = {
    "csrf",        "id",        "client_data", "authenticator_data", "signature", "user_handle",
    "attestation", "confirmed", signing_in};

constexpr std::string_view no_fit = "The passkey did not fit, was revoked, or took too long.";

std::string_view words_of(NotShown reason) {
  return reason == NotShown::busy ? vault_was_busy : no_fit;
}

nlohmann::json problem_of(std::string_view text) {
  return text.empty() ? nlohmann::json(false) : nlohmann::json(text);
}

nlohmann::json typed_in(const Fields& form) {
  auto typed = nlohmann::json::array();
  for (const auto& field : form.all()) {
    if (std::ranges::find(proof_fields, field.name) != proof_fields.end()) continue;
    typed.push_back({{"name", field.name}, {"value", field.value}});
  }
  return typed;
}

// Whether the same form can be posted once more: a passkey that was made for it cannot.
bool can_try_again(const Fields& form) {
  return !typed_in(form).empty() && !form.has("attestation");
}

std::string address_of(const handling::Request& request) {
  std::string address(crypto::text_of(request.path));
  if (const std::string& query = request.credentials->query; !query.empty()) address += "?" + query;
  return address;
}

bool same_token(std::string_view sent, const crypto::WipedText& expected) {
  return !expected.empty() && sent.size() == expected.size() &&
         sodium_memcmp(sent.data(), expected.data(), expected.size()) == 0;
}

}  // namespace

Guard::Guard(access::Door& door, access::RefusalLog& refusals, StepUp& step_up, const Pages& pages,
             std::string origin)
    : door_(door), refusals_(refusals), step_up_(step_up), pages_(pages), origin_(std::move(origin)) {}

handling::Route Guard::route(StaffRoute route) const {
  handling::Route guarded;
  guarded.pattern = route.pattern;
  guarded.get_cost = handling::Cost::blocking;
  const bool reads = static_cast<bool>(route.get);
  const bool writes = static_cast<bool>(route.post);
  const auto handler = [this, route = std::move(route)](bool posted) {
    return [this, route, posted](const handling::Request& request, const handling::Address& address) {
      return answer(route, posted, request, address);
    };
  };
  if (reads) guarded.get = handler(false);
  if (writes) guarded.post = handler(true);
  return guarded;
}

bool Guard::from_here(const handling::Request& request) const {
  return request.credentials->origin == origin_;
}

Response Guard::answer(const StaffRoute& route, bool posted, const handling::Request& request,
                       const handling::Address& address) const {
  if (!request.credentials) return pages_.error(401);
  const Fields form(posted && request.urlencoded ? crypto::text_of(request.body) : std::string_view());
  if (posted && form.has(signing_in) && from_here(request)) return signed_in(route, request, address, form);

  auto visitor = door_.enter(*request.credentials);
  if (visitor.has_error()) {
    Response refused = turned_away(visitor.error(), posted, request, form);
    refused.set_cookie = std::move(visitor.error().set_cookie);
    return refused;
  }
  Response response =
      posted ? write(route, request, address, *visitor, form, same_token(form.value("csrf"), visitor->csrf))
             : read(route, request, address, *visitor);
  if (response.set_cookie.empty()) response.set_cookie = std::move(visitor->set_cookie);
  return response;
}

// The ceremony stands in for the session's token: its challenge is fresh, and the browser has signed that it
// was answered on this site.
Response Guard::signed_in(const StaffRoute& route, const handling::Request& request,
                          const handling::Address& address, const Fields& form) const {
  auto visitor = step_up_.sign_in(form, *request.credentials);
  if (visitor.has_error()) {
    const NotShown reason = visitor.error();
    return hold(request, form, words_of(reason), reason == NotShown::busy ? 503 : 401);
  }
  Response response = write(route, request, address, *visitor, form, true);
  if (response.set_cookie.empty()) response.set_cookie = std::move(visitor->set_cookie);
  return response;
}

Response Guard::turned_away(const access::Refusal& refusal, bool posted, const handling::Request& request,
                            const Fields& form) const {
  const bool own = posted && from_here(request);
  switch (refusal.status) {
    case 401:
      if (!posted) return pages_.sign_in_first(address_of(request));
      return own && !typed_in(form).empty() ? hold(request, form, {}, 401) : pages_.error(401);
    case 403:
      return refusal.reason == access::AccessErrc::unknown_role ? pages_.error(403) : pages_.access_ended();
    default:
      // Nobody knows yet whose session it is. The token comes from a page of this site and goes back to one.
      return own && can_try_again(form) ? busy(nullptr, request, form, form.value("csrf"))
                                        : pages_.error(refusal.status);
  }
}

Response Guard::read(const StaffRoute& route, const handling::Request& request,
                     const handling::Address& address, const Visitor& visitor) const {
  if (!access::allowed(visitor.role, route.permission)) return denied(visitor, route);
  const Fields query(request.credentials->query);
  return route.get({visitor, address.parts, query, Fields(), request.method});
}

Response Guard::write(const StaffRoute& route, const handling::Request& request,
                      const handling::Address& address, const Visitor& visitor, const Fields& form,
                      bool has_token) const {
  if (!access::allowed(visitor.role, route.permission)) return denied(visitor, route);
  if (!from_here(request) || !has_token) {
    note_denied(visitor, fmt::format("{} (not a form of this site)", route.pattern));
    // A page from before the present session has another token, and may hold an hour's work.
    const bool keep = from_here(request) && !typed_in(form).empty();
    return keep ? hold(request, form, {}, 403) : pages_.foreign_form(visitor);
  }
  const Fields query(request.credentials->query);
  if (route.fresh && !visitor.fresh) {
    if (!form.has("confirmed")) return confirm(visitor, request, form, {}, 403);
    if (const auto proven = step_up_.prove(visitor, form); proven.has_error()) {
      const NotShown reason = proven.error();
      return confirm(visitor, request, form, words_of(reason), reason == NotShown::busy ? 503 : 403);
    }
  }
  Response response = route.post({visitor, address.parts, query, form, request.method});
  if (response.status != 503 || route.keeps_form || !can_try_again(form)) return response;
  return busy(&visitor, request, form, crypto::text_of(visitor.csrf));
}

void Guard::note_denied(const Visitor& visitor, const std::string& subject) const {
  refusals_.note(access::person_actor(visitor.person), access::Action::access_denied, subject);
}

Response Guard::denied(const Visitor& visitor, const StaffRoute& route) const {
  note_denied(visitor, route.pattern);
  return pages_.error(403, &visitor);
}

Response Guard::hold(const handling::Request& request, const Fields& form, std::string_view problem,
                     unsigned status) const {
  return pages_.page("sign_in_again",
                     {{"title", "Please sign in"},
                      {"address", address_of(request)},
                      {"typed", typed_in(form)},
                      {"problem", problem_of(problem)},
                      {"options", step_up_.sign_in_options()},
                      {"scripts", {"passkey"}}},
                     nullptr, status);
}

Response Guard::confirm(const Visitor& visitor, const handling::Request& request, const Fields& form,
                        std::string_view problem, unsigned status) const {
  return pages_.page("confirm",
                     {{"title", "Show your passkey"},
                      {"address", address_of(request)},
                      {"typed", typed_in(form)},
                      {"problem", problem_of(problem)},
                      {"options", step_up_.options(visitor).dump()},
                      {"scripts", {"passkey"}}},
                     &visitor, status);
}

Response Guard::busy(const Visitor* visitor, const handling::Request& request, const Fields& form,
                     std::string_view csrf) const {
  return pages_.page(
      "try_again",
      {{"title", "Too busy just now"}, {"address", address_of(request)}, {"typed", typed_in(form)}}, visitor,
      503, csrf);
}

}  // namespace tellsafe::staff
