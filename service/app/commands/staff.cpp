#include "service/app/commands/staff.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "service/access/role.h"
#include "service/app/staff_desk.h"
#include "service/demo/report.h"
#include "service/print/qr.h"

namespace tellsafe::app {
namespace {

void write(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

// The link is as good as a password until it is used: it goes to the terminal and nowhere else.
void print_link(const StaffDesk& desk, const access::Invited& invited, const InviteOptions& options) {
  crypto::WipedText link = crypto::wiped(desk.config.staff_url);
  crypto::append(link, "/enrol/");
  crypto::append(link, crypto::text_of(invited.token));
  fmt::print("Person {:016x}. The link works once, for {} days. Hand it over in person or by phone:\n\n",
             invited.person, options.days_valid);
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  write(crypto::text_of(link));
  write("\n");
  if (options.no_qr) return;
  write("\n");
  const auto drawing =
      print::half_blocks(print::qr_code(crypto::text_of(link)), ::isatty(STDOUT_FILENO) == 1);
  write(crypto::text_of(drawing));
}

Outcome<StaffDesk> open_desk_with_url(const std::filesystem::path& config) {
  auto desk = open_staff_desk(config);
  if (desk.has_value() && desk->config.staff_url.empty()) {
    return Failure{ExitCode::configuration,
                   config.string() + ": [staff] url is missing: the address at which staff sign in"};
  }
  return desk;
}

// What names a passkey at the command line: the beginning of its id's hash.
std::string short_id(const store::StoredPasskey& passkey) {
  return crypto::hex(crypto::sha256(passkey.id)).substr(0, 16);
}

Outcome<access::Role> read_role(std::string_view name) {
  const auto role = access::parse_role(name);
  if (role) return *role;
  std::string names;
  for (const auto known : access::all_roles()) names += fmt::format(" {}", access::name_of(known));
  return Failure{ExitCode::usage, fmt::format("there is no role {}; there are{}", name, names)};
}

// Opens the desk, and gives what a command does with one person to `act`.
template <class Act>
Outcome<> with_person(const PersonOptions& options, Act act) {
  const auto id = read_id(options.person);
  if (id.has_error()) return id.error();
  auto desk = open_staff_desk(options.config);
  if (desk.has_error()) return desk.error();
  const auto person = desk->log.vault().people().person(*id);
  if (person.has_error()) return desk->failure(person.error(), "person");
  return act(*desk, *person);
}

}  // namespace

Outcome<> staff_invite(const InviteOptions& options) {
  const auto role = read_role(options.role);
  if (role.has_error()) return role.error();
  const auto ends = read_day(options.expires);
  if (ends.has_error()) return ends.error();
  auto desk = open_desk_with_url(options.config);
  if (desk.has_error()) return desk.error();
  const auto invited =
      access::invite(desk->accounts(), desk->actor(), {options.name, options.organization, *role, *ends},
                     std::chrono::days(options.days_valid));
  if (invited.has_error()) return desk->failure(invited.error(), "person");
  print_link(*desk, *invited, options);
  return {};
}

Outcome<> staff_invite_again(const InviteOptions& options) {
  const auto id = read_id(options.person);
  if (id.has_error()) return id.error();
  auto desk = open_desk_with_url(options.config);
  if (desk.has_error()) return desk.error();
  const auto invited =
      access::invite_again(desk->accounts(), desk->actor(), *id, std::chrono::days(options.days_valid));
  if (invited.has_error()) return desk->failure(invited.error(), "person");
  fmt::print("All passkeys of this person are revoked, and their sessions have ended.\n");
  print_link(*desk, *invited, options);
  return {};
}

Outcome<> staff_list(const std::filesystem::path& config) {
  auto desk = open_staff_desk(config);
  if (desk.has_error()) return desk.error();
  const auto people = desk->log.vault().people().people();
  if (people.has_error()) return desk->failure(people.error(), "person");
  if (people->empty()) fmt::print("Nobody has been invited: `tellsafe staff invite`.\n");
  for (const auto& person : *people) {
    const auto passkeys = desk->log.vault().people().passkeys(person.id);
    if (passkeys.has_error()) return desk->failure(passkeys.error(), "person");
    fmt::print("{:016x}  {:15}  until {}  {:15}  {}, {}\n", person.id, person.role,
               demo::to_string(person.agreement_ends),
               access::state_words(person, *passkeys, desk->city->today()), person.name, person.organization);
  }
  return {};
}

Outcome<> staff_change(const ChangeOptions& options) {
  if (options.role.empty() && options.organization.empty() && options.expires.empty()) {
    return Failure{ExitCode::usage, "say what changes: --role, --organization or --expires"};
  }
  return with_person(options.who, [&](StaffDesk& desk, const store::Person& before) -> Outcome<> {
    store::Person person = before;
    if (!options.role.empty()) {
      if (const auto role = read_role(options.role); role.has_error()) return role.error();
      person.role = options.role;
    }
    if (!options.expires.empty()) {
      const auto ends = read_day(options.expires);
      if (ends.has_error()) return ends.error();
      person.agreement_ends = *ends;
    }
    if (!options.organization.empty()) person.organization = options.organization;
    const auto changed = access::change_person(desk.accounts(), desk.actor(), before, person);
    if (changed.has_error()) return desk.failure(changed.error(), "person");
    fmt::print("{}, {}: {}, until {}.\n", person.name, person.organization, person.role,
               demo::to_string(person.agreement_ends));
    return {};
  });
}

Outcome<> staff_stop(const PersonOptions& options) {
  return with_person(options, [](StaffDesk& desk, const store::Person& person) -> Outcome<> {
    const auto stopped = access::stop_person(desk.accounts(), desk.actor(), person.id);
    if (stopped.has_error()) return desk.failure(stopped.error(), "person");
    fmt::print("{} is refused from now on; their sessions and programs have ended.\n", person.name);
    return {};
  });
}

Outcome<> staff_start(const PersonOptions& options) {
  return with_person(options, [](StaffDesk& desk, const store::Person& person) -> Outcome<> {
    const auto started = access::start_person(desk.accounts(), desk.actor(), person.id);
    if (started.has_error()) return desk.failure(started.error(), "person");
    fmt::print("{} may sign in again.\n", person.name);
    return {};
  });
}

Outcome<> staff_passkeys(const PersonOptions& options) {
  return with_person(options, [](StaffDesk& desk, const store::Person& person) -> Outcome<> {
    const auto passkeys = desk.log.vault().people().passkeys(person.id);
    if (passkeys.has_error()) return desk.failure(passkeys.error(), "person");
    if (passkeys->empty()) fmt::print("{} has no passkey.\n", person.name);
    for (const auto& passkey : *passkeys) {
      fmt::print("{}  made {}  {:7}  {}\n", short_id(passkey), demo::to_string(passkey.added),
                 passkey.revoked ? "revoked" : "in use", passkey.label);
    }
    return {};
  });
}

Outcome<> staff_revoke_passkey(const PersonOptions& options) {
  return with_person(options, [&](StaffDesk& desk, const store::Person& person) -> Outcome<> {
    const auto passkeys = desk.log.vault().people().passkeys(person.id);
    if (passkeys.has_error()) return desk.failure(passkeys.error(), "person");
    const auto meant = std::ranges::find(*passkeys, options.passkey, short_id);
    if (meant == passkeys->end()) return desk.failure(store::Errc::not_found, "passkey of this person");
    const auto revoked = access::revoke_passkey(desk.accounts(), desk.actor(), meant->id);
    if (revoked.has_error()) return desk.failure(revoked.error(), "passkey");
    fmt::print("The passkey is revoked, and the sessions of {} have ended.\n", person.name);
    return {};
  });
}

}  // namespace tellsafe::app
