// Where the program's own data lies: the folders schema/ and web/ (the built one).
#pragma once

#include <filesystem>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct DataFolders {
  std::filesystem::path schema;
  std::filesystem::path web;
  bool installed = false;  // beside the program, where a configuration finds them without being told
};

// share/tellsafe beside the program's bin, else the checkout and the build folder that the program comes
// from. errors: configuration when neither is there
Outcome<DataFolders> find_data_folders();

}  // namespace tellsafe::app
