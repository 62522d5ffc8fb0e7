// The commands of the monthly brief and of the counts of others. Private to the program `tellsafe`.
#pragma once

#include "service/app/command_line.h"

namespace tellsafe::app {

// "brief", "import-history" and "history"; `action` must outlive `app`.
void add_brief(CLI::App& app, Action& action);

}  // namespace tellsafe::app
