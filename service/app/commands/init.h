// tellsafe init: a new city's folder, with keys, vault and configuration.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct InitOptions {
  std::filesystem::path folder;
  std::string city;
  std::string leave_url;
  std::string time_zone = "America/New_York";
  std::vector<std::string> languages{"en"};
  std::filesystem::path areas;    // empty: a city without areas
  std::filesystem::path support;  // empty: national places that help, for a start
  std::filesystem::path passphrase_file;
  bool demo = false;
  bool self_signed = false;  // implied by demo
};

// Everything is checked before anything is written; what was written is removed again when it fails.
// errors: refused (a folder that is not empty), configuration, disk, vault, and those of new_passphrase
Outcome<> init(const InitOptions& options);

}  // namespace tellsafe::app
