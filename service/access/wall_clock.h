// The time of day, in UTC, for what staff and operators do. The residents' side never asks for it: see
// service/runtime/clock.h.
#pragma once

#include <functional>
#include <string>

#include "service/store/people.h"

namespace tellsafe::access {

// Whole seconds. Must be callable from several threads.
using WallClock = std::function<store::Time()>;

// The machine's.
store::Time machine_time();

// "2026-11-21 14:05:09", in UTC whatever the process's zone is.
std::string utc_words(store::Time time);

}  // namespace tellsafe::access
