// The text of a new city's tellsafe.toml.
#pragma once

#include <string>

#include "service/app/commands/init.h"
#include "service/app/data_folders.h"

namespace tellsafe::app {

struct PublicKeys {
  std::string release;  // age1…
  std::string review;   // age1…
  std::string signing;  // minisign's line
};

// Pure. Says in comments what each entry is for; service/runtime/config.h reads it.
std::string city_config(const InitOptions& options, const PublicKeys& keys, const DataFolders& data);

}  // namespace tellsafe::app
