#include "service/store/new_file.h"
#include "service/store/sqlcipher_vault.h"

namespace tellsafe::store {

Result<void> create_vault(const VaultOptions& options, const crypto::SecretBytes& key, bool demo) {
  return attempt([&] {
    make_file(options.file, reports_file, options.migrations, key, [&](Database& database) {
      const auto receipt_key = crypto::SecretBytes::random(32);
      database.prepare("INSERT INTO meta (one, demo, receipt_key) VALUES (1, ?1, ?2)")
          .bind(1, std::int64_t{demo ? 1 : 0})
          .bind(2, receipt_key.view())
          .finish();
    });
  });
}

}  // namespace tellsafe::store
