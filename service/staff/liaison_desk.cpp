#include "service/staff/liaison_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/staff/download.h"
#include "service/staff/export_model.h"
#include "service/staff/programs.h"

namespace tellsafe::staff {
namespace {

using access::Action;
using access::SignOff;
using handling::Response;
using nlohmann::json;

}  // namespace

LiaisonDesk::LiaisonDesk(LiaisonTools tools, std::filesystem::path releases, crypto::VerifyKey key)
    : tools_(std::move(tools)), releases_(std::move(releases)), key_(key) {}

std::vector<StaffRoute> LiaisonDesk::routes() {
  using access::Permission;
  return {
      {"/liaison", Permission::approve_export, [this](const Asked& asked) { return list(asked); }, {}},
      {"/liaison/{}",
       Permission::approve_export,
       [this](const Asked& asked) { return show(asked, {}, 200); },
       {}},
      {"/liaison/{}/approve",
       Permission::approve_export,
       {},
       [this](const Asked& asked) { return approve(asked); },
       true},
      {"/liaison/{}/export.zip",
       Permission::read_export,
       [this](const Asked& asked) { return take(asked); },
       {}},
  };
}

std::optional<reading::Export> LiaisonDesk::find(std::string_view period) const {
  const auto parsed = release::parse_period(period);
  return parsed ? reading::read_export(releases_, *parsed, key_) : std::nullopt;
}

store::Result<SignOff> LiaisonDesk::standing(const reading::Export& found) const {
  auto approvals = tools_.approvals.of(reading::export_subject(found.period));
  if (approvals.has_error()) return approvals.error();
  const auto people = tools_.people.people();
  if (people.has_error()) return people.error();
  const auto valid = access::valid_approvals(std::move(*approvals), *people);
  return access::sign_off(valid, found.digest, access::export_rule);
}

Response LiaisonDesk::list(const Asked& asked) {
  json exports = json::array();
  for (const auto& period : reading::export_periods(releases_)) {
    const auto found = reading::read_export(releases_, period, key_);
    if (!found) continue;
    const auto sign_off = standing(*found);
    if (sign_off.has_error()) return tools_.pages.error(503, &asked.visitor);
    exports.push_back({{"period", release::to_string(period)},
                       {"state", sign_off->complete ? "Approved by " + access::names_of(*sign_off)
                                                    : "Waiting for approval. " + sign_off->missing}});
  }
  return tools_.pages.page(
      "liaison", {{"title", "State police export"}, {"here", "/liaison"}, {"exports", std::move(exports)}},
      &asked.visitor);
}

Response LiaisonDesk::show(const Asked& asked, std::string_view problem, unsigned status) {
  const auto found = find(asked.parts.front());
  if (!found) return tools_.pages.error(404, &asked.visitor);
  const auto sign_off = standing(*found);
  if (sign_off.has_error()) return tools_.pages.error(503, &asked.visitor);

  json approvals = json::array();
  bool mine = false;
  for (const auto& approval : sign_off->given) {
    const auto role = access::parse_role(approval.role);
    approvals.push_back({{"name", approval.name}, {"role_name", role ? words_of(*role) : approval.role}});
    mine = mine || approval.person == asked.visitor.person.id;
  }
  json model = {{"title", fmt::format("State police export, {}", release::to_string(found->period))},
                {"here", "/liaison"},
                {"period", release::to_string(found->period)},
                {"problem", problem.empty() ? json(false) : json(problem)},
                {"digest", crypto::hex(found->digest)},
                {"approvals", std::move(approvals)},
                {"can_approve", !sign_off->complete && !mine},
                {"missing", sign_off->complete ? json(false) : json(sign_off->missing)},
                {"complete", sign_off->complete},
                {"can_download",
                 sign_off->complete && access::allowed(asked.visitor.role, access::Permission::read_export)}};
  model.update(export_model(*found));
  return tools_.pages.page("liaison_export", model, &asked.visitor, status);
}

Response LiaisonDesk::approve(const Asked& asked) {
  const auto found = find(asked.parts.front());
  if (!found) return tools_.pages.error(404, &asked.visitor);
  if (asked.form.value("digest") != crypto::hex(found->digest))
    return show(asked, "The file has changed since you looked at it. Look at it again.", 409);

  if (asked.form.value("looked") != "yes")
    return show(asked, "Look at the export, then say so with the check box.", 422);

  const auto& person = asked.visitor.person;
  const std::string subject = reading::export_subject(found->period);
  const std::lock_guard lock(approving_);
  const auto sign_off = standing(*found);
  if (sign_off.has_error()) return tools_.pages.error(503, &asked.visitor);
  const bool again = std::ranges::any_of(
      sign_off->given, [&](const store::Approval& approval) { return approval.person == person.id; });
  if (again) return show(asked, "You approved it already. A second person has to.", 409);
  const auto recorded = tools_.recorder.record(access::person_actor(person), Action::export_approved,
                                               fmt::format("{} {}", subject, crypto::hex(found->digest)));
  if (recorded.has_error()) return tools_.pages.error(503, &asked.visitor);
  const auto added = tools_.approvals.add({subject, found->digest, person.id,
                                           fmt::format("{} ({})", person.name, person.organization),
                                           std::string(access::name_of(asked.visitor.role)), tools_.now()});
  if (added.has_error()) return tools_.pages.error(503, &asked.visitor);
  return see_other(fmt::format("/liaison/{}", asked.parts.front()));
}

Response LiaisonDesk::sent(const reading::Export& found, handling::Method method,
                           const std::string& actor) const {
  const auto recorded =
      record_download(tools_.recorder, method, actor,
                      fmt::format("{} {}", reading::export_subject(found.period), crypto::hex(found.digest)));
  Response response;
  if (recorded.has_error()) {
    response.status = 503;
    return response;
  }
  response.type = handling::ContentType::zip;
  response.file_name = reading::export_file_name(found.period);
  response.body = crypto::wiped(found.zip);
  return response;
}

Response LiaisonDesk::take(const Asked& asked) {
  const auto found = find(asked.parts.front());
  if (!found) return tools_.pages.error(404, &asked.visitor);
  const auto sign_off = standing(*found);
  if (sign_off.has_error()) return tools_.pages.error(503, &asked.visitor);
  if (!sign_off->complete) return show(asked, "It can be taken once two people have approved it.", 409);
  const auto& person = asked.visitor.person;
  Response response = sent(*found, asked.method, access::person_actor(person));
  return response.status == 200 ? std::move(response) : tools_.pages.error(503, &asked.visitor);
}

std::vector<handling::Route> LiaisonDesk::machine_routes() {
  using handling::Address;
  using handling::Cost;
  using handling::Request;
  std::vector<handling::Route> routes;
  routes.push_back({"/api/export",
                    [this](const Request& request, const Address&) { return newest(request); },
                    {},
                    Cost::blocking});
  routes.push_back({"/api/export/{}",
                    [this](const Request& request, const Address& address) {
                      return of_period(request, address.parts.front());
                    },
                    {},
                    Cost::blocking});
  routes.push_back({"/api/exports.json",
                    [this](const Request& request, const Address&) { return catalog(request); },
                    {},
                    Cost::blocking});
  return routes;
}

Response LiaisonDesk::newest(const handling::Request& request) {
  const auto machine = tools_.machines.admit(request.credentials.value(), access::Scope::read_export);
  if (machine.has_error()) return no(machine.error().status, machine.error().reason.message());
  // One after another: reading means checking every file and the signature.
  for (const auto& period : reading::export_periods(releases_)) {
    const auto found = reading::read_export(releases_, period, key_);
    if (!found) continue;
    const auto sign_off = standing(*found);
    if (sign_off.has_error()) return no(503, "try again in a moment");
    if (sign_off->complete) return sent(*found, request.method, access::machine_actor(machine->name));
  }
  return no(404, "no export has been approved yet");
}

Response LiaisonDesk::of_period(const handling::Request& request, const std::string& period) {
  const auto machine = tools_.machines.admit(request.credentials.value(), access::Scope::read_export);
  if (machine.has_error()) return no(machine.error().status, machine.error().reason.message());
  const auto found = find(period);
  if (!found) return no(404, "there is no export of that period");
  const auto sign_off = standing(*found);
  if (sign_off.has_error()) return no(503, "try again in a moment");
  if (!sign_off->complete) return no(409, "it waits for the approval of two people");
  return sent(*found, request.method, access::machine_actor(machine->name));
}

Response LiaisonDesk::catalog(const handling::Request& request) {
  const auto machine = tools_.machines.admit(request.credentials.value(), access::Scope::read_export);
  if (machine.has_error()) return no(machine.error().status, machine.error().reason.message());
  json exports = json::array();
  for (const auto& period : reading::export_periods(releases_)) {
    const auto found = reading::read_export(releases_, period, key_);
    if (!found) continue;
    const auto sign_off = standing(*found);
    if (sign_off.has_error()) return no(503, "try again in a moment");
    const std::string name = release::to_string(period);
    exports.push_back({{"period", name},
                       {"approved", sign_off->complete},
                       {"address", fmt::format("/api/export/{}", name)},
                       {"bytes", found->zip.size()},
                       {"sha256", crypto::hex(found->digest)}});
  }
  return as_json({{"exports", std::move(exports)}});
}

}  // namespace tellsafe::staff
