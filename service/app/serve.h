// The one wiring place of the server.
#pragma once

#include <filesystem>

#include "service/app/outcome.h"

namespace tellsafe::app {

// Loads everything that the configuration names, prints "listening https://ADDRESS:PORT" to standard output
// once it takes connections, and serves until SIGTERM or SIGINT. To be called once, before there are threads.
// errors: configuration, vault, server
Outcome<void> serve(const std::filesystem::path& config_file);

}  // namespace tellsafe::app
