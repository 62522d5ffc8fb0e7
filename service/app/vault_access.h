// From a configuration file to an open vault, with words for whatever stands in the way.
#pragma once

#include <filesystem>
#include <memory>

#include "service/app/outcome.h"
#include "service/runtime/config.h"
#include "service/store/sqlcipher_vault.h"
#include "service/store/staff_vault.h"
#include "service/store/vault.h"

namespace tellsafe::app {

// errors: configuration
Outcome<runtime::Config> read_config(const std::filesystem::path& file);

// Whether the city's vault was made as a demonstration. errors: vault, configuration (the vault key)
Outcome<bool> is_demo(const runtime::Config& config);

// errors: vault, configuration (the vault key)
Outcome<std::unique_ptr<store::ReportSource>> open_vault(const runtime::Config& config);

// The server's side of the vault. errors: vault (also when another server has it), configuration (the vault
// key)
Outcome<std::unique_ptr<store::ReportSink>> open_sink(const runtime::Config& config);

// The staff's file. A city from before there was one gets it here; a city that has one never gets another.
// errors: vault (also when the file is gone, or is another city's), configuration (the vault key)
Outcome<std::unique_ptr<store::StaffVault>> open_staff(const runtime::Config& config);

// The store's error in words, with what to do; the second for the staff's file.
Failure vault_failure(const runtime::Config& config, const boost::system::error_code& error);
Failure staff_vault_failure(const runtime::Config& config, const boost::system::error_code& error);

}  // namespace tellsafe::app
