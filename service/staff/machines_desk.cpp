#include "service/staff/machines_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/calendar.h"
#include "service/access/access_error.h"
#include "service/access/audit_log.h"
#include "service/access/machines.h"
#include "service/access/sessions.h"
#include "service/staff/words.h"

namespace tellsafe::staff {
namespace {

using handling::Response;
using nlohmann::json;
using Problems = std::vector<std::pair<std::string, std::string>>;

json owners_of(const std::vector<store::Person>& people, std::string_view chosen) {
  json owners = json::array();
  for (const auto& person : people) {
    if (person.role != access::name_of(access::Role::liaison) || person.stopped) continue;
    owners.push_back({{"id", id_of(person.id)},
                      {"name", person.name},
                      {"organization", person.organization},
                      {"chosen", id_of(person.id) == chosen}});
  }
  return owners;
}

std::string state_words(const store::Machine& machine, const store::Person* owner,
                        std::chrono::sys_days today) {
  if (machine.revoked) return "revoked";
  if (today > access::last_day(machine)) return "expired";
  if (owner == nullptr || access::standing_of(*owner, today).has_error()) return "stopped with its owner";
  return "in use";
}

}  // namespace

std::vector<StaffRoute> MachinesDesk::routes() {
  using access::Permission;
  return {{"/machines", Permission::manage_machines, [this](const Asked& asked) { return list(asked, {}); },
           [this](const Asked& asked) { return add(asked); }, true},
          {"/machines/revoke",
           Permission::manage_machines,
           {},
           [this](const Asked& asked) { return revoke(asked); },
           true}};
}

Response MachinesDesk::list(const Asked& asked, const Problems& problems) {
  const auto people = tools_.accounts.people.people();
  const auto machines = tools_.accounts.people.machines();
  if (people.has_error() || machines.has_error()) return tools_.pages.error(503, &asked.visitor);
  json rows = json::array();
  for (const auto& machine : *machines) {
    const auto owner = std::ranges::find(*people, machine.owner, &store::Person::id);
    const auto* known = owner == people->end() ? nullptr : &*owner;
    const std::string state = state_words(machine, known, tools_.accounts.city.today());
    rows.push_back({{"id", id_of(machine.id)},
                    {"name", machine.name},
                    {"owner", known == nullptr ? "" : known->name},
                    {"scope_words", machine.scope == "read_export" ? "fetch exports" : machine.scope},
                    {"shows", machine.token ? "a token" : "a certificate"},
                    {"expires", words_of(access::last_day(machine))},
                    {"state", state},
                    {"can_revoke", !machine.revoked}});
  }
  json owners = owners_of(*people, asked.form.value("owner"));
  json problem_rows = json::array();
  for (const auto& [field, text] : problems) problem_rows.push_back({{"field", field}, {"text", text}});
  return tools_.pages.page("machines",
                           {{"title", "Programs"},
                            {"here", "/machines"},
                            {"has_problems", !problems.empty()},
                            {"problems", std::move(problem_rows)},
                            {"has_machines", !rows.empty()},
                            {"machines", std::move(rows)},
                            {"has_owners", !owners.empty()},
                            {"owners", std::move(owners)},
                            {"certificates", tools_.certificates},
                            {"address", tools_.site},
                            {"typed",
                             {{"name", asked.form.value("name")},
                              {"expires", asked.form.value("expires")},
                              {"certificate", asked.form.value("certificate")}}}},
                           &asked.visitor, problems.empty() ? 200 : 422);
}

Response MachinesDesk::add(const Asked& asked) {
  const auto people = tools_.accounts.people.people();
  if (people.has_error()) return tools_.pages.error(503, &asked.visitor);
  Problems problems;
  access::NewMachine machine;
  machine.name = asked.form.value("name");
  if (!access::is_name(machine.name)) problems.emplace_back("name", "Enter a name, in one line");
  const auto owners = owners_of(*people, asked.form.value("owner"));
  const bool owned =
      std::ranges::any_of(owners, [](const json& owner) { return owner.at("chosen").get<bool>(); });
  if (owned) machine.owner = *parse_id(asked.form.value("owner"));
  if (!owned)
    problems.emplace_back("owner",
                          "Choose the liaison whose program it is; invite one first if there is none");
  const auto day = schema::parse_day(asked.form.value("expires"));
  if (!day || *day < tools_.accounts.city.today()) {
    problems.emplace_back("expires", "Enter the last day, today or later");
  } else {
    machine.last_day = *day;
  }
  if (const std::string_view certificate = asked.form.value("certificate");
      tools_.certificates && !certificate.empty()) {
    machine.certificate = access::parse_fingerprint(certificate);
    if (!machine.certificate)
      problems.emplace_back("certificate", "Enter 64 hexadecimal digits, or leave it empty");
  }
  if (!problems.empty()) return list(asked, problems);

  const auto token =
      access::add_machine(tools_.accounts, access::person_actor(asked.visitor.person), machine);
  if (token.has_error() && token.error() == store::Errc::duplicate)
    return list(asked, {{"name", "There is one of that name, or with that certificate"}});
  if (token.has_error() && token.error() == access::AccessErrc::machine_expired)
    return list(asked, {{"expires", "That day has just ended; enter a later one"}});
  if (token.has_error() && token.error().category() == access::access_error_category())
    return list(asked, {{"owner", token.error().message()}});
  if (token.has_error()) return tools_.pages.error(503, &asked.visitor);
  if (machine.certificate) return see_other("/machines");
  return tools_.pages.page("secret_once",
                           {{"title", fmt::format("Token of {}", machine.name)},
                            {"here", "/machines"},
                            {"text", "The program shows this token as “Authorization: Bearer …”."},
                            {"after", "If it is lost, revoke it and add another."},
                            {"back", "/machines"},
                            {"back_name", "All programs"}},
                           &asked.visitor, 200, crypto::text_of(*token));
}

Response MachinesDesk::revoke(const Asked& asked) {
  const auto id = parse_id(asked.form.value("machine"));
  if (!id) return tools_.pages.error(404, &asked.visitor);
  const auto revoked =
      access::revoke_machine(tools_.accounts, access::person_actor(asked.visitor.person), *id);
  if (revoked.has_error())
    return tools_.pages.error(revoked.error() == store::Errc::not_found ? 404 : 503, &asked.visitor);
  return see_other("/machines");
}

}  // namespace tellsafe::staff
