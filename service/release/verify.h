// Checking a release from its published files alone, as anybody can. Links no secret code.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "crypto/minisign.h"

namespace tellsafe::release {

// One line for each thing looked at: "manifest.json: the signature is good", "tables.csv: SHA-256 differs".
struct Finding {
  bool good = false;
  std::string text;
};

// What was looked at, and the very bytes that the findings speak of, so that a reader need not read again
// what may have changed since.
struct Checked {
  std::vector<Finding> findings;             // never empty
  std::map<std::string, std::string> files;  // by name: manifest.json, its signature, the files it lists
};

// Every file that the manifest lists is there with its size and hash, no other file is there, and the
// signature fits the key. `folder` is that of one audience: releases/<period>/<audience>. What it finds
// depends on the files alone; nothing in them is followed, run or taken for a path outside the folder. Thread
// safe.
Checked check_release(const std::filesystem::path& folder, const crypto::VerifyKey& key);

// The findings of check_release().
std::vector<Finding> verify_release(const std::filesystem::path& folder, const crypto::VerifyKey& key);

// False for no findings at all.
bool all_good(const std::vector<Finding>& findings);

}  // namespace tellsafe::release
