// The decisions of reviewers, on SQLCipher.
#include "service/store/sqlcipher_source.h"

namespace tellsafe::store {

Result<std::vector<StoredDecision>> SqlcipherSource::decisions() {
  return attempt([&] {
    std::vector<StoredDecision> all;
    Statement query = database_.prepare("SELECT number, file FROM decision ORDER BY number");
    while (query.step()) {
      const ByteView file = query.blob(1);
      all.push_back({static_cast<std::uint64_t>(query.number(0)), {file.begin(), file.end()}});
    }
    return all;
  });
}

std::uint64_t SqlcipherSource::last_decision() {
  return static_cast<std::uint64_t>(database_.number("SELECT ifnull(max(number), 0) FROM decision"));
}

Result<std::uint64_t> SqlcipherSource::add_decision(ByteView file, std::uint64_t last) {
  return attempt([&] {
    Transaction transaction(database_, Transaction::Kind::write);
    if (last_decision() != last) throw DatabaseError(Errc::changed);
    database_.prepare("INSERT INTO decision (file) VALUES (?1)").bind(1, file).finish();
    const std::uint64_t number = last_decision();
    transaction.commit();
    return number;
  });
}

Result<void> SqlcipherSource::remove_decision(std::uint64_t number) {
  return attempt([&] {
    database_.prepare("DELETE FROM decision WHERE number = ?1")
        .bind(1, static_cast<std::int64_t>(number))
        .finish();
    if (database_.changes() == 0) throw DatabaseError(Errc::not_found);
  });
}

}  // namespace tellsafe::store
