#include "service/app/commands/verify.h"

#include <fmt/format.h>

#include <system_error>

#include "service/app/public_key.h"
#include "service/app/vault_access.h"
#include "service/release/ledger_check.h"
#include "service/release/verify.h"

namespace tellsafe::app {
namespace {

Outcome<> verify_ledger(const std::filesystem::path& config_file) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  const auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();
  const auto ledger = (*vault)->ledger();
  if (ledger.has_error()) return vault_failure(*config, ledger.error());
  return print_findings(release::check_ledger(config->releases, *ledger, config->signing_key),
                        "the folder of releases is not what the ledger records");
}

}  // namespace

Outcome<> verify(const VerifyOptions& options) {
  if (!options.config.empty()) return verify_ledger(options.config);
  const auto key = read_public_key(options.key);
  if (key.has_error()) return key.error();
  std::error_code error;
  if (!std::filesystem::is_directory(options.folder, error)) {
    return Failure{ExitCode::refused, fmt::format("{} is not a folder; name the one that holds manifest.json",
                                                  options.folder.string())};
  }
  return print_findings(release::verify_release(options.folder, *key),
                        "this is not, or no longer, what the owner of that key signed");
}

}  // namespace tellsafe::app
