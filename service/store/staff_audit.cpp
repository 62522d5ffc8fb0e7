#include "service/store/staff_audit.h"

namespace tellsafe::store {
namespace {

AuditSeal read_seal(Database& database) {
  Statement query = database.prepare("SELECT lines, last, key, sum FROM audit_seal");
  if (!query.step() || query.blob(2).size() != 32) throw DatabaseError(Errc::io);
  return {static_cast<std::uint64_t>(query.number(0)), query.fixed<32>(1),
          crypto::SecretBytes::copy_of(query.blob(2)), query.fixed<32>(3)};
}

void add_line(Database& database, const AuditLine& line) {
  database
      .prepare(
          "INSERT INTO audit_line (number, time, actor, action, subject, chain) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
      .bind(1, number_of(line.number))
      .bind(2, number_of(line.time))
      .bind(3, line.actor)
      .bind(4, line.action)
      .bind(5, line.subject)
      .bind(6, ByteView(line.chain))
      .finish();
}

void move_on(Database& database, const AuditSeal& seal) {
  database.prepare("UPDATE audit_seal SET lines = ?1, last = ?2, key = ?3, sum = ?4")
      .bind(1, number_of(seal.lines))
      .bind(2, ByteView(seal.last))
      .bind(3, seal.key.view())
      .bind(4, ByteView(seal.sum))
      .finish();
  must_have_changed(database, Errc::io);
}

}  // namespace

Result<AuditLine> StaffAudit::append(const std::function<AuditLine(AuditSeal& seal)>& next) {
  return connection_.write([&](Database& database) {
    AuditSeal seal = read_seal(database);
    if (database.number("SELECT ifnull(max(number), 0) FROM audit_line") != number_of(seal.lines)) {
      throw DatabaseError(Errc::io);
    }
    AuditLine line = next(seal);
    add_line(database, line);
    move_on(database, seal);
    return line;
  });
}

Result<AuditSeal> StaffAudit::each(const std::function<bool(const AuditLine&)>& visit) {
  return connection_.use([&](Database& database) {
    Transaction snapshot(database, Transaction::Kind::read);
    AuditSeal seal = read_seal(database);
    Statement query = database.prepare(
        "SELECT number, time, actor, action, subject, chain FROM audit_line ORDER BY number");
    while (query.step()) {
      const AuditLine line{static_cast<std::uint64_t>(query.number(0)),
                           time_of(query.number(1)),
                           std::string(query.text(2)),
                           std::string(query.text(3)),
                           std::string(query.text(4)),
                           query.fixed<32>(5)};
      if (!visit(line)) break;
    }
    return seal;
  });
}

Result<Bytes> StaffAudit::origin() {
  return connection_.use([](Database& database) {
    Statement query = database.prepare("SELECT origin FROM audit_seal");
    if (!query.step()) throw DatabaseError(Errc::io);
    return bytes_of(query.blob(0));
  });
}

}  // namespace tellsafe::store
