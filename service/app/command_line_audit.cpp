// The log of what staff and operators did.
#include <memory>

#include "service/app/command_line.h"
#include "service/app/commands/audit.h"

namespace tellsafe::app {
namespace {

void add_verify(CLI::App& audit, Action& action) {
  CLI::App& command =
      *audit.add_subcommand("verify", "Check that nothing was changed, put in, taken out or cut off");
  const auto options = std::make_shared<AuditOptions>();
  add_config(command, options->config);
  command
      .add_option("--release-key", options->release_key,
                  "The custodian's key, which finds what the vault's key can hide")
      ->type_name("FILE");
  add_passphrase_file(command, options->passphrase_file);
  command
      .add_option("--known", options->known,
                  "An earlier `tellsafe audit export`: the log must go on from where it ends")
      ->type_name("FILE");
  command.callback([options, &action] { action = [options] { return audit_verify(*options); }; });
}

void add_show(CLI::App& audit, Action& action) {
  struct Show {
    std::filesystem::path config;
    std::size_t last = 50;
  };
  CLI::App& command = *audit.add_subcommand("show", "Print the newest lines, times in UTC");
  const auto options = std::make_shared<Show>();
  add_config(command, options->config);
  command.add_option("--last", options->last, "How many")->capture_default_str();
  command.callback(
      [options, &action] { action = [options] { return audit_show(options->config, options->last); }; });
}

void add_export(CLI::App& audit, Action& action) {
  struct Export {
    std::filesystem::path config;
    std::filesystem::path file;
  };
  CLI::App& command = *audit.add_subcommand(
      "export", "Write all lines to a new file: JSON, one object a line; keep it away from this machine");
  const auto options = std::make_shared<Export>();
  command.add_option("file", options->file, "A new file")->required();
  add_config(command, options->config);
  command.callback(
      [options, &action] { action = [options] { return audit_export(options->config, options->file); }; });
}

}  // namespace

void add_audit(CLI::App& app, Action& action) {
  CLI::App& audit = *app.add_subcommand("audit", "The log of what staff and operators did");
  audit.require_subcommand(1);
  add_verify(audit, action);
  add_show(audit, action);
  add_export(audit, action);
}

}  // namespace tellsafe::app
