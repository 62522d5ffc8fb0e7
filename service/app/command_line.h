// Names, options and help of the commands, by area. Private to the program `tellsafe`.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

#include "service/app/outcome.h"

namespace tellsafe::app {

// What the command that was given does; set while the command line is read.
using Action = std::function<Outcome<>()>;

CLI::Option* add_config(CLI::App& command, std::filesystem::path& config);
void add_passphrase_file(CLI::App& command, std::filesystem::path& file);

// Each adds its commands to `app`; `action` must outlive it.
void add_init(CLI::App& app, Action& action);
void add_demo(CLI::App& app, Action& action);
void add_staff(CLI::App& app, Action& action);
void add_token(CLI::App& app, Action& action);
void add_audit(CLI::App& app, Action& action);

}  // namespace tellsafe::app
