// When made-up incidents happen: growth over the years, weekdays, months, and bursts after an event.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "service/demo/proportions.h"
#include "service/demo/random.h"

namespace tellsafe::demo {

struct Event {
  std::chrono::sys_days day;
  std::string target;  // the bias motivation that its burst is about
};

// Immutable once made.
class Calendar {
 public:
  // `from` must not be after `to`.
  Calendar(const Times& times, std::chrono::sys_days from, std::chrono::sys_days to,
           std::vector<Event> events);
  // A day between `from` and `to`, as likely as its weight.
  std::chrono::sys_days draw(Random& random) const;
  // The event whose burst the day lies in (the latest), or null.
  const Event* event_before(std::chrono::sys_days day) const;

 private:
  std::chrono::sys_days from_;
  std::vector<Event> events_;
  std::chrono::days burst_;
  std::vector<std::uint64_t> weights_;  // one for each day
};

}  // namespace tellsafe::demo
