// Opening the vault's file the one right way. Private to the store.
#pragma once

#include "service/store/database.h"

namespace tellsafe::store {

// How long a call waits for the other program's lock before it says busy.
inline constexpr int lock_wait_ms = 5000;
// "Tell" in PRAGMA application_id: tells a vault from any other SQLCipher file that the key opens.
inline constexpr std::int64_t vault_id = 0x54656c6c;

// A keyed connection with the vault's settings. `file` may be empty (a vault being made).
// Throws DatabaseError: not_a_vault (no file), old_cipher, io
Database connect(const std::filesystem::path& file, const crypto::SecretBytes& key);

// The same, to a file that is a vault already. Throws DatabaseError: not_a_vault also for another key
Database connect_to_vault(const std::filesystem::path& file, const crypto::SecretBytes& key);

}  // namespace tellsafe::store
