#include "service/store/connect.h"

#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {

Database connect(const std::filesystem::path& file, const crypto::SecretBytes& key) {
  if (auto good = check_cipher(cipher_version()); !good) throw DatabaseError(Errc::old_cipher);
  Database database(file);
  database.set_key(key);
  database.wait_for_locks(lock_wait_ms);
  if (database.text("PRAGMA journal_mode = WAL") != "wal") throw DatabaseError(Errc::io);
  // Said here and not left to how the library was compiled: the system's own may be in use.
  database.run(
      "PRAGMA synchronous = FULL;"
      "PRAGMA secure_delete = ON;"
      "PRAGMA foreign_keys = ON;"
      "PRAGMA temp_store = MEMORY;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA cell_size_check = ON;"
      "PRAGMA mmap_size = 0;"
      "PRAGMA cache_size = -16384");
  return database;
}

Database connect_to_vault(const std::filesystem::path& file, const crypto::SecretBytes& key) {
  // An empty file is an empty database under any key: connecting would make it one.
  std::error_code failed;
  if (std::filesystem::file_size(file, failed) == 0 || failed) throw DatabaseError(Errc::not_a_vault);
  Database database = connect(file, key);
  if (database.number("PRAGMA application_id") != vault_id) throw DatabaseError(Errc::not_a_vault);
  return database;
}

}  // namespace tellsafe::store
