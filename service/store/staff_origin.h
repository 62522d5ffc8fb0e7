// Which staff.db is a vault's: the vault keeps the SHA-256 of the origin of its audit log (audit.h), so that
// a file that was taken away, or put there from elsewhere, is missed. Thread safe, also while a sink is open.
#pragma once

#include <optional>

#include "crypto/hash.h"
#include "service/store/audit.h"
#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {

// Of the file that the audit log lies in; no two files have the same. errors: io, busy
Result<crypto::Sha256> origin_hash(Audit& audit);

// What the vault at `options` keeps; nothing where no staff.db was made for it yet. Migrates it forward.
// errors: not_a_vault, newer_vault, busy, io, old_cipher
Result<std::optional<crypto::Sha256>> staff_origin(const VaultOptions& options,
                                                   const crypto::SecretBytes& key);

// Keeps it for good; on disk when it returns. errors: already_exists, and those of staff_origin; disk_full
Result<void> keep_staff_origin(const VaultOptions& options, const crypto::SecretBytes& key,
                               const crypto::Sha256& origin);

}  // namespace tellsafe::store
