// The server. Takes reports in, seals them, keeps them, and serves pages and releases. It cannot open what it
// keeps: nothing of the opening side of crypto/ is linked into it.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "service/app/serve.h"
#include "service/runtime/hardening.h"

int main(int argc, char** argv) {
  tellsafe::runtime::bind_calls_at_start(argv);
  CLI::App app{"Tellsafe's server: takes reports over HTTPS, seals them and keeps them."};
  std::string config_file;
  app.add_option("--config", config_file, "The city's configuration, tellsafe.toml")->required();
  app.set_version_flag("--version", TELLSAFE_VERSION);
  app.footer(
      "Stop it with SIGTERM: requests under way are answered first. The log on standard error is lines of "
      "JSON\n"
      "with codes and numbers, nothing of a resident.\n\n" +
      std::string(tellsafe::app::exit_code_help));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? EXIT_SUCCESS : static_cast<int>(tellsafe::app::ExitCode::usage);
  }
  try {
    const auto served = tellsafe::app::serve(config_file);
    if (served.has_value()) return EXIT_SUCCESS;
    std::cerr << "tellsafed: " << served.error().message << '\n';
    return static_cast<int>(served.error().code);
  } catch (const std::exception& error) {
    std::cerr << "tellsafed: " << error.what() << '\n';
    return static_cast<int>(tellsafe::app::ExitCode::unforeseen);
  }
}
