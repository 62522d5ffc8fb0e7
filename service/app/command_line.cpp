#include "service/app/command_line.h"

namespace tellsafe::app {

CLI::Option* add_config(CLI::App& command, std::filesystem::path& config) {
  return command.add_option("--config", config, "The city's tellsafe.toml")->required()->type_name("FILE");
}

void add_passphrase_file(CLI::App& command, std::filesystem::path& file) {
  command
      .add_option("--passphrase-file", file,
                  "Read the passphrase from the first line of a file instead of asking for it")
      ->type_name("FILE");
}

}  // namespace tellsafe::app
