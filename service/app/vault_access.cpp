#include "service/app/vault_access.h"

#include <fmt/format.h>

#include "service/runtime/clock.h"

namespace tellsafe::app {
namespace {

store::VaultOptions options_of(const runtime::Config& config) {
  return {config.vault_file, config.schema / "migrations"};
}

std::string_view what_to_do(const boost::system::error_code& error) {
  if (error == store::Errc::not_a_vault) {
    return "check the entries [vault] file and key; a vault is made with `tellsafe init`";
  }
  if (error == store::Errc::busy) return "try again in a moment";
  if (error == store::Errc::newer_vault) return "use the Tellsafe that the server runs";
  if (error == store::Errc::old_cipher)
    return "build Tellsafe with the SQLCipher that deploy/install fetches";
  return "look at the disk and the file's owner; if it is damaged, take the last backup";
}

template <class Side, class Open>
Outcome<std::unique_ptr<Side>> opened(const runtime::Config& config, Open open) {
  const auto key = runtime::load_vault_key(config.vault_key);
  if (key.has_error()) return Failure{ExitCode::configuration, key.error()};
  auto side = open(options_of(config), *key);
  if (side.has_error()) return vault_failure(config, side.error());
  return std::move(*side);
}

}  // namespace

Outcome<runtime::Config> read_config(const std::filesystem::path& file) {
  auto config = runtime::load_config(file);
  if (config.has_error()) return Failure{ExitCode::configuration, config.error()};
  const auto zone = runtime::set_time_zone(config->time_zone);
  if (zone.has_error()) return Failure{ExitCode::configuration, zone.error()};
  return std::move(*config);
}

Failure vault_failure(const runtime::Config& config, const boost::system::error_code& error) {
  return {ExitCode::vault,
          fmt::format("{}: {}; {}", config.vault_file.string(), error.message(), what_to_do(error))};
}

Outcome<bool> is_demo(const runtime::Config& config) {
  const auto key = runtime::load_vault_key(config.vault_key);
  if (key.has_error()) return Failure{ExitCode::configuration, key.error()};
  const auto demo = store::is_demo_vault(options_of(config), *key);
  if (demo.has_error()) return vault_failure(config, demo.error());
  return *demo;
}

Outcome<std::unique_ptr<store::ReportSource>> open_vault(const runtime::Config& config) {
  return opened<store::ReportSource>(config, store::open_source);
}

Outcome<std::unique_ptr<store::ReportSink>> open_sink(const runtime::Config& config) {
  return opened<store::ReportSink>(config, store::open_sink);
}

}  // namespace tellsafe::app
