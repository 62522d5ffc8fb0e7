#include "service/store/settling.h"

namespace tellsafe::store {
namespace {

std::int64_t unsettled_epoch(Database& database, EpochId live) {
  Statement query = database.prepare("SELECT id FROM epoch WHERE settled = 0 AND id <> ?1 LIMIT 1");
  query.bind(1, static_cast<std::int64_t>(live));
  return query.step() ? query.number(0) : 0;
}

}  // namespace

bool Settling::step(EpochId live) {
  if (epoch_ == 0) {
    epoch_ = unsettled_epoch(database_, live);
    after_ = 0;
    if (epoch_ == 0) return false;
  }
  Transaction transaction(database_, Transaction::Kind::write);
  database_
      .prepare(
          "CREATE TEMP TABLE moving_report AS "
          "SELECT * FROM report WHERE epoch = ?1 AND id > ?2 ORDER BY id LIMIT ?3")
      .bind(1, epoch_)
      .bind(2, after_)
      .bind(3, piece)
      .finish();
  database_.run(
      "CREATE TEMP TABLE moving_story AS SELECT * FROM story WHERE report IN (SELECT id FROM moving_report);"
      "DELETE FROM story WHERE report IN (SELECT id FROM moving_report);"
      "DELETE FROM report WHERE id IN (SELECT id FROM moving_report);"
      "INSERT INTO report SELECT * FROM moving_report ORDER BY id;"
      "INSERT INTO story SELECT * FROM moving_story ORDER BY report;");
  const std::int64_t moved = database_.number("SELECT count(*) FROM moving_report");
  const std::int64_t last = database_.number("SELECT ifnull(max(id), 0) FROM moving_report");
  if (moved < piece) {
    database_.prepare("UPDATE epoch SET settled = 1 WHERE id = ?1").bind(1, epoch_).finish();
  }
  database_.run("DROP TABLE moving_story; DROP TABLE moving_report");
  transaction.commit();
  after_ = last;
  if (moved < piece) epoch_ = 0;
  return true;
}

}  // namespace tellsafe::store
