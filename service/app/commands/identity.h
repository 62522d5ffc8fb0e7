// tellsafe identity reveal: a secret key in the open, for the standard age program.
#pragma once

#include <filesystem>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct RevealOptions {
  std::filesystem::path key;
  std::filesystem::path passphrase_file;
};

// Warns on standard error and prints AGE-SECRET-KEY-1… to standard output. errors: key_file, wrong_passphrase
Outcome<> reveal(const RevealOptions& options);

}  // namespace tellsafe::app
