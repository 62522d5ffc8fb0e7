// Staff as the vault knows them: people, the invitations that make them, their passkeys and sessions, and
// the machines that read for them. Nothing here is about residents.
//
// Tokens (of invitations, sessions and machines) never come here: only their hashes do, see
// service/access/token.h. Times are seconds since 1970-01-01 UTC.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "service/store/vault.h"

namespace tellsafe::store {

using PersonId = std::uint64_t;   // random, 63 bits, never 0
using MachineId = std::uint64_t;  // the same
using crypto::Sha256;
using Time = std::chrono::sys_seconds;

struct Person {
  PersonId id = 0;
  std::string name;
  std::string organization;
  std::string role;                        // a name of access::Role
  std::chrono::sys_days agreement_ends{};  // the last day of the agreement; the account stops after it
  bool stopped = false;                    // by an administrator
};

struct Invitation {
  PersonId person = 0;
  Time expires{};
};

struct StoredPasskey {
  Bytes id;  // the credential's, as the authenticator made it
  PersonId person = 0;
  Bytes public_key;  // COSE
  std::uint32_t counter = 0;
  std::string label;  // what its owner calls it
  std::chrono::sys_days added{};
  bool revoked = false;
};

struct Session {
  Sha256 name{};                   // stays for its whole life
  Sha256 token{};                  // hash of the cookie's value
  std::optional<Sha256> previous;  // of the value before the last rotation
  PersonId person = 0;
  Sha256 agent{};  // keyed hash of what the browser calls itself
  Time begun{};
  Time seen{};
  Time rotated{};
  Time proven{};  // when a passkey was last shown
};

// A program that reads for a person's office: by a token or by a client certificate, one of the two.
struct Machine {
  MachineId id = 0;
  std::string name;                   // no two have the same, also revoked ones
  PersonId owner = 0;                 // it stops when they do
  std::string scope;                  // a name of access::Scope
  std::optional<Sha256> token;        // hash of the bearer token
  std::optional<Sha256> certificate;  // SHA-256 of the client certificate (DER)
  Time expires{};  // the midnight after its last day; which day it is, the city's clock says
  bool revoked = false;
};

// All functions are thread safe, are on disk when they return, and give the store's own errors besides those
// that are named.
class People {
 public:
  virtual ~People() = default;

  virtual Result<std::vector<Person>> people() = 0;  // by name
  virtual Result<Person> person(PersonId id) = 0;    // errors: not_found
  // Adds a person together with an invitation. errors: duplicate
  virtual Result<void> add(const Person& person, const Sha256& token, Time expires) = 0;
  // A new beginning for a person who lost their passkeys: revokes all of them, ends all sessions and open
  // invitations, and adds this one, together. errors: not_found, duplicate
  virtual Result<void> invite_again(PersonId person, const Sha256& token, Time expires) = 0;
  virtual Result<Invitation> invitation(const Sha256& token) = 0;  // errors: not_found (also when used)
  // Name, organization, role, end of the agreement, where these are still as `before` says; never `stopped`.
  // errors: not_found, changed (somebody else was quicker)
  virtual Result<void> change(const Person& before, const Person& now) = 0;
  // Nothing but `stopped`; all sessions of who is stopped end together with it. errors: not_found
  virtual Result<void> set_stopped(PersonId person, bool stopped) = 0;

  // Also the revoked ones, in the order in which they were added.
  virtual Result<std::vector<StoredPasskey>> passkeys(PersonId person) = 0;
  virtual Result<StoredPasskey> passkey(ByteView id) = 0;  // errors: not_found
  // Keeps a person's first passkey and uses up the invitation, together.
  // errors: duplicate; not_found (the invitation is used up, gone, or another person's)
  virtual Result<void> add_first_passkey(const StoredPasskey& passkey, const Sha256& invitation) = 0;
  // Keeps a further one while the session that asks for it, by its name, is open: not after a revocation that
  // ended it. errors: duplicate; not_found (the session has ended, or is another person's)
  virtual Result<void> add_passkey(const StoredPasskey& passkey, const Sha256& session) = 0;
  // Only upwards, but 0 after 0, as for authenticators that do not count. errors: not_found (also where it
  // would not rise)
  virtual Result<void> set_counter(ByteView id, std::uint32_t counter) = 0;
  // Together with all sessions of its owner: any of them may have begun with it. errors: not_found
  virtual Result<void> revoke_passkey(ByteView id) = 0;
  // The same, but never the last one of its owner.
  // errors: not_found (also where it is revoked already), changed (it is the last)
  virtual Result<void> revoke_own_passkey(ByteView id) = 0;

  // With the passkey that was shown for it.
  // errors: duplicate; not_found (the passkey is unknown, revoked or another person's, or they are stopped)
  virtual Result<void> add_session(const Session& session, ByteView passkey) = 0;
  virtual Result<Session> session(const Sha256& name) = 0;  // errors: not_found
  // The session of this name, if its token is still `token`, becomes `now`; its person and beginning stay.
  // errors: not_found (it has ended, or somebody else was quicker)
  virtual Result<void> change_session(const Sha256& token, const Session& now) = 0;
  // By its name; nothing happens where there is none, here and below.
  virtual Result<void> end_session(const Sha256& name) = 0;
  virtual Result<void> end_sessions(PersonId person) = 0;
  // Those that began, or were last seen, before these times.
  virtual Result<void> end_old_sessions(Time begun_before, Time seen_before) = 0;

  virtual Result<std::vector<Machine>> machines() = 0;  // also the revoked ones, by name
  // errors: duplicate (its name, token or certificate), not_found (no such owner)
  virtual Result<void> add_machine(const Machine& machine) = 0;
  virtual Result<Machine> machine_of_token(const Sha256& token) = 0;              // errors: not_found
  virtual Result<Machine> machine_of_certificate(const Sha256& certificate) = 0;  // errors: not_found
  virtual Result<void> revoke_machine(MachineId id) = 0;                          // errors: not_found
};

}  // namespace tellsafe::store
