// Which connections keep their places when more come than there are places for. Knows no sockets and reads no
// clock. Private to service/http.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tellsafe::http {

// A connection that waits for its other side has a claim to its place until some time; one that works for it
// keeps the place. When all places are taken, a newcomer gets the place whose claim ended first, so who only
// holds connections open keeps nobody out. Thread safe.
class Places {
 public:
  using Id = std::uint64_t;
  using Time = std::chrono::steady_clock::time_point;

  struct Entry {
    Id id = 0;                 // 0: no place
    bool turned_away = false;  // one of the places for those who are told to come again
    std::vector<Id> losers;    // lost their places to it, and are to be ended
  };

  // most: connections that are served; a tenth more have places to be turned away at. share: an origin that
  // has as many places gets no more at the cost of others, and loses even what it has a claim to when
  // somebody else finds no place; 0: origins do not matter.
  Places(std::size_t most, std::size_t share) : most_(most), share_(share) {}

  // It waits, with a claim until `now`. `origin` is forgotten when its last connection has left.
  Entry enter(std::string_view origin, Time now);
  void leave(Id id);

  void waits(Id id, Time claim);
  // Has stopped waiting. Who had lost the place in that moment has it again: there may then be one too many.
  void works(Id id);
  // Whether it lost its place, and has waited ever since.
  bool lost(Id id) const;

 private:
  enum class State { working, waiting, lost };
  using Origins = std::unordered_map<std::string, std::size_t>;  // how many connections each has
  struct Connection {
    State state = State::waiting;
    Time claim;
    Origins::value_type* origin = nullptr;  // null where origins do not matter
  };
  using Queue = std::map<std::pair<Time, Id>, const Connection*>;

  // 0: nobody.
  Id next_to_lose(std::string_view newcomer, Time now) const;
  void stop_waiting(Id id, const Connection& connection);

  const std::size_t most_;
  const std::size_t share_;
  mutable std::mutex mutex_;  // of all below
  Id last_ = 0;
  std::size_t taken_ = 0;
  std::unordered_map<Id, Connection> connections_;  // with those that lost their places
  Origins origins_;
  Queue waiting_;
};

}  // namespace tellsafe::http
