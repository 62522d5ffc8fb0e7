// tellsafe audit-release: what could be concluded from a published release?
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct AuditReleaseOptions {
  std::filesystem::path folder;  // of a period, beside the year's other releases
  std::string key;               // minisign's line, or the name of a .pub file: the files alone are looked at
  std::filesystem::path config;  // instead: the vault's proof is checked as well
  std::size_t procedure = 0;     // with a configuration: see service/release/sealed_audit.h
  std::filesystem::path release_key;  // empty: keys/release.key beside the configuration
  std::filesystem::path passphrase_file;
};

// Prints a line for each thing that was looked at. errors: refused (something was found), key_file, usage;
// with a configuration also configuration, vault, wrong_passphrase
Outcome<> audit_release(const AuditReleaseOptions& options);

}  // namespace tellsafe::app
