// Comparing the vault's ledger with the folder of releases: a release that was removed, added, made anew or
// changed shows.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "crypto/minisign.h"
#include "service/release/verify.h"
#include "service/store/vault.h"

namespace tellsafe::release {

// One finding for the chain, one for each line of the ledger, and one for each thing in the folder that is
// not in the ledger. Never empty.
std::vector<Finding> check_ledger(const std::filesystem::path& releases,
                                  std::span<const store::LedgerLine> ledger, const crypto::VerifyKey& key);

}  // namespace tellsafe::release
