// tellsafe import-history, tellsafe history: counts that others made in the past, shown beside the city's
// own.
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct ImportHistoryOptions {
  std::filesystem::path config;
  std::filesystem::path file;  // see service/reading/history.h
  std::string source;          // its label: "Springfield Police, annual report"
  std::string kind;            // police, state_tool, survey, other
  std::string note;            // how it was counted; may be empty
};

// All of the file or nothing. errors: usage (the file, naming its line; the source), configuration, vault,
// refused (there is a source of that name)
Outcome<> import_history(const ImportHistoryOptions& options);

// errors: configuration, vault
Outcome<> history_list(const std::filesystem::path& config);

// errors: configuration, vault, refused (there is none of that name)
Outcome<> history_remove(const std::filesystem::path& config, const std::string& source);

}  // namespace tellsafe::app
