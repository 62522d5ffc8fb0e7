// What feeds and catalogs say about a release. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/labels.h"
#include "service/pages/wording.h"
#include "service/reading/releases.h"

namespace tellsafe::reading {

struct ReleaseFile {
  std::string name;
  std::size_t size = 0;  // bytes
  std::string sha256;    // hexadecimal
};

struct Summary {
  release::Period period;
  bool demo = false;
  std::vector<std::string> languages;  // that its labels are in
  std::string urn;                     // its name for good: from the hash of its manifest
  std::vector<ReleaseFile> files;      // in the order of file_names
};

// Throws (std::exception) for a release that is not made as service/release makes it.
Summary summarize(const SignedRelease& release);

// "text/csv", of one of file_names.
std::string_view media_type(std::string_view file);

// "1st quarter 2025", "2025"
std::string period_name(const release::Period& period, const pages::Wording& wording);

// The sentences that go wherever the numbers go without their page: what they are, and are not.
std::string caveats(const schema::Labels& labels, std::string_view language, bool demo);

}  // namespace tellsafe::reading
