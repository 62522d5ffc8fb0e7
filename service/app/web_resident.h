// A resident of the demonstration: a browser's requests, over HTTPS.
#pragma once

#include <functional>
#include <memory>

#include "service/app/outcome.h"
#include "service/demo/feeder.h"
#include "service/runtime/config.h"

namespace tellsafe::app {

// Makes residents that talk to the server which `config` describes and trust its certificate. Each one opens
// the empty form first, as a browser does. The function throws std::exception when the server is not there.
std::function<std::unique_ptr<demo::Resident>()> web_residents(const runtime::Config& config);

}  // namespace tellsafe::app
