#include "service/store/staff_papers.h"

namespace tellsafe::store {
namespace {

std::vector<PastCount> counts_of(Database& database, std::int64_t source) {
  std::vector<PastCount> all;
  Statement query = database.prepare(
      "SELECT period, question, code, count FROM past_count WHERE source = ?1 ORDER BY number");
  query.bind(1, source);
  while (query.step()) {
    all.push_back({std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2)),
                   static_cast<std::uint64_t>(query.number(3))});
  }
  return all;
}

void add_counts(Database& database, std::int64_t source, const std::vector<PastCount>& counts) {
  Statement insert = database.prepare(
      "INSERT INTO past_count (source, period, question, code, count) VALUES (?1, ?2, ?3, ?4, ?5)");
  for (const PastCount& count : counts) {
    insert.bind(1, source)
        .bind(2, count.period)
        .bind(3, count.question)
        .bind(4, count.code)
        .bind(5, number_of(count.count))
        .finish();
  }
}

}  // namespace

Result<std::vector<PastSource>> StaffHistory::sources() {
  return connection_.use([](Database& database) {
    Transaction snapshot(database, Transaction::Kind::read);
    std::vector<PastSource> all;
    Statement query = database.prepare("SELECT label, kind, note, id FROM past_source ORDER BY label");
    while (query.step()) {
      all.push_back({std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2)),
                     counts_of(database, query.number(3))});
    }
    return all;
  });
}

Result<void> StaffHistory::add(const PastSource& source) {
  return connection_.write([&](Database& database) {
    database.prepare("INSERT INTO past_source (label, kind, note) VALUES (?1, ?2, ?3)")
        .bind(1, source.label)
        .bind(2, source.kind)
        .bind(3, source.note)
        .finish();
    add_counts(database, database.number("SELECT last_insert_rowid()"), source.counts);
  });
}

Result<void> StaffHistory::remove(std::string_view label) {
  return connection_.use([&](Database& database) {
    database.prepare("DELETE FROM past_source WHERE label = ?1").bind(1, label).finish();
    must_have_changed(database);
  });
}

}  // namespace tellsafe::store
