#include "service/store/staff_origin.h"

#include "service/store/connect.h"
#include "service/store/migrate.h"

namespace tellsafe::store {
namespace {

Database open_vault(const VaultOptions& options, const crypto::SecretBytes& key) {
  Database database = connect_to_vault(options.file, key);
  migrate(database, options.migrations);
  return database;
}

std::optional<crypto::Sha256> kept(Database& database) {
  Statement query = database.prepare("SELECT origin FROM staff_file");
  if (!query.step()) return std::nullopt;
  return query.fixed<32>(0);
}

}  // namespace

Result<crypto::Sha256> origin_hash(Audit& audit) {
  const auto origin = audit.origin();
  if (origin.has_error()) return origin.error();
  return crypto::sha256(*origin);
}

Result<std::optional<crypto::Sha256>> staff_origin(const VaultOptions& options,
                                                   const crypto::SecretBytes& key) {
  return attempt([&] {
    Database database = open_vault(options, key);
    return kept(database);
  });
}

Result<void> keep_staff_origin(const VaultOptions& options, const crypto::SecretBytes& key,
                               const crypto::Sha256& origin) {
  return attempt([&] {
    Database database = open_vault(options, key);
    Transaction transaction(database, Transaction::Kind::write);
    if (kept(database)) throw DatabaseError(Errc::already_exists);
    database.prepare("INSERT INTO staff_file (one, origin) VALUES (1, ?1)")
        .bind(1, ByteView(origin))
        .finish();
    transaction.commit();
  });
}

}  // namespace tellsafe::store
