#include "service/store/group_writer.h"

#include <algorithm>
#include <iterator>

namespace tellsafe::store {

GroupWriter::GroupWriter(Database& database, GroupLimits limits, Housekeeping housekeeping)
    : database_(database),
      limits_(limits),
      housekeeping_(std::move(housekeeping)),
      thread_([this] { work(); }) {}

GroupWriter::~GroupWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  thread_.join();
}

Result<void> GroupWriter::submit(const Change& change) {
  std::future<Result<void>> answer;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= limits_.waiting) return Errc::busy;
    answer = waiting_.emplace_back(Waiting{&change, {}}).answer.get_future();
  }
  woken_.notify_one();
  return answer.get();
}

std::size_t GroupWriter::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void GroupWriter::work() {
  for (;;) {
    const auto again = housekeeping_();
    std::vector<Waiting> group = take(again);
    if (!group.empty()) {
      commit(group);
      continue;
    }
    const std::lock_guard lock(mutex_);
    if (stopping_ && waiting_.empty()) return;
  }
}

std::vector<GroupWriter::Waiting> GroupWriter::take(std::optional<std::chrono::milliseconds> at_most) {
  std::unique_lock lock(mutex_);
  const auto something = [this] { return stopping_ || !waiting_.empty(); };
  if (at_most) {
    woken_.wait_for(lock, *at_most, something);
  } else {
    woken_.wait(lock, something);
  }
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(limits_.group, waiting_.size()));
  std::vector<Waiting> group(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return group;
}

void GroupWriter::commit(std::vector<Waiting>& group) {
  std::vector<Result<void>> results;
  results.reserve(group.size());
  try {
    Transaction transaction(database_, Transaction::Kind::write);
    for (const Waiting& one : group) results.push_back(apply(*one.change));
    transaction.commit();
  } catch (const DatabaseError& error) {
    // Nothing of the group is on disk, whatever each change said before.
    results.assign(group.size(), error.code());
  } catch (...) {
    for (Waiting& one : group) one.answer.set_exception(std::current_exception());
    return;
  }
  for (std::size_t i = 0; i < group.size(); ++i) group[i].answer.set_value(results[i]);
}

Result<void> GroupWriter::apply(const Change& change) {
  database_.run("SAVEPOINT one");
  Result<void> result;
  try {
    result = change();
  } catch (const DatabaseError& error) {
    if (error.code() != Errc::duplicate) throw;
    result = error.code();
  }
  database_.run(result ? "RELEASE one" : "ROLLBACK TO one; RELEASE one");
  return result;
}

}  // namespace tellsafe::store
