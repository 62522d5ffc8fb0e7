// The one connection of a StaffVault, which its parts take in turns. Private to the store.
#pragma once

#include <mutex>
#include <utility>

#include "service/store/database.h"
#include "service/store/people.h"

namespace tellsafe::store {

class StaffConnection {
 public:
  explicit StaffConnection(Database database) : database_(std::move(database)) {}

  // attempt() with the connection, while nobody else has it.
  template <class Function>
  auto use(Function function) {
    const std::scoped_lock lock(mutex_);
    return attempt([&] { return function(database_); });
  }
  // The same within one transaction that writes; committed unless it throws.
  template <class Function>
  auto write(Function function) {
    return use([&](Database& database) {
      Transaction transaction(database, Transaction::Kind::write);
      if constexpr (std::is_void_v<std::invoke_result_t<Function, Database&>>) {
        function(database);
        transaction.commit();
      } else {
        auto result = function(database);
        transaction.commit();
        return result;
      }
    });
  }

 private:
  std::mutex mutex_;
  Database database_;
};

// SQLite's numbers have a sign.
inline std::int64_t number_of(std::uint64_t id) {
  return static_cast<std::int64_t>(id);
}
inline std::int64_t number_of(Time time) {
  return time.time_since_epoch().count();
}
inline std::int64_t number_of(std::chrono::sys_days day) {
  return day.time_since_epoch().count();
}
inline Time time_of(std::int64_t seconds) {
  return Time(std::chrono::seconds(seconds));
}
inline std::chrono::sys_days day_of(std::int64_t days) {
  return std::chrono::sys_days(std::chrono::days(days));
}
inline Bytes bytes_of(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

// Throws DatabaseError(otherwise) unless the last statement wrote a row.
inline void must_have_changed(const Database& database, Errc otherwise = Errc::not_found) {
  if (database.changes() == 0) throw DatabaseError(otherwise);
}

}  // namespace tellsafe::store
