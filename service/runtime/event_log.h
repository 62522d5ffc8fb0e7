// The log: codes and numbers, never text, and nothing of a resident.
//
// The system's journal stamps each line with the time it was written. So what an operator causes is written
// at once, and what a resident causes is only counted in memory and written once a day (and at stop), rounded
// up to a power of two: a line of its own would say when somebody reported.
//
// Whoever writes an event must ask what causes it. An epoch that is opened by the first report of a day is
// caused by a resident; open it at the start of the day instead.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string_view>

namespace tellsafe::runtime {

// Caused by the operator, the machine or the calendar: written at once.
enum class Event {
  started,
  listening,
  listening_for_staff,
  stopping,
  stopped,
  epoch_opened,
  epoch_wiped,
  store_failed,
  staff_failed,
  accept_failed,
  accept_recovered,
  releases_loaded,
  release_refused,
};

// What a number beside an event means.
enum class Field { port, count, error };

struct Number {
  Field field;
  std::int64_t value;
};

// Caused by residents, or by anybody who connects: counted.
enum class Tally {
  report_stored,
  report_refused,
  report_not_kept,
  report_once_more,
  report_waiting,
  receipt_looked_up,
  report_withdrawn,
  bad_request,
  foreign_form,
  not_found,
  overload,
  timeout,
  handshake_failed,
  handler_failed,
};
inline constexpr std::size_t tally_kinds = static_cast<std::size_t>(Tally::handler_failed) + 1;

// Thread safe.
class EventLog {
 public:
  // Gets one line of JSON, without the line feed; calls are serialised.
  using Write = std::function<void(std::string_view line)>;
  explicit EventLog(Write write);

  // {"time":"2025-03-31T12:00:00Z","event":"listening","port":8443}
  void write(Event event, std::initializer_list<Number> numbers = {});
  void tally(Tally what) noexcept;
  // One line with every tally that is not zero, each rounded up to a power of two; then all begin at zero
  // again. Nothing is written when all are zero. To be called at the end of an epoch and at stop.
  void write_tallies();

 private:
  Write write_;
  std::mutex mutex_;
  std::array<std::atomic<std::uint64_t>, tally_kinds> tallies_{};
};

// For EventLog: lines to the standard error, each flushed.
EventLog::Write lines_to_stderr();

}  // namespace tellsafe::runtime
