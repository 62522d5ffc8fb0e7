// Which settings stand in the audit log.
#pragma once

#include <vector>

#include "service/access/settings.h"
#include "service/runtime/config.h"

namespace tellsafe::app {

// As the server uses them, also those that the file leaves to their defaults: what decides about staff, whom
// everything is encrypted to, how reports come in, what is released. No secrets, and nothing of how the
// residents' pages look. Pure.
std::vector<access::Setting> audited_settings(const runtime::Config& config);

}  // namespace tellsafe::app
