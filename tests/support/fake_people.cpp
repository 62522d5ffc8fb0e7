#include <algorithm>

#include "tests/support/fake_staff_vault.h"

namespace tellsafe::test_support {

using store::Errc;
using store::make_error_code;
using store::Result;

namespace {

template <class T>
Result<T> not_found() {
  return {boost::system::in_place_error, make_error_code(Errc::not_found)};
}

}  // namespace

Result<std::vector<store::Person>> FakePeople::people() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  std::vector<store::Person> all;
  for (const auto& [id, person] : people_) all.push_back(person);
  std::ranges::stable_sort(all, {}, &store::Person::name);
  return all;
}

Result<store::Person> FakePeople::person(store::PersonId id) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = people_.find(id);
  if (found == people_.end()) return not_found<store::Person>();
  return found->second;
}

Result<void> FakePeople::add(const store::Person& person, const store::Sha256& token, store::Time expires) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  if (people_.contains(person.id) || invitations_.contains(token)) return make_error_code(Errc::duplicate);
  people_[person.id] = person;
  invitations_[token] = {person.id, expires};
  return {};
}

Result<void> FakePeople::invite_again(store::PersonId person, const store::Sha256& token,
                                      store::Time expires) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  if (!people_.contains(person)) return make_error_code(Errc::not_found);
  const auto same = invitations_.find(token);
  if (same != invitations_.end() && same->second.person != person) return make_error_code(Errc::duplicate);
  for (auto& passkey : passkeys_) {
    if (passkey.person == person) passkey.revoked = true;
  }
  end_sessions_of(person);
  std::erase_if(invitations_, [&](const auto& entry) { return entry.second.person == person; });
  invitations_[token] = {person, expires};
  return {};
}

Result<store::Invitation> FakePeople::invitation(const store::Sha256& token) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = invitations_.find(token);
  if (found == invitations_.end()) return not_found<store::Invitation>();
  return found->second;
}

Result<void> FakePeople::change(const store::Person& before, const store::Person& now) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = people_.find(before.id);
  if (found == people_.end()) return make_error_code(Errc::not_found);
  store::Person& kept = found->second;
  if (kept.name != before.name || kept.organization != before.organization || kept.role != before.role ||
      kept.agreement_ends != before.agreement_ends) {
    return make_error_code(Errc::changed);
  }
  kept = {kept.id, now.name, now.organization, now.role, now.agreement_ends, kept.stopped};
  return {};
}

Result<void> FakePeople::set_stopped(store::PersonId person, bool stopped) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = people_.find(person);
  if (found == people_.end()) return make_error_code(Errc::not_found);
  found->second.stopped = stopped;
  if (stopped) end_sessions_of(person);
  return {};
}

store::Session* FakePeople::find_session(const store::Sha256& name) {
  const auto found = std::ranges::find(sessions_, name, &store::Session::name);
  return found == sessions_.end() ? nullptr : &*found;
}

void FakePeople::end_sessions_of(store::PersonId person) {
  std::erase_if(sessions_, [&](const store::Session& session) { return session.person == person; });
}

store::StoredPasskey* FakePeople::find_passkey(store::ByteView id) {
  const auto found = std::ranges::find_if(
      passkeys_, [&](const store::StoredPasskey& passkey) { return std::ranges::equal(passkey.id, id); });
  return found == passkeys_.end() ? nullptr : &*found;
}

Result<std::vector<store::StoredPasskey>> FakePeople::passkeys(store::PersonId person) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  std::vector<store::StoredPasskey> all;
  std::ranges::copy_if(passkeys_, std::back_inserter(all),
                       [&](const store::StoredPasskey& passkey) { return passkey.person == person; });
  return all;
}

Result<store::StoredPasskey> FakePeople::passkey(store::ByteView id) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto* found = find_passkey(id);
  if (found == nullptr) return not_found<store::StoredPasskey>();
  return *found;
}

Result<void> FakePeople::add_first_passkey(const store::StoredPasskey& passkey,
                                           const store::Sha256& invitation) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto open = invitations_.find(invitation);
  if (open == invitations_.end() || open->second.person != passkey.person)
    return make_error_code(Errc::not_found);
  if (find_passkey(passkey.id) != nullptr) return make_error_code(Errc::duplicate);
  invitations_.erase(open);
  passkeys_.push_back(passkey);
  return {};
}

