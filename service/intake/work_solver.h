// The other half of the work, for the demonstration's residents and for tests. Browsers have their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tellsafe::intake {

// Tries every number of a challenge (the JSON that Work::challenge gives) and makes the payload that
// Work::accept takes. Nothing when it is no such challenge or no number fits.
std::optional<std::string> solve_work(std::string_view challenge_json);

}  // namespace tellsafe::intake
