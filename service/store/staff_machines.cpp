// Machines that read for people.
#include "service/store/staff_people.h"

namespace tellsafe::store {
namespace {

Machine machine_of(const Statement& row) {
  Machine machine;
  machine.id = static_cast<MachineId>(row.number(0));
  machine.name = row.text(1);
  machine.owner = static_cast<PersonId>(row.number(2));
  machine.scope = row.text(3);
  if (!row.blob(4).empty()) machine.token = row.fixed<32>(4);
  if (!row.blob(5).empty()) machine.certificate = row.fixed<32>(5);
  machine.expires = time_of(row.number(6));
  machine.revoked = row.number(7) != 0;
  return machine;
}

Machine find(Database& database, std::string_view sql, const Sha256& by) {
  Statement query = database.prepare(sql);
  if (!query.bind(1, ByteView(by)).step()) throw DatabaseError(Errc::not_found);
  return machine_of(query);
}

}  // namespace

Result<std::vector<Machine>> StaffPeople::machines() {
  return connection_.use([](Database& database) {
    std::vector<Machine> all;
    Statement query = database.prepare(
        "SELECT id, name, owner, scope, token, certificate, expires, revoked FROM machine ORDER BY name");
    while (query.step()) all.push_back(machine_of(query));
    return all;
  });
}

Result<void> StaffPeople::add_machine(const Machine& machine) {
  return connection_.write([&](Database& database) {
    must_be_there(database, machine.owner);
    Statement insert = database.prepare(
        "INSERT INTO machine (id, name, owner, scope, token, certificate, expires, revoked) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    insert.bind(1, number_of(machine.id))
        .bind(2, machine.name)
        .bind(3, number_of(machine.owner))
        .bind(4, machine.scope);
    if (machine.token) insert.bind(5, ByteView(*machine.token));
    if (machine.certificate) insert.bind(6, ByteView(*machine.certificate));
    insert.bind(7, number_of(machine.expires)).bind(8, std::int64_t{machine.revoked ? 1 : 0}).finish();
  });
}

Result<Machine> StaffPeople::machine_of_token(const Sha256& token) {
  return connection_.use([&](Database& database) {
    return find(database,
                "SELECT id, name, owner, scope, token, certificate, expires, revoked FROM machine "
                "WHERE token = ?1",
                token);
  });
}

Result<Machine> StaffPeople::machine_of_certificate(const Sha256& certificate) {
  return connection_.use([&](Database& database) {
    return find(database,
                "SELECT id, name, owner, scope, token, certificate, expires, revoked FROM machine "
                "WHERE certificate = ?1",
                certificate);
  });
}

Result<void> StaffPeople::revoke_machine(MachineId id) {
  return connection_.use([&](Database& database) {
    database.prepare("UPDATE machine SET revoked = 1 WHERE id = ?1").bind(1, number_of(id)).finish();
    must_have_changed(database);
  });
}

}  // namespace tellsafe::store
