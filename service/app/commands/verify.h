// tellsafe verify: is a published release what the city signed?
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct VerifyOptions {
  std::filesystem::path folder;
  std::string key;  // minisign's line, or the name of a .pub file
};

// Prints a line for each thing that was looked at. errors: refused (something is bad), key_file
Outcome<> verify(const VerifyOptions& options);

}  // namespace tellsafe::app
