#include "service/access/machines.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "service/access/access_error.h"
#include "service/access/sessions.h"
#include "service/access/token.h"

namespace tellsafe::access {
namespace {

constexpr std::array scopes{Scope::read_export, Scope::read_group};

// Whether a machine of this owner may read this, today.
store::Result<void> check_owner(const store::Person& owner, Scope scope, std::chrono::sys_days today) {
  const auto role = standing_of(owner, today);
  if (role.has_error()) return role.error();
  if (!allowed(*role, permission_of(scope))) return make_error_code(AccessErrc::not_permitted);
  return {};
}

// That there is none of that name, or with that certificate.
store::Result<void> check_is_new(store::People& people, const NewMachine& machine) {
  const auto machines = people.machines();
  if (machines.has_error()) return machines.error();
  const bool there = std::ranges::any_of(*machines, [&](const store::Machine& other) {
    return other.name == machine.name || (machine.certificate && other.certificate == machine.certificate);
  });
  if (there) return make_error_code(store::Errc::duplicate);
  return {};
}

store::Result<store::Machine> known(store::Result<store::Machine> machine) {
  if (machine.has_error() && machine.error() == store::Errc::not_found) {
    return make_error_code(AccessErrc::unknown_machine);
  }
  return machine;
}

}  // namespace

std::string_view name_of(Scope scope) {
  switch (scope) {
    case Scope::read_export:
      return "read_export";
    case Scope::read_group:
      return "read_group";
  }
  return {};
}

std::optional<Scope> parse_scope(std::string_view name) {
  const auto found = std::ranges::find_if(scopes, [&](Scope scope) { return name_of(scope) == name; });
  if (found == scopes.end()) return std::nullopt;
  return *found;
}

std::span<const Scope> all_scopes() {
  return scopes;
}

Permission permission_of(Scope scope) {
  return scope == Scope::read_export ? Permission::read_export : Permission::read_group;
}

std::chrono::sys_days last_day(const store::Machine& machine) {
  return std::chrono::floor<std::chrono::days>(machine.expires - std::chrono::seconds(1));
}

std::optional<crypto::Sha256> parse_fingerprint(std::string_view text) {
  crypto::Sha256 bytes;
  std::size_t size = 0;
  if (sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), ":", &size, nullptr) != 0 ||
      size != bytes.size()) {
    return std::nullopt;
  }
  return bytes;
}

store::Result<crypto::WipedText> add_machine(const Accounts& accounts, std::string_view actor,
                                             const NewMachine& machine) {
  if (!is_name(machine.name)) return make_error_code(AccessErrc::not_a_name);
  if (accounts.city.today() > machine.last_day) return make_error_code(AccessErrc::machine_expired);
  const auto owner = accounts.people.person(machine.owner);
  if (owner.has_error()) return owner.error();
  const auto permitted = check_owner(*owner, machine.scope, accounts.city.today());
  if (permitted.has_error()) return permitted.error();
  // Also before the log, which would else tell of a machine that never was.
  if (const auto fresh = check_is_new(accounts.people, machine); fresh.has_error()) return fresh.error();
  const auto recorded =
      accounts.recorder.record(actor, Action::machine_added,
                               fmt::format("{}, {}, for {:016x}, {}, of {}", name_of(machine.scope),
                                           machine.certificate ? "a certificate" : "a token", owner->id,
                                           in_quotes(machine.name), in_quotes(owner->name)));
  if (recorded.has_error()) return recorded.error();

  store::Machine made;
  made.id = store::random_id();
  made.name = machine.name;
  made.owner = machine.owner;
  made.scope = name_of(machine.scope);
  made.expires = machine.last_day + std::chrono::days(1);
  made.certificate = machine.certificate;
  crypto::WipedText token;
  if (!machine.certificate) {
    token = new_token(TokenKind::machine);
    made.token = token_hash(TokenKind::machine, crypto::text_of(token));
  }
  if (const auto added = accounts.people.add_machine(made); added.has_error()) return added.error();
  return token;
}

store::Result<void> revoke_machine(const Accounts& accounts, std::string_view actor, store::MachineId id) {
  const auto machines = accounts.people.machines();
  if (machines.has_error()) return machines.error();
  const auto machine = std::ranges::find(*machines, id, &store::Machine::id);
  if (machine == machines->end()) return make_error_code(store::Errc::not_found);
  const auto recorded = accounts.recorder.record(actor, Action::machine_revoked, in_quotes(machine->name));
  if (recorded.has_error()) return recorded.error();
  return accounts.people.revoke_machine(id);
}

Machines::Machines(store::People& people, RefusalLog& refusals, const runtime::Clock& city)
    : people_(people), refusals_(refusals), city_(city) {}

store::Result<store::Machine> Machines::find(const handling::Credentials& shown) {
  if (!shown.bearer.empty()) {
    const auto hash = token_hash(TokenKind::machine, crypto::text_of(shown.bearer));
    if (!hash) return make_error_code(AccessErrc::unknown_machine);
    return known(people_.machine_of_token(*hash));
  }
  if (shown.certificate.empty()) return make_error_code(AccessErrc::nobody);
  const auto certificate = parse_fingerprint(shown.certificate);
  if (!certificate) return make_error_code(AccessErrc::unknown_machine);
  return known(people_.machine_of_certificate(*certificate));
}

store::Result<void> Machines::check(const store::Machine& machine, Scope scope) {
  if (machine.revoked) return make_error_code(AccessErrc::machine_revoked);
  if (city_.today() > last_day(machine)) return make_error_code(AccessErrc::machine_expired);
  if (machine.scope != name_of(scope)) return make_error_code(AccessErrc::wrong_scope);
  const auto owner = people_.person(machine.owner);
  if (owner.has_error()) return owner.error();
  return check_owner(*owner, scope, city_.today());
}

boost::system::result<store::Machine, Refusal> Machines::admit(const handling::Credentials& shown,
                                                               Scope scope) {
  const auto machine = find(shown);
  auto reason = machine.has_error() ? machine.error() : check(*machine, scope).error();
  if (!reason) return *machine;
  Refusal refusal = refusal_of(reason);
  if (refusal.status != 503 && reason != AccessErrc::nobody) {
    refusals_.note(machine.has_value() ? machine_actor(machine->name) : std::string(anybody),
                   Action::machine_refused, reason.message());
  }
  return refusal;
}

}  // namespace tellsafe::access
