// One thread that commits the changes of many callers together. Private to the store.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "service/store/database.h"

namespace tellsafe::store {

struct GroupLimits {
  std::size_t waiting = 4096;  // more callers than that are told busy
  std::size_t group = 128;     // changes in one commit; more gain nothing
};

// From its making to its end the connection belongs to the writer's thread.
class GroupWriter {
 public:
  // Runs on the writer's thread inside a transaction. An error refuses this change alone: what it wrote is
  // undone and the others of its group are kept. So does a DatabaseError `duplicate`; every other exception
  // is the whole group's.
  using Change = std::function<Result<void>()>;
  // Called on the writer's thread, outside of any transaction, at the start and after each group; gives the
  // time after which it wants to be called again even if nothing else happens. Must not throw DatabaseError.
  using Housekeeping = std::function<std::optional<std::chrono::milliseconds>()>;

  GroupWriter(Database& database, GroupLimits limits, Housekeeping housekeeping);
  // Commits what is waiting, then stops. Nobody may call submit() any more.
  ~GroupWriter();
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  // Returns when the change is on disk, or was refused, or failed with its group. Thread safe.
  // errors: busy (too many are waiting), the change's own, and the database's
  Result<void> submit(const Change& change);

  // How many wait for the next commit. Thread safe.
  std::size_t waiting() const;

 private:
  struct Waiting {
    const Change* change;
    std::promise<Result<void>> answer;
  };

  void work();
  std::vector<Waiting> take(std::optional<std::chrono::milliseconds> at_most);
  void commit(std::vector<Waiting>& group);
  Result<void> apply(const Change& change);

  Database& database_;
  const GroupLimits limits_;
  const Housekeeping housekeeping_;
  mutable std::mutex mutex_;
  std::condition_variable woken_;
  std::vector<Waiting> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace tellsafe::store
