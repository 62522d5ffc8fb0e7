// From what stands in the way of a release to how a command ends.
#pragma once

#include "service/app/outcome.h"
#include "service/release/refusal.h"

namespace tellsafe::app {

Failure failure_of(const release::Refusal& refusal);

}  // namespace tellsafe::app
