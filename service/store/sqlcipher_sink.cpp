#include "service/store/sqlcipher_sink.h"

#include <new>
namespace tellsafe::store {
namespace {

using namespace std::chrono_literals;

// An id has 63 bits, so SQLite's signed integers hold it.
std::int64_t stored(std::uint64_t id) {
  return static_cast<std::int64_t>(id);
}

crypto::SecretBytes read_receipt_key(Database& database) {
  Statement query = database.prepare("SELECT receipt_key FROM meta");
  if (!query.step()) throw DatabaseError(Errc::not_a_vault);
  return crypto::SecretBytes::copy_of(query.blob(0));
}

}  // namespace

SqlcipherSink::SqlcipherSink(FileLock lock, Database writing, Database reading, GroupLimits limits)
    : lock_(std::move(lock)),
      writing_(std::move(writing)),
      reading_(std::move(reading)),
      receipt_key_(read_receipt_key(reading_)),
      // Tags are keyed hashes: how long the search for one takes says nothing about a receipt.
      find_receipt_(reading_.prepare("SELECT counted FROM report WHERE receipt = ?1")),
      epoch_settled_(writing_.prepare("SELECT settled FROM epoch WHERE id = ?1")),
      form_id_(writing_.prepare("SELECT id FROM form WHERE version = ?1")),
      insert_report_(writing_.prepare("INSERT INTO report (id, epoch, form, receipt, facts) "
                                      "VALUES (?1, ?2, ?3, ?4, ?5)")),
      insert_story_(writing_.prepare("INSERT INTO story (report, file) VALUES (?1, ?2)")),
      settling_(writing_) {
  writer_.emplace(writing_, limits, [this] { return keep_house(); });
}

SqlcipherSink::~SqlcipherSink() {
  writer_.reset();
  try {
    while (settling_.step(0)) {
    }
    writing_.shrink_log();
  } catch (const std::exception&) {
    // The next start does it.
  }
}

Result<void> SqlcipherSink::append(NewReport report) {
  return writer_->submit([&] { return insert(report); });
}

Result<void> SqlcipherSink::insert(const NewReport& report) {
  const Restarted form(form_id_);
  form->bind(1, ByteView(report.form));
  if (!form->step()) return Errc::unknown_form;

  const Restarted epoch(epoch_settled_);
  epoch->bind(1, stored(report.epoch));
  if (!epoch->step()) return Errc::unknown_epoch;
  const bool settled = epoch->number(0) != 0;

  insert_report_.restart()
      .bind(1, stored(report.id))
      .bind(2, stored(report.epoch))
      .bind(3, form->number(0))
      .bind(4, ByteView(report.receipt))
      .bind(5, ByteView(report.facts))
      .finish();
  if (report.story)
    insert_story_.restart().bind(1, stored(report.id)).bind(2, ByteView(*report.story)).finish();
  if (settled) {
    // It was on its way when its epoch ended.
    writing_.prepare("UPDATE epoch SET settled = 0 WHERE id = ?1").bind(1, stored(report.epoch)).finish();
  }
  return {};
}

Result<ReceiptState> SqlcipherSink::find(const crypto::ReceiptTag& receipt) {
  const std::lock_guard lock(reading_mutex_);
  const auto found = attempt([&]() -> std::optional<ReceiptState> {
    const Restarted query(find_receipt_);
    query->bind(1, ByteView(receipt));
    if (!query->step()) return std::nullopt;
    return query->number(0) != 0 ? ReceiptState::counted : ReceiptState::kept;
  });
  if (!found) return found.error();
  if (!*found) return Errc::not_found;
  return **found;
}

Result<void> SqlcipherSink::withdraw(const crypto::ReceiptTag& receipt) {
  return writer_->submit([&] { return remove(receipt); });
}

Result<void> SqlcipherSink::remove(const crypto::ReceiptTag& receipt) {
  std::int64_t id = 0;
  {
    Statement query = writing_.prepare("SELECT id, counted FROM report WHERE receipt = ?1");
    query.bind(1, ByteView(receipt));
    if (!query.step()) return Errc::not_found;
    if (query.number(1) != 0) return Errc::already_counted;
    id = query.number(0);
  }
  writing_.prepare("DELETE FROM story WHERE report = ?1").bind(1, id).finish();
  writing_.prepare("DELETE FROM report WHERE id = ?1").bind(1, id).finish();
  shrink_due_ = true;  // the log still holds the pages as they were
  return {};
}

Result<void> SqlcipherSink::add_epoch(const Epoch& epoch) {
  return writer_->submit([&]() -> Result<void> {
    writing_.prepare("INSERT INTO epoch (id, day, sealed_key) VALUES (?1, ?2, ?3)")
        .bind(1, stored(epoch.id))
        .bind(2, std::int64_t{epoch.day.time_since_epoch().count()})
        .bind(3, ByteView(epoch.sealed_key))
        .finish();
    live_ = epoch.id;
    settle_due_ = true;
    return {};
  });
}

Result<void> SqlcipherSink::add_form(const schema::FormVersion& version, std::string_view canonical_json) {
  return writer_->submit([&]() -> Result<void> {
    writing_
        .prepare(
            "INSERT INTO form (version, canonical_json) VALUES (?1, ?2) ON CONFLICT (version) DO NOTHING")
        .bind(1, ByteView(version))
        .bind(2, canonical_json)
        .finish();
    return {};
  });
}

std::optional<std::chrono::milliseconds> SqlcipherSink::keep_house() {
  try {
    if (settle_due_) {
      settle_due_ = settling_.step(live_);
      shrink_due_ = true;
      if (settle_due_) return 0ms;
    }
    if (shrink_due_) shrink_due_ = !writing_.shrink_log();
    if (!shrink_due_) return std::nullopt;
  } catch (const DatabaseError&) {
  } catch (const std::bad_alloc&) {
  }
  return 1s;  // somebody still reads, or the disk does not do it: later
}

}  // namespace tellsafe::store
