// People and their ways in, as an operator or an administrator makes, changes and ends them. Each function
// records what it is about to do before it does it; all are thread safe and give the store's errors besides
// those named.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "service/access/audit_log.h"
#include "service/access/role.h"
#include "service/access/visitor.h"
#include "service/access/wall_clock.h"
#include "service/runtime/clock.h"
#include "service/store/people.h"

namespace tellsafe::access {

// What these functions work with; all of it must outlive them.
struct Accounts {
  store::People& people;
  Recorder& recorder;
  WallClock now;
  const runtime::Clock& city;
};

inline constexpr std::chrono::days invitation_lifetime{7};

// One line of 1 to 100 characters and at most 200 bytes, one of them visible and none hidden but joiners in
// their place (visible.h).
bool is_name(std::string_view text);

// "may sign in", "invited" (has no passkey in use yet, or no more), "stopped", "agreement ended"
std::string_view state_words(const store::Person& person, const std::vector<store::StoredPasskey>& passkeys,
                             std::chrono::sys_days today);

struct NewPerson {
  std::string name;
  std::string organization;
  Role role = Role::advisory_board;
  std::chrono::sys_days agreement_ends{};
};

struct Invited {
  store::PersonId person = 0;
  crypto::WipedText token;  // for the link "<staff url>/enrol/<token>"; cannot be had again
};

// errors: not_a_name; agreement_ended (it would be over already)
store::Result<Invited> invite(const Accounts& accounts, std::string_view actor, const NewPerson& person,
                              std::chrono::seconds lifetime = invitation_lifetime);

// For who has lost their passkeys: all of them are revoked, and sessions and open invitations end.
// errors: store::Errc::not_found; those of standing_of
store::Result<Invited> invite_again(const Accounts& accounts, std::string_view actor, store::PersonId person,
                                    std::chrono::seconds lifetime = invitation_lifetime);

// Who an invitation is for. errors: unknown_invitation, invitation_expired; those of standing_of
store::Result<store::Person> invited_person(const Accounts& accounts, std::string_view token);

// Keeps the first passkey of who was invited and uses the invitation up; `passkey.person` is filled in here.
// errors: those of invited_person; not_a_name (the label); store::Errc::duplicate (the passkey is somebody's)
store::Result<store::Person> enrol(const Accounts& accounts, std::string_view token,
                                   store::StoredPasskey passkey);

// A further one of their own. errors: not_a_name (the label); those of standing_of; unknown_session (it has
// ended meanwhile); store::Errc::duplicate
store::Result<void> add_passkey(const Accounts& accounts, const Visitor& visitor,
                                store::StoredPasskey passkey);

// All sessions of its owner end with it. errors: store::Errc::not_found
store::Result<void> revoke_passkey(const Accounts& accounts, std::string_view actor,
                                   crypto::ByteView passkey);

// The same for one of their own, but never the last. errors: store::Errc::not_found (also where it is revoked
// already), store::Errc::changed (it is the last)
store::Result<void> revoke_own_passkey(const Accounts& accounts, const store::Person& person,
                                       const store::StoredPasskey& passkey);

// Name, organization, role, end of the agreement, of who is still as in `before`, which is what the one who
// asks for it has seen: nothing that was taken away meanwhile comes back. A new role holds from the next
// request on. errors: not_a_name, unknown_role; store::Errc::not_found, changed (they are otherwise by now)
store::Result<void> change_person(const Accounts& accounts, std::string_view actor,
                                  const store::Person& before, const store::Person& now);

// Refused from now on, and all sessions end. errors: store::Errc::not_found
store::Result<void> stop_person(const Accounts& accounts, std::string_view actor, store::PersonId person);

// The other way round. errors: store::Errc::not_found
store::Result<void> start_person(const Accounts& accounts, std::string_view actor, store::PersonId person);

// `00ab… "Ana Diaz"`, as lines of the log name a person who is spoken of.
std::string person_subject(const store::Person& person);

}  // namespace tellsafe::access
