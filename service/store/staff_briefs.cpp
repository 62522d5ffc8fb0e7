#include "service/store/staff_papers.h"

namespace tellsafe::store {
namespace {

std::vector<std::string> texts(Database& database, std::string_view sql) {
  std::vector<std::string> all;
  Statement query = database.prepare(sql);
  while (query.step()) all.emplace_back(query.text(0));
  return all;
}

// Of the pdf, nothing where there is no public brief of the month.
std::optional<std::int64_t> pdf_size(Database& database, std::string_view month) {
  Statement query = database.prepare("SELECT length(pdf) FROM brief WHERE month = ?1");
  if (!query.bind(1, month).step()) return std::nullopt;
  return query.number(0);
}

}  // namespace

Result<std::vector<std::string>> StaffBriefs::drafted() {
  return connection_.use(
      [](Database& database) { return texts(database, "SELECT month FROM draft ORDER BY month DESC"); });
}

Result<Draft> StaffBriefs::draft(std::string_view month) {
  return connection_.use([&](Database& database) {
    Statement query = database.prepare("SELECT month, version, json FROM draft WHERE month = ?1");
    if (!query.bind(1, month).step()) throw DatabaseError(Errc::not_found);
    return Draft{std::string(query.text(0)), static_cast<std::uint64_t>(query.number(1)),
                 std::string(query.text(2))};
  });
}

Result<void> StaffBriefs::save(const Draft& draft) {
  return connection_.write([&](Database& database) {
    if (pdf_size(database, draft.month)) throw DatabaseError(Errc::already_exists);
    Statement query = database.prepare("SELECT version FROM draft WHERE month = ?1");
    const std::int64_t version = query.bind(1, draft.month).step() ? query.number(0) : 0;
    if (version != number_of(draft.version)) throw DatabaseError(Errc::changed);
    database
        .prepare(
            "INSERT INTO draft (month, version, json) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (month) DO UPDATE SET version = excluded.version, json = excluded.json")
        .bind(1, draft.month)
        .bind(2, version + 1)
        .bind(3, draft.json)
        .finish();
  });
}

Result<std::vector<std::string>> StaffBriefs::published() {
  return connection_.use(
      [](Database& database) { return texts(database, "SELECT month FROM brief ORDER BY month DESC"); });
}

Result<PublishedBrief> StaffBriefs::brief(std::string_view month) {
  return connection_.use([&](Database& database) {
    Statement query = database.prepare("SELECT month, html, pdf FROM brief WHERE month = ?1");
    if (!query.bind(1, month).step()) throw DatabaseError(Errc::not_found);
    return PublishedBrief{std::string(query.text(0)), std::string(query.text(1)), bytes_of(query.blob(2))};
  });
}

Result<void> StaffBriefs::publish(const PublishedBrief& brief) {
  return connection_.write([&](Database& database) {
    if (pdf_size(database, brief.month)) throw DatabaseError(Errc::already_exists);
    database.prepare("INSERT INTO brief (month, html, pdf) VALUES (?1, ?2, ?3)")
        .bind(1, brief.month)
        .bind(2, brief.html)
        .bind(3, ByteView(brief.pdf))
        .finish();
  });
}

Result<void> StaffBriefs::attach_pdf(std::string_view month, ByteView pdf) {
  return connection_.write([&](Database& database) {
    const auto size = pdf_size(database, month);
    if (!size) throw DatabaseError(Errc::not_found);
    if (*size != 0) throw DatabaseError(Errc::already_exists);
    database.prepare("UPDATE brief SET pdf = ?2 WHERE month = ?1").bind(1, month).bind(2, pdf).finish();
  });
}

}  // namespace tellsafe::store