Result<void> FakePeople::add_passkey(const store::StoredPasskey& passkey, const store::Sha256& session) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto* open = find_session(session);
  if (open == nullptr || open->person != passkey.person) return make_error_code(Errc::not_found);
  if (find_passkey(passkey.id) != nullptr) return make_error_code(Errc::duplicate);
  passkeys_.push_back(passkey);
  return {};
}

Result<void> FakePeople::set_counter(store::ByteView id, std::uint32_t counter) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  auto* found = find_passkey(id);
  const bool rises = found != nullptr && (found->counter < counter || (found->counter == 0 && counter == 0));
  if (!rises) return make_error_code(Errc::not_found);
  found->counter = counter;
  return {};
}

Result<void> FakePeople::revoke_passkey(store::ByteView id) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  auto* found = find_passkey(id);
  if (found == nullptr) return make_error_code(Errc::not_found);
  found->revoked = true;
  end_sessions_of(found->person);
  return {};
}

Result<void> FakePeople::revoke_own_passkey(store::ByteView id) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  auto* found = find_passkey(id);
  if (found == nullptr || found->revoked) return make_error_code(Errc::not_found);
  const auto in_use = std::ranges::count_if(passkeys_, [&](const store::StoredPasskey& passkey) {
    return passkey.person == found->person && !passkey.revoked;
  });
  if (in_use < 2) return make_error_code(Errc::changed);
  found->revoked = true;
  end_sessions_of(found->person);
  return {};
}

Result<void> FakePeople::add_session(const store::Session& session, store::ByteView passkey) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto* shown = find_passkey(passkey);
  const auto person = people_.find(session.person);
  if (shown == nullptr || shown->revoked || shown->person != session.person || person == people_.end() ||
      person->second.stopped) {
    return make_error_code(Errc::not_found);
  }
  if (find_session(session.name) != nullptr) return make_error_code(Errc::duplicate);
  sessions_.push_back(session);
  return {};
}

Result<store::Session> FakePeople::session(const store::Sha256& name) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto* found = find_session(name);
  if (found == nullptr) return not_found<store::Session>();
  return *found;
}

Result<void> FakePeople::change_session(const store::Sha256& token, const store::Session& now) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  auto* found = find_session(now.name);
  if (found == nullptr || found->token != token) return make_error_code(Errc::not_found);
  const auto person = found->person;
  const auto begun = found->begun;
  *found = now;
  found->person = person;
  found->begun = begun;
  return {};
}

Result<void> FakePeople::end_session(const store::Sha256& name) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  std::erase_if(sessions_, [&](const store::Session& session) { return session.name == name; });
  return {};
}

Result<void> FakePeople::end_sessions(store::PersonId person) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  end_sessions_of(person);
  return {};
}

Result<void> FakePeople::end_old_sessions(store::Time begun_before, store::Time seen_before) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  std::erase_if(sessions_, [&](const store::Session& session) {
    return session.begun < begun_before || session.seen < seen_before;
  });
  return {};
}

Result<std::vector<store::Machine>> FakePeople::machines() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  auto all = machines_;
  std::ranges::sort(all, {}, &store::Machine::name);
  return all;
}

Result<void> FakePeople::add_machine(const store::Machine& machine) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  if (!people_.contains(machine.owner)) return make_error_code(Errc::not_found);
  const bool taken = std::ranges::any_of(machines_, [&](const store::Machine& other) {
    return other.id == machine.id || other.name == machine.name ||
           (other.token && other.token == machine.token) ||
           (other.certificate && other.certificate == machine.certificate);
  });
  if (taken) return make_error_code(Errc::duplicate);
  machines_.push_back(machine);
  return {};
}

Result<store::Machine> FakePeople::machine_of_token(const store::Sha256& token) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = std::ranges::find(machines_, std::optional(token), &store::Machine::token);
  if (found == machines_.end()) return not_found<store::Machine>();
  return *found;
}

Result<store::Machine> FakePeople::machine_of_certificate(const store::Sha256& certificate) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = std::ranges::find(machines_, std::optional(certificate), &store::Machine::certificate);
  if (found == machines_.end()) return not_found<store::Machine>();
  return *found;
}

Result<void> FakePeople::revoke_machine(store::MachineId id) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = std::ranges::find(machines_, id, &store::Machine::id);
  if (found == machines_.end()) return make_error_code(Errc::not_found);
  found->revoked = true;
  return {};
}

}  // namespace tellsafe::test_support
