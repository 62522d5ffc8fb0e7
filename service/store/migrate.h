// Bringing a vault's tables up to date. Private to the store.
#pragma once

#include "service/store/database.h"

namespace tellsafe::store {

// Applies the files `0001_….sql`, `0002_….sql` … of `folder` that the vault does not have yet, each in a
// transaction of its own; PRAGMA user_version counts them. Forward only.
// Throws DatabaseError: newer_vault when the vault has more than the folder.
// Throws std::runtime_error when the folder is missing, empty or has a gap: the installation is damaged.
void migrate(Database& database, const std::filesystem::path& folder);

}  // namespace tellsafe::store
