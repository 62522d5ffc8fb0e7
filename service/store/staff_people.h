// People on SQLCipher. Private to the store.
#pragma once

#include "service/store/people.h"
#include "service/store/staff_connection.h"

namespace tellsafe::store {

class StaffPeople final : public People {
 public:
  explicit StaffPeople(StaffConnection& connection) : connection_(connection) {}

  Result<std::vector<Person>> people() override;
  Result<Person> person(PersonId id) override;
  Result<void> add(const Person& person, const Sha256& token, Time expires) override;
  Result<void> invite_again(PersonId person, const Sha256& token, Time expires) override;
  Result<Invitation> invitation(const Sha256& token) override;
  Result<void> change(const Person& before, const Person& now) override;
  Result<void> set_stopped(PersonId person, bool stopped) override;

  Result<std::vector<StoredPasskey>> passkeys(PersonId person) override;
  Result<StoredPasskey> passkey(ByteView id) override;
  Result<void> add_first_passkey(const StoredPasskey& passkey, const Sha256& invitation) override;
  Result<void> add_passkey(const StoredPasskey& passkey, const Sha256& session) override;
  Result<void> set_counter(ByteView id, std::uint32_t counter) override;
  Result<void> revoke_passkey(ByteView id) override;
  Result<void> revoke_own_passkey(ByteView id) override;

  Result<void> add_session(const Session& session, ByteView passkey) override;
  Result<Session> session(const Sha256& name) override;
  Result<void> change_session(const Sha256& token, const Session& now) override;
  Result<void> end_session(const Sha256& name) override;
  Result<void> end_sessions(PersonId person) override;
  Result<void> end_old_sessions(Time begun_before, Time seen_before) override;

  Result<std::vector<Machine>> machines() override;
  Result<void> add_machine(const Machine& machine) override;
  Result<Machine> machine_of_token(const Sha256& token) override;
  Result<Machine> machine_of_certificate(const Sha256& certificate) override;
  Result<void> revoke_machine(MachineId id) override;

 private:
  StaffConnection& connection_;
};

// Throws DatabaseError(not_found) where there is no such person.
void must_be_there(Database& database, PersonId person);

}  // namespace tellsafe::store
