#include "service/app/commands/verify.h"

#include <fmt/format.h>

#include <system_error>

#include "service/app/files.h"
#include "service/app/vault_access.h"
#include "service/release/ledger_check.h"
#include "service/release/verify.h"

namespace tellsafe::app {
namespace {

Outcome<crypto::VerifyKey> read_key(const std::string& given) {
  if (auto key = crypto::VerifyKey::parse(given); key.has_value()) return *key;
  const auto content = read_small_file(given, ExitCode::key_file);
  if (content.has_error()) {
    return Failure{
        ExitCode::key_file,
        fmt::format("--key {}: neither a public key (RW and 54 more characters) nor a file", given)};
  }
  auto key = crypto::VerifyKey::parse(*content);
  if (key.has_error())
    return Failure{ExitCode::key_file, fmt::format("{}: not a minisign public key", given)};
  return *key;
}

Outcome<> print(const std::vector<release::Finding>& findings, const char* otherwise) {
  for (const release::Finding& finding : findings) {
    fmt::print("{}  {}\n", finding.good ? "good" : "BAD ", finding.text);
  }
  if (!release::all_good(findings)) return Failure{ExitCode::refused, otherwise};
  return {};
}

Outcome<> verify_ledger(const std::filesystem::path& config_file) {
  const auto config = read_config(config_file);
  if (config.has_error()) return config.error();
  const auto vault = open_vault(*config);
  if (vault.has_error()) return vault.error();
  const auto ledger = (*vault)->ledger();
  if (ledger.has_error()) return vault_failure(*config, ledger.error());
  return print(release::check_ledger(config->releases, *ledger, config->signing_key),
               "the folder of releases is not what the ledger records");
}

}  // namespace

Outcome<> verify(const VerifyOptions& options) {
  if (!options.config.empty()) return verify_ledger(options.config);
  const auto key = read_key(options.key);
  if (key.has_error()) return key.error();
  std::error_code error;
  if (!std::filesystem::is_directory(options.folder, error)) {
    return Failure{ExitCode::refused, fmt::format("{} is not a folder; name the one that holds manifest.json",
                                                  options.folder.string())};
  }
  return print(release::verify_release(options.folder, *key),
               "this is not, or no longer, what the owner of that key signed");
}

}  // namespace tellsafe::app
