// tellsafe release: numbers out of a closed period.
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct ReleaseOptions {
  std::filesystem::path config;
  std::string period;                 // "2025-Q1", "2025"; empty with `due`
  bool due = false;                   // every closed period that has not been released
  std::filesystem::path release_key;  // empty: keys/release.key beside the configuration
  std::filesystem::path signing_key;  // empty: keys/signing.key beside the configuration
  std::filesystem::path passphrase_file;
  std::filesystem::path explain;  // a page that shows how it was decided; empty: none
  bool rehearse = false;          // decide, audit and explain, but release nothing
};

// errors: usage, configuration, vault, key_file, wrong_passphrase, refused, disk
Outcome<> release(const ReleaseOptions& options);

}  // namespace tellsafe::app
