// tellsafe verify: is a published release what the city signed?
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct VerifyOptions {
  std::filesystem::path folder;
  std::string key;               // minisign's line, or the name of a .pub file
  std::filesystem::path config;  // instead of both: all releases of the city, beside the vault's ledger
};

// Prints a line for each thing that was looked at. errors: refused (something is bad), key_file;
// with a configuration also configuration, vault
Outcome<> verify(const VerifyOptions& options);

}  // namespace tellsafe::app
