#include "service/intake/lanes.h"

#include <algorithm>

namespace tellsafe::intake {
namespace {

constexpr double burst_below = 0.5;
constexpr std::chrono::seconds shortest_wait{10};
constexpr std::chrono::seconds longest_wait{120};

}  // namespace

std::string_view name_of(Lane lane) {
  switch (lane) {
    case Lane::with_work:
      return "with_work";
    case Lane::without_work:
      return "without_work";
    case Lane::in_a_burst:
      return "in_a_burst";
  }
  return {};
}

Lanes::Lanes(const runtime::SteadyClock& clock, Work& work, const LaneLimits& limits)
    : clock_(clock),
      work_(work),
      tokens_(clock, limits.shortest, limits.longest),
      least_wait_(std::max(shortest_wait, limits.shortest)),
      bucket_(limits.without_work_per_minute, limits.without_work_at_once, clock.now()) {}

Admission Lanes::admit(std::string_view token, std::string_view work) {
  if (!work.empty() && work_.accept(work)) return Lane::with_work;
  if (tokens_.check(token) != TokenCheck::good) return OnceMore{};
  const std::lock_guard lock(mutex_);
  if (!bucket_.take(clock_.now())) {
    ++turned_away_;
    return wait();
  }
  if (bucket_.level() < burst_below) return Lane::in_a_burst;
  turned_away_ = 0;
  return Lane::without_work;
}

void Lanes::give_back(Lane lane) {
  if (lane == Lane::with_work) return;
  const std::lock_guard lock(mutex_);
  bucket_.put_back();
}

// As long as it takes until all who were turned away could have come in, were each of them one person: the
// later one comes, the longer, so that not all come back at once. Nobody is sent away for longer than two
// minutes, because in a flood a longer wait would not make room more likely.
Wait Lanes::wait() const {
  const auto needed = std::clamp(bucket_.time_for(turned_away_), least_wait_, longest_wait);
  return {static_cast<unsigned>(needed.count())};
}

}  // namespace tellsafe::intake
