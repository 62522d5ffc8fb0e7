#include "service/app/vault_access.h"

#include <fmt/format.h>

#include "service/runtime/clock.h"
#include "service/store/staff_origin.h"

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

Failure failure_of(const std::filesystem::path& file, const boost::system::error_code& error) {
  return {ExitCode::vault, fmt::format("{}: {}; {}", file.string(), error.message(), what_to_do(error))};
}

Failure staff_file_failure(const runtime::Config& config, std::string_view what) {
  return {ExitCode::vault, fmt::format("{} {}", config.staff_file.string(), what)};
}

Outcome<> make_staff_file(const runtime::Config& config, const store::StaffVaultOptions& options,
                          const crypto::SecretBytes& key) {
  const auto made = store::create_staff_vault(options, key, config.release_recipients.front());
  // Another program may have been faster.
  if (made.has_error() && made.error() != store::Errc::already_exists) {
    return staff_vault_failure(config, made.error());
  }
  return {};
}

// The vault keeps which file is its own, once and for good.
Outcome<> check_origin(const runtime::Config& config, const crypto::SecretBytes& key, store::Audit& audit,
                       std::optional<crypto::Sha256> known) {
  const auto origin = store::origin_hash(audit);
  if (origin.has_error()) return staff_vault_failure(config, origin.error());
  if (!known) {
    const auto kept = store::keep_staff_origin(options_of(config), key, *origin);
    if (kept.has_value()) return {};
    if (kept.error() != store::Errc::already_exists) return vault_failure(config, kept.error());
    const auto others = store::staff_origin(options_of(config), key);
    if (others.has_error()) return vault_failure(config, others.error());
    known = *others;
  }
  if (known != *origin) {
    return staff_file_failure(
        config,
        "is not this city's: its audit log began elsewhere; restore the city's own from the backup, and keep "
        "this one for whoever looks into it");
  }
  return {};
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
  return failure_of(config.vault_file, error);
}

Failure staff_vault_failure(const runtime::Config& config, const boost::system::error_code& error) {
  return failure_of(config.staff_file, error);
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

Outcome<std::unique_ptr<store::StaffVault>> open_staff(const runtime::Config& config) {
  const auto key = runtime::load_vault_key(config.vault_key);
  if (key.has_error()) return Failure{ExitCode::configuration, key.error()};
  const store::StaffVaultOptions options{config.staff_file, config.schema / "migrations" / "staff"};
  const auto known = store::staff_origin(options_of(config), *key);
  if (known.has_error()) return vault_failure(config, known.error());
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::symlink_status(options.file, error))) {
    if (known->has_value()) {
      return staff_file_failure(config,
                                "is not there although this city has one: restore it from the backup; a new "
                                "one would hide what its audit log holds");
    }
    if (auto made = make_staff_file(config, options, *key); made.has_error()) return made.error();
  }
  auto vault = store::open_staff_vault(options, *key);
  if (vault.has_error()) return staff_vault_failure(config, vault.error());
  if (auto own = check_origin(config, *key, (*vault)->audit(), *known); own.has_error()) return own.error();
  return std::move(*vault);
}

}  // namespace tellsafe::app
