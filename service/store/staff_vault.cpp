#include "service/store/staff_vault.h"

#include "crypto/age.h"
#include "service/store/migrate.h"
#include "service/store/new_file.h"
#include "service/store/staff_audit.h"
#include "service/store/staff_papers.h"
#include "service/store/staff_people.h"

namespace tellsafe::store {
namespace {

class SqlcipherStaffVault final : public StaffVault {
 public:
  explicit SqlcipherStaffVault(Database database) : connection_(std::move(database)) {}
  People& people() override { return people_; }
  Audit& audit() override { return audit_; }
  Approvals& approvals() override { return approvals_; }
  Briefs& briefs() override { return briefs_; }
  History& history() override { return history_; }

 private:
  StaffConnection connection_;
  StaffPeople people_{connection_};
  StaffAudit audit_{connection_};
  StaffApprovals approvals_{connection_};
  StaffBriefs briefs_{connection_};
  StaffHistory history_{connection_};
};

}  // namespace

Result<void> create_staff_vault(const StaffVaultOptions& options, const crypto::SecretBytes& key,
                                const crypto::Recipient& release) {
  return attempt([&] {
    make_file(options.file, staff_file, options.migrations, key, [&](Database& database) {
      const auto first = crypto::SecretBytes::random(32);
      const Bytes origin = crypto::age_encrypt({&release, 1}, first.view());
      database
          .prepare(
              "INSERT INTO audit_seal (one, lines, last, key, sum, origin) "
              "VALUES (1, 0, zeroblob(32), ?1, zeroblob(32), ?2)")
          .bind(1, first.view())
          .bind(2, ByteView(origin))
          .finish();
    });
  });
}

Result<std::unique_ptr<StaffVault>> open_staff_vault(const StaffVaultOptions& options,
                                                     const crypto::SecretBytes& key) {
  return attempt([&]() -> std::unique_ptr<StaffVault> {
    Database database = connect_to_vault(options.file, key, staff_file);
    migrate(database, options.migrations);
    return std::make_unique<SqlcipherStaffVault>(std::move(database));
  });
}

}  // namespace tellsafe::store
