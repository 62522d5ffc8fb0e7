#include "service/runtime/event_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <bit>
#include <ctime>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace tellsafe::runtime {
namespace {

constexpr std::string_view name_of(Event event) {
  switch (event) {
    case Event::started:
      return "started";
    case Event::listening:
      return "listening";
    case Event::listening_for_staff:
      return "listening_for_staff";
    case Event::stopping:
      return "stopping";
    case Event::stopped:
      return "stopped";
    case Event::epoch_opened:
      return "epoch_opened";
    case Event::epoch_wiped:
      return "epoch_wiped";
    case Event::store_failed:
      return "store_failed";
    case Event::staff_failed:
      return "staff_failed";
    case Event::accept_failed:
      return "accept_failed";
    case Event::accept_recovered:
      return "accept_recovered";
    case Event::releases_loaded:
      return "releases_loaded";
    case Event::release_refused:
      return "release_refused";
  }
  return "unknown";
}

constexpr std::string_view name_of(Field field) {
  switch (field) {
    case Field::port:
      return "port";
    case Field::count:
      return "count";
    case Field::error:
      return "error";
  }
  return "unknown";
}

constexpr std::string_view name_of(Tally what) {
  switch (what) {
    case Tally::report_stored:
      return "report_stored";
    case Tally::report_refused:
      return "report_refused";
    case Tally::report_not_kept:
      return "report_not_kept";
    case Tally::report_once_more:
      return "report_once_more";
    case Tally::report_waiting:
      return "report_waiting";
    case Tally::receipt_looked_up:
      return "receipt_looked_up";
    case Tally::report_withdrawn:
      return "report_withdrawn";
    case Tally::bad_request:
      return "bad_request";
    case Tally::foreign_form:
      return "foreign_form";
    case Tally::not_found:
      return "not_found";
    case Tally::overload:
      return "overload";
    case Tally::timeout:
      return "timeout";
    case Tally::handshake_failed:
      return "handshake_failed";
    case Tally::handler_failed:
      return "handler_failed";
  }
  return "unknown";
}

// All but the closing brace.
std::string line_of(std::string_view event) {
  return fmt::format(R"({{"time":"{:%Y-%m-%dT%H:%M:%SZ}","event":"{}")", fmt::gmtime(std::time(nullptr)),
                     event);
}

}  // namespace

EventLog::EventLog(Write write) : write_(std::move(write)) {}

void EventLog::write(Event event, std::initializer_list<Number> numbers) {
  std::string line = line_of(name_of(event));
  for (const Number& number : numbers) {
    fmt::format_to(std::back_inserter(line), R"(,"{}":{})", name_of(number.field), number.value);
  }
  line += '}';
  const std::lock_guard lock(mutex_);
  write_(line);
}

void EventLog::tally(Tally what) noexcept {
  tallies_[static_cast<std::size_t>(what)].fetch_add(1, std::memory_order_relaxed);
}

void EventLog::write_tallies() {
  std::string line = line_of("tallies");
  const std::size_t bare = line.size();
  for (std::size_t kind = 0; kind < tallies_.size(); ++kind) {
    const std::uint64_t count = tallies_[kind].exchange(0, std::memory_order_relaxed);
    if (count == 0) continue;
    fmt::format_to(std::back_inserter(line), R"(,"{}":{})", name_of(static_cast<Tally>(kind)),
                   std::bit_ceil(count));
  }
  if (line.size() == bare) return;
  line += '}';
  const std::lock_guard lock(mutex_);
  write_(line);
}

EventLog::Write lines_to_stderr() {
  auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::info);
  return [logger](std::string_view line) { logger->info(spdlog::string_view_t(line.data(), line.size())); };
}

}  // namespace tellsafe::runtime
