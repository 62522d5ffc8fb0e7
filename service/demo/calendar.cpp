#include "service/demo/calendar.h"

#include <utility>

namespace tellsafe::demo {

using std::chrono::days;
using std::chrono::sys_days;

Calendar::Calendar(const Times& times, sys_days from, sys_days to, std::vector<Event> events)
    : from_(from), events_(std::move(events)), burst_(static_cast<int>(times.after_event.size())) {
  for (sys_days day = from; day <= to; day += days{1}) {
    const std::chrono::year_month_day date{day};
    const auto since = static_cast<std::uint64_t>((day - from).count());
    // Linear growth in whole numbers: 36,500 is the first day's, and a year adds 365 for each percent.
    std::uint64_t weight = 36'500 + times.growth_percent_a_year * since;
    weight *= times.weekday[std::chrono::weekday{day}.c_encoding()];
    weight *= times.month[static_cast<unsigned>(date.month()) - 1];
    std::uint64_t percent = 100;
    for (const Event& event : events_) {
      if (event.day > day || day - event.day >= burst_) continue;
      percent += times.after_event[static_cast<std::size_t>((day - event.day).count())];
    }
    weights_.push_back(weight * percent);
  }
}

sys_days Calendar::draw(Random& random) const {
  return from_ + days{static_cast<int>(random.pick(weights_))};
}

const Event* Calendar::event_before(sys_days day) const {
  const Event* latest = nullptr;
  for (const Event& event : events_) {
    if (event.day > day || day - event.day >= burst_) continue;
    if (latest == nullptr || event.day > latest->day) latest = &event;
  }
  return latest;
}

}  // namespace tellsafe::demo
