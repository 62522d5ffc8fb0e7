#include "service/store/staff_papers.h"

namespace tellsafe::store {

Result<std::vector<Approval>> StaffApprovals::of(std::string_view subject) {
  return connection_.use([&](Database& database) {
    std::vector<Approval> all;
    Statement query = database.prepare(
        "SELECT subject, digest, person, name, role, time FROM approval WHERE subject = ?1 ORDER BY number");
    query.bind(1, subject);
    while (query.step()) {
      all.push_back({std::string(query.text(0)), query.fixed<32>(1), static_cast<PersonId>(query.number(2)),
                     std::string(query.text(3)), std::string(query.text(4)), time_of(query.number(5))});
    }
    return all;
  });
}

Result<void> StaffApprovals::add(const Approval& approval) {
  return connection_.use([&](Database& database) {
    database
        .prepare(
            "INSERT INTO approval (subject, digest, person, name, role, time) VALUES (?1, ?2, ?3, ?4, ?5, "
            "?6)")
        .bind(1, approval.subject)
        .bind(2, ByteView(approval.digest))
        .bind(3, number_of(approval.person))
        .bind(4, approval.name)
        .bind(5, approval.role)
        .bind(6, number_of(approval.time))
        .finish();
  });
}

}  // namespace tellsafe::store
