// tellsafe export: what the state police get, in one file.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "service/app/outcome.h"

namespace tellsafe::app {

struct ExportOptions {
  std::filesystem::path config;
  std::string period;         // "2025"; empty: the newest that there is
  std::filesystem::path out;  // a new file; empty: state-police-2025.zip in the folder of the caller
  bool preview = false;       // only say what is in it
};

// Where approvals are kept and actions recorded. `subject` is "export:2025".
struct ExportOffice {
  // The names of those who approved of the file with this very digest, each person once. Without it nobody
  // has.
  std::function<Outcome<std::vector<std::string>>(std::string_view subject, const crypto::Sha256& digest)>
      approved_by;
  // Called once, before the file is written; when it fails, nothing is. Without it nothing is written.
  std::function<Outcome<>(std::string_view subject)> record;
};

// How many different people must approve.
inline constexpr std::size_t export_approvals = 2;

// Prints what is in the export and its risk figures; then, but for a preview, writes the ZIP file.
// errors: usage, configuration, refused (nothing was released, what was does not verify, or too few
// approved), disk, and those of the office
Outcome<> export_release(const ExportOptions& options, const ExportOffice& office);

// The same with the city's own office: approvals and the audit log of staff.db. errors: also vault
Outcome<> export_approved(const ExportOptions& options);

}  // namespace tellsafe::app
