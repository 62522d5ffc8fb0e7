// Putting a release into its folder so that a crash leaves either nothing or what the next call finishes:
//   write_partial()     releases/.partial-<period>/<audience>/…, on the disk
//   the vault records   the period and hash_of_manifests() in its ledger
//   move_into_place()   releases/<period>
// What a crash leaves between the first and the second is removed by recover(), between the second and the
// third it is moved into place.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "crypto/hash.h"
#include "crypto/minisign.h"
#include "service/release/documents.h"
#include "service/release/refusal.h"
#include "service/store/vault.h"

namespace tellsafe::release {

using Package = std::map<std::string, Files>;  // by audience

// SHA-256 over what `sha256sum */manifest.json` prints in the folder of the release.
crypto::Sha256 hash_of_manifests(const Package& package);

// A release as it lies in a folder, every file of it as `key` signed it and nothing else there.
// errors: disk; damaged (what is not)
Result<Package> read_package(const std::filesystem::path& folder, const crypto::VerifyKey& key);

// errors: disk
Result<void> write_partial(const std::filesystem::path& releases, const Period& period,
                           const Package& package);
Result<void> move_into_place(const std::filesystem::path& releases, const Period& period);
void remove_partial(const std::filesystem::path& releases, const Period& period);

// Finishes or removes each partial release. One is finished when the ledger has its period with its
// manifests' hash and all its files are as they were signed by `key`. Gives the periods that were finished.
// errors: disk; damaged when the ledger has the period but the partial is not what was recorded
Result<std::vector<Period>> recover(const std::filesystem::path& releases,
                                    const std::vector<store::LedgerLine>& ledger,
                                    const crypto::VerifyKey& key);

}  // namespace tellsafe::release
