// Programs that read for a person's office: what they may read, and how they are let in.
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "service/access/accounts.h"
#include "service/access/refusal.h"
#include "service/access/refusal_log.h"
#include "service/handling/message.h"

namespace tellsafe::access {

enum class Scope { read_export, read_group };

std::string_view name_of(Scope scope);
std::optional<Scope> parse_scope(std::string_view name);
std::span<const Scope> all_scopes();
// What the owner's role must permit for it.
Permission permission_of(Scope scope);

struct NewMachine {
  std::string name;
  store::PersonId owner = 0;
  Scope scope = Scope::read_export;
  std::chrono::sys_days last_day{};           // the city's, as agreements end
  std::optional<crypto::Sha256> certificate;  // SHA-256 of its DER; none: the machine gets a token
};

// Gives the token, which cannot be had again; empty for a certificate. Recorded first.
// errors: not_a_name, machine_expired (it would be over already), those of standing_of (the owner),
// not_permitted (the owner's role may not read this); store::Errc::not_found (no such owner), duplicate (the
// name or the certificate)
store::Result<crypto::WipedText> add_machine(const Accounts& accounts, std::string_view actor,
                                             const NewMachine& machine);

// errors: store::Errc::not_found
store::Result<void> revoke_machine(const Accounts& accounts, std::string_view actor, store::MachineId id);

// The last of the city's days on which it is let in.
std::chrono::sys_days last_day(const store::Machine& machine);

// 64 hexadecimal digits, also in pairs with colons between them as openssl prints them.
std::optional<crypto::Sha256> parse_fingerprint(std::string_view text);

// Thread safe. What it is given must outlive it.
class Machines {
 public:
  Machines(store::People& people, RefusalLog& refusals, const runtime::Clock& city);

  // The machine whose token was shown or, without a token, whose certificate was verified. Its owner must be
  // let in as well, and must be permitted what the scope reads. Refusals with a token or a certificate are in
  // the audit log when this returns, or counted. Whoever lets something be fetched records that first. 401:
  // nobody, unknown_machine, machine_expired, machine_revoked; 403: wrong_scope, not_permitted, stopped,
  // agreement_ended, unknown_role; 503: the store's
  boost::system::result<store::Machine, Refusal> admit(const handling::Credentials& shown, Scope scope);

 private:
  store::Result<store::Machine> find(const handling::Credentials& shown);
  store::Result<void> check(const store::Machine& machine, Scope scope);

  store::People& people_;
  RefusalLog& refusals_;
  const runtime::Clock& city_;
};

}  // namespace tellsafe::access
