// tellsafe audit: the log of what staff and operators did.
#pragma once

#include <cstddef>
#include <filesystem>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct AuditOptions {
  std::filesystem::path config;
  std::filesystem::path release_key;  // empty: only what the vault's key can find
  std::filesystem::path passphrase_file;
  std::filesystem::path known;  // an earlier export, which the log must go on from; may be empty
};

// Prints what is wrong with the log, or that nothing is and which log it is (its origin's SHA-256); without
// `known` also, what it cannot know then. errors: refused (something is), configuration,
// vault, key_file, wrong_passphrase
Outcome<> audit_verify(const AuditOptions& options);

// The newest lines, oldest of them first. errors: configuration, vault
Outcome<> audit_show(const std::filesystem::path& config, std::size_t last);

// Writes all lines to a new file, as service/app/audit_export.h says. errors: configuration, vault, disk
Outcome<> audit_export(const std::filesystem::path& config, const std::filesystem::path& file);

}  // namespace tellsafe::app
