// What a release must keep from who reads it.
#pragma once

namespace tellsafe::disclosure {

struct Demand {
  // Not explicit: a threshold by itself asks for the default.
  Demand(unsigned at_least, bool with_zeros = true) : threshold(at_least), zeros(with_zeros) {}

  unsigned threshold;  // at least 1; counts below it are small
  // Whether a 0 that is not shown must be able to be large, as a 1 must. Otherwise who sees that a count is
  // not shown, and can conclude that it is 0 or large, knows which of the two it is: see README, "The
  // attacker who knows the method".
  bool zeros;
};

}  // namespace tellsafe::disclosure
