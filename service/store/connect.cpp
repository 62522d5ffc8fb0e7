#include "service/store/connect.h"

#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {

Database connect(const std::filesystem::path& file, const crypto::SecretBytes& key, Journal journal) {
  if (auto good = check_cipher(cipher_version()); !good) throw DatabaseError(Errc::old_cipher);
  Database database(file);
  database.set_key(key);
  database.wait_for_locks(lock_wait_ms);
  const bool log = journal == Journal::log;
  if (database.text(log ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE") !=
      (log ? "wal" : "delete")) {
    throw DatabaseError(Errc::io);
  }
  // Without a log, FULL would leave open whether the last journal's removal outlives a power failure.
  database.run(log ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = EXTRA");
  // Said here and not left to how the library was compiled: the system's own may be in use.
  database.run(
      "PRAGMA secure_delete = ON;"
      "PRAGMA foreign_keys = ON;"
      "PRAGMA temp_store = MEMORY;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA cell_size_check = ON;"
      "PRAGMA mmap_size = 0;"
      "PRAGMA cache_size = -16384");
  return database;
}

Database connect_to_vault(const std::filesystem::path& file, const crypto::SecretBytes& key,
                          const Kind& kind) {
  // An empty file is an empty database under any key: connecting would make it one.
  std::error_code failed;
  if (std::filesystem::file_size(file, failed) == 0 || failed) throw DatabaseError(Errc::not_a_vault);
  Database database = connect(file, key, kind.journal);
  if (database.number("PRAGMA application_id") != kind.id) throw DatabaseError(Errc::not_a_vault);
  return database;
}

}  // namespace tellsafe::store
