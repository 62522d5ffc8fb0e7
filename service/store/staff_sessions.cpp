// Sessions of people.
#include "service/store/staff_people.h"

namespace tellsafe::store {

Result<void> StaffPeople::add_session(const Session& session, ByteView passkey) {
  return connection_.write([&](Database& database) {
    Statement query = database.prepare(
        "SELECT 1 FROM passkey JOIN person ON person.id = passkey.person "
        "WHERE passkey.id = ?1 AND person.id = ?2 AND revoked = 0 AND stopped = 0");
    if (!query.bind(1, passkey).bind(2, number_of(session.person)).step())
      throw DatabaseError(Errc::not_found);
    Statement insert = database.prepare(
        "INSERT INTO session (token, previous, person, agent, begun, seen, rotated, proven, name) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    insert.bind(1, ByteView(session.token));
    if (session.previous) insert.bind(2, ByteView(*session.previous));
    insert.bind(3, number_of(session.person))
        .bind(4, ByteView(session.agent))
        .bind(5, number_of(session.begun))
        .bind(6, number_of(session.seen))
        .bind(7, number_of(session.rotated))
        .bind(8, number_of(session.proven))
        .bind(9, ByteView(session.name))
        .finish();
  });
}

Result<Session> StaffPeople::session(const Sha256& name) {
  return connection_.use([&](Database& database) {
    Statement query = database.prepare(
        "SELECT token, previous, person, agent, begun, seen, rotated, proven FROM session "
        "WHERE name = ?1");
    if (!query.bind(1, ByteView(name)).step()) throw DatabaseError(Errc::not_found);
    Session session;
    session.name = name;
    session.token = query.fixed<32>(0);
    if (!query.blob(1).empty()) session.previous = query.fixed<32>(1);
    session.person = static_cast<PersonId>(query.number(2));
    session.agent = query.fixed<32>(3);
    session.begun = time_of(query.number(4));
    session.seen = time_of(query.number(5));
    session.rotated = time_of(query.number(6));
    session.proven = time_of(query.number(7));
    return session;
  });
}

Result<void> StaffPeople::change_session(const Sha256& token, const Session& now) {
  return connection_.use([&](Database& database) {
    Statement update = database.prepare(
        "UPDATE session SET token = ?2, previous = ?3, agent = ?4, seen = ?5, rotated = ?6, proven = ?7 "
        "WHERE name = ?8 AND token = ?1");
    update.bind(1, ByteView(token)).bind(2, ByteView(now.token));
    if (now.previous) update.bind(3, ByteView(*now.previous));
    update.bind(4, ByteView(now.agent))
        .bind(5, number_of(now.seen))
        .bind(6, number_of(now.rotated))
        .bind(7, number_of(now.proven))
        .bind(8, ByteView(now.name))
        .finish();
    must_have_changed(database);
  });
}

Result<void> StaffPeople::end_session(const Sha256& name) {
  return connection_.use([&](Database& database) {
    database.prepare("DELETE FROM session WHERE name = ?1").bind(1, ByteView(name)).finish();
  });
}

Result<void> StaffPeople::end_sessions(PersonId person) {
  return connection_.use([&](Database& database) {
    database.prepare("DELETE FROM session WHERE person = ?1").bind(1, number_of(person)).finish();
  });
}

Result<void> StaffPeople::end_old_sessions(Time begun_before, Time seen_before) {
  return connection_.use([&](Database& database) {
    database.prepare("DELETE FROM session WHERE begun < ?1 OR seen < ?2")
        .bind(1, number_of(begun_before))
        .bind(2, number_of(seen_before))
        .finish();
  });
}

}  // namespace tellsafe::store
