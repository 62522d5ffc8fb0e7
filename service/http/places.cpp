#include "service/http/places.h"

#include <algorithm>
#include <limits>

namespace tellsafe::http {

Places::Entry Places::enter(std::string_view origin, Time now) {
  const std::lock_guard lock(mutex_);
  Entry entry;
  while (taken_ >= most_) {
    const Id loser = next_to_lose(origin, now);
    if (loser == 0) break;
    Connection& connection = connections_.at(loser);
    stop_waiting(loser, connection);
    connection.state = State::lost;
    --taken_;
    entry.losers.push_back(loser);
  }
  if (taken_ >= most_ + std::max<std::size_t>(1, most_ / 10)) return entry;

  entry.turned_away = taken_ >= most_;
  entry.id = ++last_;
  ++taken_;
  Connection& connection = connections_[entry.id];
  connection.claim = now;
  waiting_.emplace(std::pair(now, entry.id), &connection);
  if (share_ == 0) return entry;
  connection.origin = &*origins_.try_emplace(std::string(origin)).first;
  ++connection.origin->second;
  return entry;
}

void Places::leave(Id id) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = found->second;
  if (connection.state != State::lost) --taken_;
  stop_waiting(id, connection);
  if (connection.origin != nullptr && --connection.origin->second == 0) {
    origins_.erase(origins_.find(connection.origin->first));
  }
  connections_.erase(found);
}

void Places::waits(Id id, Time claim) {
  const std::lock_guard lock(mutex_);
  Connection& connection = connections_.at(id);
  if (connection.state == State::lost) return;
  stop_waiting(id, connection);
  connection.state = State::waiting;
  connection.claim = claim;
  waiting_.emplace(std::pair(claim, id), &connection);
}

void Places::works(Id id) {
  const std::lock_guard lock(mutex_);
  Connection& connection = connections_.at(id);
  if (connection.state == State::lost) ++taken_;
  stop_waiting(id, connection);
  connection.state = State::working;
}

bool Places::lost(Id id) const {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(id);
  return found != connections_.end() && found->second.state == State::lost;
}

Places::Id Places::next_to_lose(std::string_view newcomer, Time now) const {
  const auto first = [this](Queue::const_iterator end, auto good) {
    const auto found = std::find_if(waiting_.begin(), end, good);
    return found == end ? 0 : found->first.second;
  };
  const auto unclaimed = waiting_.upper_bound(std::pair(now, std::numeric_limits<Id>::max()));
  const auto anybody = [](const Queue::value_type&) { return true; };
  if (share_ == 0) return first(unclaimed, anybody);

  const auto own = origins_.find(std::string(newcomer));
  if (own != origins_.end() && own->second >= share_) {
    return first(unclaimed, [&](const Queue::value_type& one) { return one.second->origin == &*own; });
  }
  const auto greedy = [this](const Queue::value_type& one) { return one.second->origin->second > share_; };
  Id loser = first(unclaimed, greedy);
  if (loser == 0) loser = first(unclaimed, anybody);
  if (loser == 0) loser = first(waiting_.end(), greedy);
  return loser;
}

void Places::stop_waiting(Id id, const Connection& connection) {
  if (connection.state == State::waiting) waiting_.erase(std::pair(connection.claim, id));
}

}  // namespace tellsafe::http
