// Making a file of the vault, whole or not at all. Private to the store.
#pragma once

#include <functional>

#include "service/store/connect.h"
#include "service/store/database.h"

namespace tellsafe::store {

// Makes `file` for its owner alone, migrates it and lets `fill` write its first rows. It is made under
// another name, so that a half-made one never stands where a vault is looked for. Throws DatabaseError:
// already_exists, io, disk_full, old_cipher; and what migrate() throws
void make_file(const std::filesystem::path& file, const Kind& kind, const std::filesystem::path& migrations,
               const crypto::SecretBytes& key, const std::function<void(Database&)>& fill);

}  // namespace tellsafe::store
