// Opening the vault's file the one right way. Private to the store.
#pragma once

#include "service/store/database.h"

namespace tellsafe::store {

// How long a call waits for the other program's lock before it says busy.
inline constexpr int lock_wait_ms = 5000;

// How a file keeps what a commit replaces until it is on disk.
enum class Journal {
  log,  // a write-ahead log: who reads and who writes do not wait for each other, old pages stay for a while
  rollback,  // a journal that is removed at each commit: nothing old stays in any file
};

// One of the files that a vault is made of.
struct Kind {
  std::int64_t id;  // PRAGMA application_id: tells it from any other SQLCipher file that the key opens
  Journal journal;
};
inline constexpr Kind reports_file{0x54656c6c, Journal::log};     // "Tell"
inline constexpr Kind staff_file{0x54656c73, Journal::rollback};  // "Tels"

// A keyed connection with the vault's settings. `file` may be empty (a vault being made).
// Throws DatabaseError: not_a_vault (no file), old_cipher, io
Database connect(const std::filesystem::path& file, const crypto::SecretBytes& key,
                 Journal journal = Journal::log);

// The same, to a file that is a vault's already. Throws DatabaseError: not_a_vault also for another key
Database connect_to_vault(const std::filesystem::path& file, const crypto::SecretBytes& key,
                          const Kind& kind = reports_file);

}  // namespace tellsafe::store
