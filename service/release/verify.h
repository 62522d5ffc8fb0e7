// Checking a release from its published files alone, as anybody can. Links no secret code.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "crypto/minisign.h"

namespace tellsafe::release {

// One line for each thing looked at: "manifest.json: signature is good", "tables.csv: SHA-256 differs".
struct Finding {
  bool good = false;
  std::string text;
};

// Every file that the manifest lists is there with its hash, no other file is there, and the signature fits
// the key.
std::vector<Finding> verify_release(const std::filesystem::path& folder, const crypto::VerifyKey& key);

bool all_good(const std::vector<Finding>& findings);

}  // namespace tellsafe::release
