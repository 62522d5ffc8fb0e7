// Finding the releases for an audience among published files. Nothing unverified gets past here.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/minisign.h"
#include "service/release/period.h"

namespace tellsafe::reading {

// What a release has for one audience, as it was signed.
struct SignedRelease {
  release::Period period;
  std::map<std::string, std::string> files;  // by name, the signature among them
};

// Their names are folders' names.
inline constexpr std::string_view public_audience = "public";
inline constexpr std::string_view group_audience = "working_group";
inline constexpr std::string_view police_audience = "state_police";

// The periods that the folder holds a release for the audience of, newest first: by the day they end, a year
// before its last quarter. A folder that is absent or unreadable has none.
std::vector<release::Period> releases_for(const std::filesystem::path& releases, std::string_view audience);
std::vector<release::Period> public_releases(const std::filesystem::path& releases);

// None unless everything is as it was signed by the key, and the manifest says that it is this very period's
// and for this very audience: a release for others is signed just as well.
std::optional<SignedRelease> read_release(const std::filesystem::path& releases,
                                          const release::Period& period, std::string_view audience,
                                          const crypto::VerifyKey& key);
// For the public.
std::optional<SignedRelease> read_release(const std::filesystem::path& releases,
                                          const release::Period& period, const crypto::VerifyKey& key);

// Changes whenever the audience's part of the period's release comes, goes or is changed; empty where there
// is none. Cheap: looks at the folder and not into files.
std::string fingerprint(const std::filesystem::path& releases, const release::Period& period,
                        std::string_view audience = public_audience);
// The same for all periods together.
std::string fingerprint(const std::filesystem::path& releases, std::string_view audience);

}  // namespace tellsafe::reading
