#include "service/staff/people_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "schema/calendar.h"
#include "service/access/access_error.h"
#include "service/access/audit_log.h"
#include "service/staff/words.h"

namespace tellsafe::staff {
namespace {

using handling::Response;
using nlohmann::json;
using Problems = std::vector<std::pair<std::string, std::string>>;

json problem_rows(const Problems& problems) {
  json rows = json::array();
  for (const auto& [field, text] : problems) rows.push_back({{"field", field}, {"text", text}});
  return rows;
}

json role_rows(std::string_view chosen) {
  json rows = json::array();
  for (const access::Role role : access::all_roles()) {
    rows.push_back({{"name", access::name_of(role)},
                    {"words", words_of(role)},
                    {"chosen", access::name_of(role) == chosen}});
  }
  return rows;
}

std::string role_words(const std::string& name) {
  const auto role = access::parse_role(name);
  return role ? std::string(words_of(*role)) : name;
}

void read_name(const Fields& form, std::string_view field, std::string_view what, std::string& into,
               Problems& problems) {
  into = form.value(field);
  if (!access::is_name(into))
    problems.emplace_back(field, fmt::format("Enter {}, in one line of at most 100 letters", what));
}

access::Role read_role(const Fields& form, Problems& problems) {
  const auto role = access::parse_role(form.value("role"));
  if (!role) problems.emplace_back("role", "Choose a role");
  return role.value_or(access::Role::advisory_board);
}

// `before`: as the form showed it; it may stay, also where an operator allowed a longer one.
std::chrono::sys_days read_end(const Fields& form, std::chrono::sys_days today,
                               std::optional<std::chrono::sys_days> before, Problems& problems) {
  // A mistyped year must not make an account for ever.
  constexpr std::chrono::days longest_agreement{10 * 366};
  const auto day = schema::parse_day(form.value("expires"));
  if (day && day == before) return *day;
  if (day && *day >= today && *day <= today + longest_agreement) return *day;
  problems.emplace_back("expires",
                        "Enter the last day of the agreement: today or later, and within ten years");
  return today;
}

// The person as they were when the form was made; none where it does not say.
std::optional<store::Person> read_shown(const Fields& form, store::PersonId id) {
  const auto end = schema::parse_day(form.value("was_expires"));
  if (!end) return std::nullopt;
  return store::Person{id,
                       std::string(form.value("was_name")),
                       std::string(form.value("was_organization")),
                       std::string(form.value("was_role")),
                       *end,
                       false};
}

// A field of the form on a person's page.
struct Filled {
  std::string typed;  // what it shows
  std::string was;    // what it is compared with when it is saved
  json now = false;   // beside what they typed: how it is, where that is something else
};

Filled filled(const Fields& form, const std::string& field, const std::string& present, bool again,
              bool conflict) {
  if (!again) return {present, present};
  const std::string typed(form.value(field));
  const std::string was(form.value("was_" + field));
  if (!conflict) return {typed, was};
  // The next form starts from how things are now: what they did not touch must not undo what others did.
  if (typed == was || typed == present) return {present, present};
  return {typed, present, present};
}

json passkey_rows(const std::vector<store::StoredPasskey>& passkeys) {
  json rows = json::array();
  for (const auto& passkey : passkeys) {
    rows.push_back({{"id", crypto::hex(passkey.id)},
                    {"label", passkey.label},
                    {"added", words_of(passkey.added)},
                    {"revoked", passkey.revoked}});
  }
  return rows;
}

}  // namespace

std::vector<StaffRoute> PeopleDesk::routes() {
  using access::Permission;
  return {{"/people", Permission::manage_people, [this](const Asked& asked) { return list(asked, {}); },
           [this](const Asked& asked) { return invite(asked); }, true},
          {"/people/{}", Permission::manage_people, [this](const Asked& asked) { return show(asked, {}); },
           [this](const Asked& asked) { return change(asked); }, true}};
}

Response PeopleDesk::list(const Asked& asked, const Problems& problems) {
  const auto people = tools_.accounts.people.people();
  if (people.has_error()) return tools_.pages.error(503, &asked.visitor);
  const auto today = tools_.accounts.city.today();
  json rows = json::array();
  for (const auto& person : *people) {
    const auto passkeys = tools_.accounts.people.passkeys(person.id);
    if (passkeys.has_error()) return tools_.pages.error(503, &asked.visitor);
    const auto in_use = std::ranges::count(*passkeys, false, &store::StoredPasskey::revoked);
    rows.push_back({{"id", id_of(person.id)},
                    {"name", person.name},
                    {"organization", person.organization},
                    {"role_name", role_words(person.role)},
                    {"agreement_ends", words_of(person.agreement_ends)},
                    {"passkeys", fmt::format("{}", in_use)},
                    {"state", access::state_words(person, *passkeys, today)}});
  }
  return tools_.pages.page("people",
                           {{"title", "People"},
                            {"here", "/people"},
                            {"has_problems", !problems.empty()},
                            {"problems", problem_rows(problems)},
                            {"people", std::move(rows)},
                            {"roles", role_rows(asked.form.value("role"))},
                            {"typed",
                             {{"name", asked.form.value("name")},
                              {"organization", asked.form.value("organization")},
                              {"expires", asked.form.value("expires")}}}},
                           &asked.visitor, problems.empty() ? 200 : 422);
}

Response PeopleDesk::invite(const Asked& asked) {
  access::NewPerson person;
  Problems problems;
  read_name(asked.form, "name", "a name", person.name, problems);
  read_name(asked.form, "organization", "an organization", person.organization, problems);
  person.role = read_role(asked.form, problems);
  person.agreement_ends = read_end(asked.form, tools_.accounts.city.today(), std::nullopt, problems);
  if (!problems.empty()) return list(asked, problems);
  const auto invited = access::invite(tools_.accounts, access::person_actor(asked.visitor.person), person);
  return invited.has_error() ? tools_.pages.error(503, &asked.visitor) : link(asked, person.name, *invited);
}

Response PeopleDesk::link(const Asked& asked, std::string_view name, const access::Invited& invited) {
  crypto::WipedText address = crypto::wiped(tools_.site);
  crypto::append(address, "/enrol/");
  crypto::append(address, crypto::text_of(invited.token));
  return tools_.pages.page(
      "secret_once",
      {{"title", fmt::format("Invitation for {}", name)},
       {"here", "/people"},
       {"text", fmt::format("This link makes their first passkey. It works once, within {} days. "
                            "Give it to them in person, or over a channel that you trust.",
                            access::invitation_lifetime.count())},
       {"after",
        "If it is lost, invite again. For a code that a phone can read, an operator can invite with "
        "`tellsafe staff invite`."},
       {"back", "/people"},
       {"back_name", "All people"}},
      &asked.visitor, 200, crypto::text_of(address));
}

Response PeopleDesk::show(const Asked& asked, const Problems& problems, unsigned status) {
  const auto id = parse_id(asked.parts.front());
  if (!id) return tools_.pages.error(404, &asked.visitor);
  const auto person = tools_.accounts.people.person(*id);
  if (person.has_error())
    return tools_.pages.error(person.error() == store::Errc::not_found ? 404 : 503, &asked.visitor);
  const auto passkeys = tools_.accounts.people.passkeys(*id);
  if (passkeys.has_error()) return tools_.pages.error(503, &asked.visitor);

  const bool again = !problems.empty() && asked.form.value("action") == "change";
  const auto field = [&](const std::string& of, const std::string& present) {
    return filled(asked.form, of, present, again, status == 409);
  };
  const std::string ends = words_of(person->agreement_ends);
  const Filled name = field("name", person->name);
  const Filled organization = field("organization", person->organization);
  const Filled role = field("role", person->role);
  const Filled expires = field("expires", ends);
  const json role_now = role.now.is_string() ? json(role_words(person->role)) : json(false);
  return tools_.pages.page(
      "person",
      {{"title", person->name},
       {"here", "/people"},
       {"has_problems", !problems.empty()},
       {"problems", problem_rows(problems)},
       {"person",
        {{"id", id_of(person->id)},
         {"organization", person->organization},
         {"role_name", role_words(person->role)},
         {"agreement_ends", ends},
         {"state", access::state_words(*person, *passkeys, tools_.accounts.city.today())},
         {"self", person->id == asked.visitor.person.id},
         {"stopped", person->stopped}}},
       {"roles", role_rows(role.typed)},
       {"typed", {{"name", name.typed}, {"organization", organization.typed}, {"expires", expires.typed}}},
       {"was",
        {{"name", name.was},
         {"organization", organization.was},
         {"role", role.was},
         {"expires", expires.was}}},
       {"now",
        {{"name", name.now},
         {"organization", organization.now},
         {"role", role_now},
         {"expires", expires.now}}},
       {"passkeys", passkey_rows(*passkeys)}},
      &asked.visitor, status);
}

Response PeopleDesk::change(const Asked& asked) {
  const auto id = parse_id(asked.parts.front());
  if (!id) return tools_.pages.error(404, &asked.visitor);
  auto person = tools_.accounts.people.person(*id);
  if (person.has_error())
    return tools_.pages.error(person.error() == store::Errc::not_found ? 404 : 503, &asked.visitor);
  const std::string_view action = asked.form.value("action");
  const std::string actor = access::person_actor(asked.visitor.person);

  if (action == "change") return save(asked, std::move(*person));
  if (action == "stop" && *id == asked.visitor.person.id)
    return show(asked, {{"main", "Another administrator has to stop your own account"}}, 422);
  if (action == "stop") return done(asked, access::stop_person(tools_.accounts, actor, *id));
  if (action == "start") return done(asked, access::start_person(tools_.accounts, actor, *id));
  if (action == "invite") {
    const auto invited = access::invite_again(tools_.accounts, actor, *id);
    if (invited.has_error() && invited.error().category() == access::access_error_category())
      return show(asked, {{"main", invited.error().message()}}, 422);
    return invited.has_error() ? tools_.pages.error(503, &asked.visitor)
                               : link(asked, person->name, *invited);
  }
  if (action == "revoke") {
    const auto passkeys = tools_.accounts.people.passkeys(*id);
    if (passkeys.has_error()) return tools_.pages.error(503, &asked.visitor);
    for (const auto& passkey : *passkeys) {
      if (crypto::hex(passkey.id) == asked.form.value("passkey"))
        return done(asked, access::revoke_passkey(tools_.accounts, actor, passkey.id));
    }
  }
  return tools_.pages.error(400, &asked.visitor);
}

Response PeopleDesk::save(const Asked& asked, store::Person person) {
  const auto before = read_shown(asked.form, person.id);
  if (!before) return conflict(asked);
  Problems problems;
  read_name(asked.form, "name", "a name", person.name, problems);
  read_name(asked.form, "organization", "an organization", person.organization, problems);
  person.role = access::name_of(read_role(asked.form, problems));
  person.agreement_ends =
      read_end(asked.form, tools_.accounts.city.today(), before->agreement_ends, problems);
  if (person.id == asked.visitor.person.id) {
    if (person.role != access::name_of(asked.visitor.role))
      problems.emplace_back("role", "Another administrator has to change your own role");
    if (person.agreement_ends > asked.visitor.person.agreement_ends)
      problems.emplace_back("expires", "Another administrator has to extend your own agreement");
  }
  if (!problems.empty()) return show(asked, problems, 422);
  const auto changed =
      access::change_person(tools_.accounts, access::person_actor(asked.visitor.person), *before, person);
  if (changed.has_error() && changed.error() == store::Errc::changed) return conflict(asked);
  return done(asked, changed);
}

Response PeopleDesk::conflict(const Asked& asked) {
  return show(
      asked,
      {{"main",
        "Somebody else has changed this account meanwhile. What you left alone shows how it is now. What "
        "you changed is still there, with what it is now beside it: saving it replaces that"}},
      409);
}

Response PeopleDesk::done(const Asked& asked, const store::Result<void>& result) {
  if (result.has_error())
    return tools_.pages.error(result.error() == store::Errc::not_found ? 404 : 503, &asked.visitor);
  return see_other(fmt::format("/people/{}", asked.parts.front()));
}

}  // namespace tellsafe::staff
