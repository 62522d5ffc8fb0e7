// The scripts, and the hashes by which pages and the content security policy know them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/site.h"

namespace tellsafe::pages {

// A script with what an element needs to load exactly these bytes.
struct Script {
  Asset asset;
  std::string integrity;  // "sha256-…"
};

struct Scripts {
  Script page;    // on every page
  Script report;  // on the form
  Script work;    // the worker: its address is given to `report`
};

// <name>.js of the folder. Throws std::invalid_argument naming a file that cannot be read.
Script load_script(const std::filesystem::path& web, std::string_view name);
// page.js, report.js and work.js. Throws as load_script() does.
Scripts load_scripts(const std::filesystem::path& web);

// "sha256-" and the hash in base64, as Subresource Integrity and content security policies write it.
std::string integrity_of(std::string_view content);

}  // namespace tellsafe::pages
