// Which reports a demonstration is fed.
#pragma once

#include <vector>

#include "service/app/commands/demo.h"
#include "service/demo/report.h"
#include "service/runtime/config.h"

namespace tellsafe::app {

// In the order of the days on which they are sent, none after `today`. Says on standard output what the FBI's
// file holds that the form has no word for. errors: usage, configuration
Outcome<std::vector<demo::Report>> plan_reports(const FeedOptions& options, const runtime::Config& config,
                                                std::chrono::sys_days today);

}  // namespace tellsafe::app
