// SQLite's C interface as two plain classes. Private to the store.
//
// Nearly every call can fail because of the disk, so inside the store failures travel as DatabaseError and
// become a Result in one place, `attempt`, at each function of the vault's interface.
#pragma once

#include <algorithm>
#include <array>
#include <boost/system/system_error.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "crypto/memory.h"
#include "service/store/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tellsafe::store {

// Holds an Errc and nothing of the data. A failure that only a mistake in the program can cause is a
// std::logic_error instead.
struct DatabaseError : boost::system::system_error {
  explicit DatabaseError(Errc code) : system_error(make_error_code(code)) {}
};

template <class Function>
auto attempt(Function function) -> Result<std::invoke_result_t<Function>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Function>>) {
      function();
      return {};
    } else {
      return function();
    }
  } catch (const DatabaseError& error) {
    return {boost::system::in_place_error, error.code()};
  }
}

// One prepared statement. Bound blobs and texts must stay alive until the next restart() or finish().
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);

  // Ready for new values.
  Statement& restart();
  Statement& bind(int index, std::int64_t number);
  Statement& bind(int index, crypto::ByteView blob);
  Statement& bind(int index, std::string_view text);
  // Whether there is a row.
  bool step();
  // For statements without rows: runs it and lets go of what was bound, also when it throws.
  void finish();

  // Of the current row, columns from 0; views are valid until the next step.
  std::int64_t number(int column) const;
  crypto::ByteView blob(int column) const;
  std::string_view text(int column) const;
  // Copies a blob of exactly N bytes; another length is damage (io).
  template <std::size_t N>
  std::array<std::uint8_t, N> fixed(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Lets go of a statement's read lock at the end of a scope.
class Restarted {
 public:
  explicit Restarted(Statement& statement) : statement_(statement.restart()) {}
  ~Restarted() { statement_.restart(); }
  Restarted(const Restarted&) = delete;
  Restarted& operator=(const Restarted&) = delete;
  Statement* operator->() const { return &statement_; }

 private:
  Statement& statement_;
};

// One connection. Not thread safe.
class Database {
 public:
  // The file must exist. Nothing is read yet. errors: not_a_vault (no such file), io
  explicit Database(const std::filesystem::path& file);

  // Hands over the raw key, 32 bytes. A wrong one shows at the first read, as not_a_vault.
  void set_key(const crypto::SecretBytes& key);
  // One or more statements without values; rows are thrown away.
  void run(const char* sql);
  Statement prepare(std::string_view sql) { return {database_.get(), sql}; }
  // The first column of the first row of a query that has one.
  std::int64_t number(std::string_view sql);
  std::string text(std::string_view sql);

  std::int64_t changes() const;  // rows that the last statement wrote
  bool in_transaction() const;
  // How long a call waits for another connection's lock.
  void wait_for_locks(int milliseconds);
  // Moves the write-ahead log into the file and cuts it to nothing. Does not wait: false when somebody still
  // reads or writes.
  bool shrink_log();

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
  int lock_wait_ms_ = 0;
};

// Rolled back at the end of its scope unless committed.
class Transaction {
 public:
  enum class Kind { read, write };
  Transaction(Database& database, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
};

}  // namespace tellsafe::store

template <std::size_t N>
std::array<std::uint8_t, N> tellsafe::store::Statement::fixed(int column) const {
  const crypto::ByteView bytes = blob(column);
  if (bytes.size() != N) throw DatabaseError(Errc::io);
  std::array<std::uint8_t, N> copy;
  std::copy(bytes.begin(), bytes.end(), copy.begin());
  return copy;
}
