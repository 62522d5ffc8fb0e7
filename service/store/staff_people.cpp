// People, their invitations and their passkeys.
#include "service/store/staff_people.h"

namespace tellsafe::store {
namespace {

Person person_of(const Statement& row) {
  return {static_cast<PersonId>(row.number(0)),
          std::string(row.text(1)),
          std::string(row.text(2)),
          std::string(row.text(3)),
          day_of(row.number(4)),
          row.number(5) != 0};
}

StoredPasskey passkey_of(const Statement& row) {
  return {bytes_of(row.blob(0)),    static_cast<PersonId>(row.number(1)),
          bytes_of(row.blob(2)),    static_cast<std::uint32_t>(row.number(3)),
          std::string(row.text(4)), day_of(row.number(5)),
          row.number(6) != 0};
}

void add_invitation(Database& database, PersonId person, const Sha256& token, Time expires) {
  database.prepare("INSERT INTO invitation (token, person, expires) VALUES (?1, ?2, ?3)")
      .bind(1, ByteView(token))
      .bind(2, number_of(person))
      .bind(3, number_of(expires))
      .finish();
}

void insert_passkey(Database& database, const StoredPasskey& passkey) {
  database
      .prepare(
          "INSERT INTO passkey (id, person, public_key, counter, label, added, revoked) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
      .bind(1, ByteView(passkey.id))
      .bind(2, number_of(passkey.person))
      .bind(3, ByteView(passkey.public_key))
      .bind(4, std::int64_t{passkey.counter})
      .bind(5, passkey.label)
      .bind(6, number_of(passkey.added))
      .bind(7, std::int64_t{passkey.revoked ? 1 : 0})
      .finish();
}

void end_all_sessions(Database& database, PersonId person) {
  database.prepare("DELETE FROM session WHERE person = ?1").bind(1, number_of(person)).finish();
}

void end_sessions_of_owner(Database& database, ByteView passkey) {
  database.prepare("DELETE FROM session WHERE person = (SELECT person FROM passkey WHERE id = ?1)")
      .bind(1, passkey)
      .finish();
}

}  // namespace

void must_be_there(Database& database, PersonId person) {
  Statement query = database.prepare("SELECT 1 FROM person WHERE id = ?1");
  if (!query.bind(1, number_of(person)).step()) throw DatabaseError(Errc::not_found);
}

Result<std::vector<Person>> StaffPeople::people() {
  return connection_.use([](Database& database) {
    std::vector<Person> all;
    Statement query = database.prepare(
        "SELECT id, name, organization, role, agreement_ends, stopped FROM person ORDER BY name, id");
    while (query.step()) all.push_back(person_of(query));
    return all;
  });
}

Result<Person> StaffPeople::person(PersonId id) {
  return connection_.use([&](Database& database) {
    Statement query = database.prepare(
        "SELECT id, name, organization, role, agreement_ends, stopped FROM person WHERE id = ?1");
    if (!query.bind(1, number_of(id)).step()) throw DatabaseError(Errc::not_found);
    return person_of(query);
  });
}

Result<void> StaffPeople::add(const Person& person, const Sha256& token, Time expires) {
  return connection_.write([&](Database& database) {
    database
        .prepare(
            "INSERT INTO person (id, name, organization, role, agreement_ends, stopped) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .bind(1, number_of(person.id))
        .bind(2, person.name)
        .bind(3, person.organization)
        .bind(4, person.role)
        .bind(5, number_of(person.agreement_ends))
        .bind(6, std::int64_t{person.stopped ? 1 : 0})
        .finish();
    add_invitation(database, person.id, token, expires);
  });
}

Result<void> StaffPeople::invite_again(PersonId person, const Sha256& token, Time expires) {
  return connection_.write([&](Database& database) {
    must_be_there(database, person);
    database.prepare("UPDATE passkey SET revoked = 1 WHERE person = ?1").bind(1, number_of(person)).finish();
    end_all_sessions(database, person);
    database.prepare("DELETE FROM invitation WHERE person = ?1").bind(1, number_of(person)).finish();
    add_invitation(database, person, token, expires);
  });
}

Result<Invitation> StaffPeople::invitation(const Sha256& token) {
  return connection_.use([&](Database& database) {
    Statement query = database.prepare("SELECT person, expires FROM invitation WHERE token = ?1");
    if (!query.bind(1, ByteView(token)).step()) throw DatabaseError(Errc::not_found);
    return Invitation{static_cast<PersonId>(query.number(0)), time_of(query.number(1))};
  });
}

Result<void> StaffPeople::change(const Person& before, const Person& now) {
  return connection_.write([&](Database& database) {
    must_be_there(database, before.id);
    database
        .prepare(
            "UPDATE person SET name = ?2, organization = ?3, role = ?4, agreement_ends = ?5 "
            "WHERE id = ?1 AND name = ?6 AND organization = ?7 AND role = ?8 AND agreement_ends = ?9")
        .bind(1, number_of(before.id))
        .bind(2, now.name)
        .bind(3, now.organization)
        .bind(4, now.role)
        .bind(5, number_of(now.agreement_ends))
        .bind(6, before.name)
        .bind(7, before.organization)
        .bind(8, before.role)
        .bind(9, number_of(before.agreement_ends))
        .finish();
    must_have_changed(database, Errc::changed);
  });
}

Result<void> StaffPeople::set_stopped(PersonId person, bool stopped) {
  return connection_.write([&](Database& database) {
    database.prepare("UPDATE person SET stopped = ?2 WHERE id = ?1")
        .bind(1, number_of(person))
        .bind(2, std::int64_t{stopped ? 1 : 0})
        .finish();
    must_have_changed(database);
    if (stopped) end_all_sessions(database, person);
  });
}

Result<std::vector<StoredPasskey>> StaffPeople::passkeys(PersonId person) {
  return connection_.use([&](Database& database) {
    std::vector<StoredPasskey> all;
    Statement query = database.prepare(
        "SELECT id, person, public_key, counter, label, added, revoked FROM passkey "
        "WHERE person = ?1 ORDER BY number");
    query.bind(1, number_of(person));
    while (query.step()) all.push_back(passkey_of(query));
    return all;
  });
}

Result<StoredPasskey> StaffPeople::passkey(ByteView id) {
  return connection_.use([&](Database& database) {
    Statement query = database.prepare(
        "SELECT id, person, public_key, counter, label, added, revoked FROM passkey WHERE id = ?1");
    if (!query.bind(1, id).step()) throw DatabaseError(Errc::not_found);
    return passkey_of(query);
  });
}

Result<void> StaffPeople::add_first_passkey(const StoredPasskey& passkey, const Sha256& invitation) {
  return connection_.write([&](Database& database) {
    database.prepare("DELETE FROM invitation WHERE token = ?1 AND person = ?2")
        .bind(1, ByteView(invitation))
        .bind(2, number_of(passkey.person))
        .finish();
    must_have_changed(database);
    insert_passkey(database, passkey);
  });
}

Result<void> StaffPeople::add_passkey(const StoredPasskey& passkey, const Sha256& session) {
  return connection_.write([&](Database& database) {
    Statement query = database.prepare("SELECT 1 FROM session WHERE name = ?1 AND person = ?2");
    if (!query.bind(1, ByteView(session)).bind(2, number_of(passkey.person)).step())
      throw DatabaseError(Errc::not_found);
    insert_passkey(database, passkey);
  });
}

Result<void> StaffPeople::set_counter(ByteView id, std::uint32_t counter) {
  return connection_.use([&](Database& database) {
    // Of two answers that come at once with the same counter, one is refused.
    database
        .prepare(
            "UPDATE passkey SET counter = ?2 WHERE id = ?1 AND (counter < ?2 OR (counter = 0 AND ?2 = 0))")
        .bind(1, id)
        .bind(2, std::int64_t{counter})
        .finish();
    must_have_changed(database);
  });
}

Result<void> StaffPeople::revoke_passkey(ByteView id) {
  return connection_.write([&](Database& database) {
    database.prepare("UPDATE passkey SET revoked = 1 WHERE id = ?1").bind(1, id).finish();
    must_have_changed(database);
    end_sessions_of_owner(database, id);
  });
}

Result<void> StaffPeople::revoke_own_passkey(ByteView id) {
  return connection_.write([&](Database& database) {
    Statement query = database.prepare("SELECT 1 FROM passkey WHERE id = ?1 AND revoked = 0");
    if (!query.bind(1, id).step()) throw DatabaseError(Errc::not_found);
    database
        .prepare(
            "UPDATE passkey SET revoked = 1 WHERE id = ?1 AND EXISTS (SELECT 1 FROM passkey AS other "
            "WHERE other.person = passkey.person AND other.id <> ?1 AND other.revoked = 0)")
        .bind(1, id)
        .finish();
    must_have_changed(database, Errc::changed);
    end_sessions_of_owner(database, id);
  });
}

}  // namespace tellsafe::store
