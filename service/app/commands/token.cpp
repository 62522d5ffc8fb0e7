#include "service/app/commands/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "service/access/machines.h"
#include "service/app/certificate.h"
#include "service/app/staff_desk.h"
#include "service/demo/report.h"

namespace tellsafe::app {
namespace {

Outcome<access::Scope> read_scope(std::string_view name) {
  const auto scope = access::parse_scope(name);
  if (scope) return *scope;
  std::string names;
  for (const auto known : access::all_scopes()) names += fmt::format(" {}", access::name_of(known));
  return Failure{ExitCode::usage, fmt::format("there is no scope {}; there are{}", name, names)};
}

// Adds the machine; gives its token, or nothing for a certificate.
Outcome<crypto::WipedText> add(const TokenOptions& options,
                               const std::optional<crypto::Sha256>& certificate) {
  const auto owner = read_id(options.owner);
  if (owner.has_error()) return owner.error();
  const auto scope = read_scope(options.scope);
  if (scope.has_error()) return scope.error();
  const auto last_day = read_day(options.expires);
  if (last_day.has_error()) return last_day.error();
  auto desk = open_staff_desk(options.config);
  if (desk.has_error()) return desk.error();
  const auto person = desk->log.vault().people().person(*owner);
  if (person.has_error()) return desk->failure(person.error(), "person");
  auto token = access::add_machine(desk->accounts(), desk->actor(),
                                   {options.name, *owner, *scope, *last_day, certificate});
  if (token.has_error()) return desk->failure(token.error(), "token or certificate");
  return std::move(*token);
}

std::string state_of(const store::Machine& machine, const store::Result<store::Person>& owner,
                     std::chrono::sys_days today) {
  if (machine.revoked) return "revoked";
  if (today > access::last_day(machine)) return "expired";
  if (owner.has_error() || owner->stopped || today > owner->agreement_ends) return "owner stopped";
  return "in use";
}

}  // namespace

Outcome<> token_create(const TokenOptions& options) {
  const auto token = add(options, std::nullopt);
  if (token.has_error()) return token.error();
  fmt::print(stderr, "The token of {}; it is printed once and kept nowhere:\n", options.name);
  std::setvbuf(stdout, nullptr, _IONBF, 0);
  std::fwrite(token->data(), 1, token->size(), stdout);
  std::fputc('\n', stdout);
  return {};
}

Outcome<> token_certificate(const TokenOptions& options) {
  std::optional<crypto::Sha256> fingerprint;
  if (!options.certificate.empty()) {
    const auto read = certificate_fingerprint(options.certificate);
    if (read.has_error()) return read.error();
    fingerprint = *read;
  } else {
    fingerprint = access::parse_fingerprint(options.fingerprint);
  }
  if (!fingerprint) {
    return Failure{ExitCode::usage, "a fingerprint is SHA-256, 64 hexadecimal digits; or name the --file"};
  }
  const auto added = add(options, fingerprint);
  if (added.has_error()) return added.error();
  fmt::print("Registered for {}: {}\n", options.name, crypto::hex(*fingerprint));
  return {};
}

Outcome<> token_list(const std::filesystem::path& config) {
  auto desk = open_staff_desk(config);
  if (desk.has_error()) return desk.error();
  auto& people = desk->log.vault().people();
  const auto machines = people.machines();
  if (machines.has_error()) return desk->failure(machines.error(), "token");
  if (machines->empty()) fmt::print("No program has a token or a certificate: `tellsafe token create`.\n");
  for (const auto& machine : *machines) {
    const auto owner = people.person(machine.owner);
    fmt::print("{:016x}  {:11}  {:11}  until {}  {:13}  {}, of {}\n", machine.id, machine.scope,
               machine.certificate ? "certificate" : "token", demo::to_string(access::last_day(machine)),
               state_of(machine, owner, desk->city->today()), machine.name,
               owner.has_value() ? owner->name : std::string("nobody"));
  }
  return {};
}

Outcome<> token_revoke(const std::filesystem::path& config, const std::string& machine) {
  const auto id = read_id(machine);
  if (id.has_error()) return id.error();
  auto desk = open_staff_desk(config);
  if (desk.has_error()) return desk.error();
  const auto revoked = access::revoke_machine(desk->accounts(), desk->actor(), *id);
  if (revoked.has_error()) return desk->failure(revoked.error(), "token or certificate");
  fmt::print("Revoked.\n");
  return {};
}

}  // namespace tellsafe::app
