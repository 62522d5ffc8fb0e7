#include "service/store/sqlcipher_source.h"

#include <algorithm>
#include <map>

#include "service/store/ledger.h"

namespace tellsafe::store {
namespace {

std::chrono::sys_days day_of(std::int64_t days) {
  return std::chrono::sys_days(std::chrono::days(days));
}

}  // namespace

Result<std::vector<Epoch>> SqlcipherSource::epochs() {
  return attempt([&] {
    std::vector<Epoch> all;
    Statement query = database_.prepare("SELECT id, day, sealed_key FROM epoch");
    while (query.step()) {
      const ByteView key = query.blob(2);
      all.push_back(
          {static_cast<EpochId>(query.number(0)), day_of(query.number(1)), {key.begin(), key.end()}});
    }
    return all;
  });
}

Result<std::vector<StoredForm>> SqlcipherSource::forms() {
  return attempt([&] {
    std::vector<StoredForm> all;
    Statement query = database_.prepare("SELECT version, canonical_json FROM form");
    while (query.step()) all.push_back({query.fixed<32>(0), std::string(query.text(1))});
    return all;
  });
}

Result<std::uint64_t> SqlcipherSource::count_reports() {
  return attempt([&] { return static_cast<std::uint64_t>(database_.number("SELECT count(*) FROM report")); });
}

Result<std::uint64_t> SqlcipherSource::count_waiting() {
  return attempt([&] {
    return static_cast<std::uint64_t>(
        database_.number("SELECT count(*) FROM report INDEXED BY report_waiting WHERE counted = 0"));
  });
}

Result<void> SqlcipherSource::each_report(const std::function<bool(const StoredReport&)>& visit) {
  return attempt([&] { walk("FROM report NOT INDEXED", visit); });
}

// By the index when few wait, so that what a city has counted in ten years costs nothing; else the whole
// table, which is faster than to look up most of its rows. Either gives them in the order of their ids.
Result<void> SqlcipherSource::each_waiting(const std::function<bool(const StoredReport&)>& visit) {
  return attempt([&] {
    const auto waiting =
        database_.number("SELECT count(*) FROM report INDEXED BY report_waiting WHERE counted = 0");
    const bool few = waiting < database_.number("PRAGMA page_count") / 4;
    walk(few ? "FROM report INDEXED BY report_waiting WHERE counted = 0"
             : "FROM report NOT INDEXED WHERE counted = 0",
         visit);
  });
}

Result<void> SqlcipherSource::report(ReportId report, const std::function<void(const StoredReport&)>& visit) {
  return attempt([&] {
    Statement query = database_.prepare(
        "SELECT report.id, report.epoch, form.version, report.facts, report.counted "
        "FROM report JOIN form ON form.id = report.form WHERE report.id = ?1");
    query.bind(1, static_cast<std::int64_t>(report));
    if (!query.step()) throw DatabaseError(Errc::not_found);
    visit({static_cast<ReportId>(query.number(0)), static_cast<EpochId>(query.number(1)), query.fixed<32>(2),
           query.blob(3), query.number(4) != 0});
  });
}

// One transaction, so one snapshot: the forms are those that the rows name. Nothing is sorted or gathered.
void SqlcipherSource::walk(std::string_view from_and_where,
                           const std::function<bool(const StoredReport&)>& visit) {
  Transaction snapshot(database_, Transaction::Kind::read);
  std::map<std::int64_t, schema::FormVersion> forms;
  Statement form = database_.prepare("SELECT id, version FROM form");
  while (form.step()) forms[form.number(0)] = form.fixed<32>(1);
  Statement query =
      database_.prepare("SELECT id, epoch, form, facts, counted " + std::string(from_and_where));
  while (query.step()) {
    const auto version = forms.find(query.number(2));
    if (version == forms.end()) throw DatabaseError(Errc::io);
    if (!visit({static_cast<ReportId>(query.number(0)), static_cast<EpochId>(query.number(1)),
                version->second, query.blob(3), query.number(4) != 0}))
      break;
  }
}

// The joins are CROSS JOINs because SQLite keeps their order: the big table is walked once, nothing is sorted
// or gathered in memory, and one statement reads one snapshot.
Result<void> SqlcipherSource::each_story(const std::function<bool(const StoredStory&)>& visit) {
  return attempt([&] {
    Statement query = database_.prepare(
        "SELECT story.report, epoch.day, story.file "
        "FROM story CROSS JOIN report ON report.id = story.report CROSS JOIN epoch ON epoch.id = "
        "report.epoch");
    while (query.step()) {
      if (!visit({static_cast<ReportId>(query.number(0)), day_of(query.number(1)), query.blob(2)})) break;
    }
  });
}

Result<Bytes> SqlcipherSource::story(ReportId report) {
  return attempt([&] {
    Statement query = database_.prepare("SELECT file FROM story WHERE report = ?1");
    query.bind(1, static_cast<std::int64_t>(report));
    if (!query.step()) throw DatabaseError(Errc::not_found);
    const ByteView file = query.blob(0);
    return Bytes(file.begin(), file.end());
  });
}

Result<std::vector<LedgerLine>> SqlcipherSource::ledger() {
  return attempt([&] { return read_ledger(); });
}

Result<Bytes> SqlcipherSource::proof(std::string_view period) {
  return attempt([&] {
    Statement query = database_.prepare("SELECT sealed FROM proof WHERE period = ?1");
    query.bind(1, period);
    if (!query.step()) throw DatabaseError(Errc::not_found);
    const ByteView sealed = query.blob(0);
    return Bytes(sealed.begin(), sealed.end());
  });
}

std::vector<LedgerLine> SqlcipherSource::read_ledger() {
  std::vector<LedgerLine> lines;
  Statement query = database_.prepare("SELECT number, period, manifests, chain FROM ledger ORDER BY number");
  while (query.step()) {
    lines.push_back({static_cast<std::uint64_t>(query.number(0)), std::string(query.text(1)),
                     query.fixed<32>(2), query.fixed<32>(3)});
  }
  return lines;
}

void SqlcipherSource::check(const Seen& seen, std::span<const LedgerLine> lines) {
  if (lines.size() != seen.ledger_lines || last_decision() != seen.last_decision)
    throw DatabaseError(Errc::changed);
}

void SqlcipherSource::mark(std::span<const ReportId> counted) {
  // In the order of the table: a page is then written once, however many of its reports are marked, and
  // tellsafed waits a short time.
  std::vector<ReportId> ids(counted.begin(), counted.end());
  std::sort(ids.begin(), ids.end());
  Statement mark_one = database_.prepare("UPDATE report SET counted = 1 WHERE id = ?1");
  for (const ReportId id : ids) {
    mark_one.bind(1, static_cast<std::int64_t>(id)).finish();
    if (database_.changes() == 0) throw DatabaseError(Errc::changed);
  }
}

Result<LedgerLine> SqlcipherSource::record_release(const NewRelease& release) {
  return attempt([&] {
    Transaction transaction(database_, Transaction::Kind::write);
    const auto lines = read_ledger();
    if (std::ranges::find(lines, release.period, &LedgerLine::period) != lines.end())
      throw DatabaseError(Errc::period_exists);
    if (release.seen) check(*release.seen, lines);
    mark(release.counted);
    LedgerLine line = next_line(lines, release.period, release.manifests);
    database_.prepare("INSERT INTO ledger (number, period, manifests, chain) VALUES (?1, ?2, ?3, ?4)")
        .bind(1, static_cast<std::int64_t>(line.number))
        .bind(2, std::string_view(line.period))
        .bind(3, ByteView(line.manifests))
        .bind(4, ByteView(line.chain))
        .finish();
    if (release.block != nullptr) keep(release.period, *release.block);
    if (!release.proof.empty()) {
      database_.prepare("INSERT INTO proof (period, sealed) VALUES (?1, ?2)")
          .bind(1, release.period)
          .bind(2, release.proof)
          .finish();
    }
    transaction.commit();
    return line;
  });
}

}  // namespace tellsafe::store
