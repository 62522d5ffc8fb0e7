#include "service/demo/feeder.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tellsafe::demo {
namespace {

using Result = boost::system::result<void, std::string>;

constexpr unsigned max_tries = 8;
constexpr unsigned longest_wait = 60;

// Please wait; too busy; and the form that was sent sooner than a person could.
bool wants_patience(unsigned status) {
  return status == 429 || status == 503 || status == 409;
}

// The reports of one day, shared by the connections that send them.
class Day {
 public:
  Day(std::span<const Report> reports, std::size_t first, std::size_t end, Journal& journal,
      const Feeding& feeding)
      : reports_(reports), next_(first), end_(end), journal_(journal), feeding_(feeding) {}

  // Until none is left or something went wrong.
  void work(std::unique_ptr<Resident>& resident) {
    try {
      if (!resident) resident = feeding_.connect();
      while (const Report* report = take()) {
        if (auto failure = send(*resident, *report); !failure.empty()) return fail(std::move(failure));
        acknowledge(static_cast<std::size_t>(report - reports_.data()));
      }
    } catch (const std::exception& error) {
      fail(error.what());
    }
  }

  Result result() const {
    if (!failure_.empty()) return failure_;
    return {};
  }

 private:
  const Report* take() {
    const std::lock_guard lock(mutex_);
    while (next_ < end_ && journal_.has(next_)) ++next_;
    if (!failure_.empty() || next_ == end_) return nullptr;
    return &reports_[next_++];
  }

  std::string send(Resident& resident, const Report& report) const {
    Answer answer;
    for (unsigned tries = 0; tries < max_tries; ++tries) {
      answer = resident.send(report);
      if (!wants_patience(answer.status)) break;
      feeding_.wait(std::chrono::seconds{std::clamp(answer.retry_after, 1U, longest_wait)});
    }
    if (answer.status == 200 && answer.receipt) return {};
    if (answer.status == 200) return "the server answered a report without a receipt";
    if (wants_patience(answer.status)) {
      return fmt::format("the server was too busy {} times in a row", max_tries);
    }
    return fmt::format("the server answered a report of {} with status {}", to_string(report.received),
                       answer.status);
  }

  void acknowledge(std::size_t number) {
    const std::lock_guard lock(mutex_);
    const auto kept = journal_.add(number);
    if (kept.has_error() && failure_.empty()) failure_ = kept.error();
    feeding_.progress(journal_.count());
  }

  void fail(std::string what) {
    const std::lock_guard lock(mutex_);
    if (failure_.empty()) failure_ = std::move(what);
  }

  std::span<const Report> reports_;
  std::size_t next_;
  std::size_t end_;
  Journal& journal_;
  const Feeding& feeding_;
  std::mutex mutex_;
  std::string failure_;
};

std::size_t end_of_day(std::span<const Report> reports, std::size_t first) {
  std::size_t end = first;
  while (end < reports.size() && reports[end].received == reports[first].received) ++end;
  return end;
}

bool all_sent(const Journal& journal, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) {
    if (!journal.has(i)) return false;
  }
  return true;
}

}  // namespace

Result feed(std::span<const Report> reports, Journal& journal, DemoClock& clock, const Feeding& feeding) {
  std::vector<std::unique_ptr<Resident>> residents(std::max(feeding.connections, 1U));
  std::size_t end = 0;
  for (std::size_t first = 0; first < reports.size(); first = end) {
    end = end_of_day(reports, first);
    if (all_sent(journal, first, end)) continue;
    if (auto set = clock.set(reports[first].received); set.has_error()) return set;

    Day day(reports, first, end, journal, feeding);
    const std::size_t helpers = std::min(residents.size(), end - first) - 1;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < helpers; ++i) {
        threads.emplace_back([&day, &resident = residents[i + 1]] { day.work(resident); });
      }
      day.work(residents.front());
    }
    if (auto result = day.result(); result.has_error()) return result;
  }
  return {};
}

}  // namespace tellsafe::demo
