// Finding the latest public release among published files. Nothing unverified gets past here.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/minisign.h"
#include "service/release/period.h"

namespace tellsafe::reading {

// The public part of a release as it was signed.
struct PublicRelease {
  release::Period period;
  std::map<std::string, std::string> files;  // by name, the signature among them
};

// The periods that the folder holds a public release of, newest first: by the day they end, a year before its
// last quarter. A folder that is absent or unreadable has none.
std::vector<release::Period> public_releases(const std::filesystem::path& releases);

// None unless everything is as it was signed by the key, and the manifest says that it is this very period's
// and for the public: a release for others is signed just as well.
std::optional<PublicRelease> read_release(const std::filesystem::path& releases,
                                          const release::Period& period, const crypto::VerifyKey& key);

// Changes whenever a release comes, goes or is replaced. Cheap: looks at folders, not into files.
std::string fingerprint(const std::filesystem::path& releases);

}  // namespace tellsafe::reading
