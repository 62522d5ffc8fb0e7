// What the state police get of a release: its own signed files, in one ZIP file.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "crypto/minisign.h"
#include "service/release/publication.h"

namespace tellsafe::reading {

struct Export {
  release::Period period;
  std::map<std::string, std::string> files;  // by name, as they were signed, the signature among them
  release::Publication publication;          // what they say
  std::string zip;                           // export_zip() of them
  crypto::Sha256 digest{};                   // of the ZIP file: what two people approve
};

// The periods that the folder holds an export of, newest first. Looks at names alone.
std::vector<release::Period> export_periods(const std::filesystem::path& releases);

// None unless the files verify against the city's key, are those of this period for the state police, hold
// nothing that their figures do not determine, and are an export. Reads the folder anew each time. Thread
// safe.
std::optional<Export> read_export(const std::filesystem::path& releases, const release::Period& period,
                                  const crypto::VerifyKey& key);

// "state-police-2025.zip"
std::string export_file_name(const release::Period& period);
// What the approvals and the audit log call it: "export:2025".
std::string export_subject(const release::Period& period);

}  // namespace tellsafe::reading
