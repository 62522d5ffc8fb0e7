#include "service/store/database.h"

#include <sqlite3.h>

#include <new>
#include <stdexcept>

namespace tellsafe::store {
namespace {

[[noreturn]] void fail(sqlite3* database, int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw DatabaseError(Errc::busy);
    case SQLITE_FULL:
      throw DatabaseError(Errc::disk_full);
    case SQLITE_NOTADB:
      throw DatabaseError(Errc::not_a_vault);
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_CONSTRAINT:
      if (code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE ||
          code == SQLITE_CONSTRAINT_ROWID) {
        throw DatabaseError(Errc::duplicate);
      }
      break;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_NOLFS:
      throw DatabaseError(Errc::io);
    default:
      break;
  }
  // SQLite's message names tables and columns, never values.
  throw std::logic_error(std::string("SQLite: ") +
                         (database ? sqlite3_errmsg(database) : sqlite3_errstr(code)));
}

void check(sqlite3* database, int code) {
  if (code != SQLITE_OK) fail(database, code);
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  check(database, sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                     SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
  statement_.reset(statement);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement& Statement::restart() {
  sqlite3_reset(statement_.get());  // repeats the error of the last step, which was thrown already
  sqlite3_clear_bindings(statement_.get());
  return *this;
}

Statement& Statement::bind(int index, std::int64_t number) {
  check(sqlite3_db_handle(statement_.get()), sqlite3_bind_int64(statement_.get(), index, number));
  return *this;
}

Statement& Statement::bind(int index, crypto::ByteView blob) {
  // An empty view may have no address, which SQLite would take for NULL.
  const void* bytes = blob.empty() ? static_cast<const void*>("") : blob.data();
  check(sqlite3_db_handle(statement_.get()),
        sqlite3_bind_blob64(statement_.get(), index, bytes, blob.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  check(sqlite3_db_handle(statement_.get()),
        sqlite3_bind_text64(statement_.get(), index, text.empty() ? "" : text.data(), text.size(),
                            SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(sqlite3_db_handle(statement_.get()), code);
  return false;
}

void Statement::finish() {
  const int code = sqlite3_step(statement_.get());
  restart();
  if (code != SQLITE_DONE && code != SQLITE_ROW) fail(sqlite3_db_handle(statement_.get()), code);
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

crypto::ByteView Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(size)};
}

std::string_view Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

Database::Database(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) throw DatabaseError(Errc::not_a_vault);
    fail(database, code);
  }
  check(database, sqlite3_extended_result_codes(database, 1));
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

void Database::set_key(const crypto::SecretBytes& key) {
  if (key.size() != 32) throw std::logic_error("the key of a vault has 32 bytes");
  // SQLCipher takes a raw key as the text x'64 hexadecimal digits'; anything else it would take for a
  // passphrase.
  crypto::SecretBytes text(3 + 64 + 1);
  auto* out = reinterpret_cast<char*>(text.data());
  out[0] = 'x';
  out[1] = '\'';
  sodium_bin2hex(out + 2, 65, key.data(), key.size());
  out[66] = '\'';
  check(database_.get(), sqlite3_key(database_.get(), text.data(), 67));
}

void Database::run(const char* sql) {
  check(database_.get(), sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr));
}

std::int64_t Database::number(std::string_view sql) {
  Statement query = prepare(sql);
  if (!query.step()) throw std::logic_error("a query without a row");
  return query.number(0);
}

std::string Database::text(std::string_view sql) {
  Statement query = prepare(sql);
  return query.step() ? std::string(query.text(0)) : std::string();
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(database_.get());
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(database_.get()) == 0;
}

void Database::wait_for_locks(int milliseconds) {
  check(database_.get(), sqlite3_busy_timeout(database_.get(), milliseconds));
  lock_wait_ms_ = milliseconds;
}

bool Database::shrink_log() {
  check(database_.get(), sqlite3_busy_timeout(database_.get(), 0));
  const int code =
      sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  check(database_.get(), sqlite3_busy_timeout(database_.get(), lock_wait_ms_));
  if ((code & 0xff) == SQLITE_BUSY) return false;
  check(database_.get(), code);
  return true;
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database_.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!database_.in_transaction()) return;
  try {
    database_.run("ROLLBACK");
  } catch (const std::exception&) {
    // What stays uncommitted is thrown away with the connection at the latest.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
}

}  // namespace tellsafe::store
