#include "service/store/sqlcipher_vault.h"

#include "service/store/connect.h"
#include "service/store/migrate.h"
#include "service/store/sqlcipher_sink.h"
#include "service/store/sqlcipher_source.h"

namespace tellsafe::store {
namespace {

Database open_vault(const VaultOptions& options, const crypto::SecretBytes& key) {
  Database database = connect_to_vault(options.file, key);
  migrate(database, options.migrations);
  return database;
}

}  // namespace

Result<bool> is_demo_vault(const VaultOptions& options, const crypto::SecretBytes& key) {
  return attempt([&] { return connect_to_vault(options.file, key).number("SELECT demo FROM meta") != 0; });
}

Result<std::unique_ptr<ReportSink>> open_sink(const VaultOptions& options, const crypto::SecretBytes& key) {
  return attempt([&]() -> std::unique_ptr<ReportSink> {
    std::error_code failed;
    if (!std::filesystem::exists(options.file, failed)) throw DatabaseError(Errc::not_a_vault);
    FileLock lock(options.file.string() + ".lock");
    Database writing = open_vault(options, key);
    Database reading = connect_to_vault(options.file, key);
    return std::make_unique<SqlcipherSink>(std::move(lock), std::move(writing), std::move(reading));
  });
}

Result<std::unique_ptr<ReportSource>> open_source(const VaultOptions& options,
                                                  const crypto::SecretBytes& key) {
  return attempt([&]() -> std::unique_ptr<ReportSource> {
    return std::make_unique<SqlcipherSource>(open_vault(options, key));
  });
}

}  // namespace tellsafe::store
