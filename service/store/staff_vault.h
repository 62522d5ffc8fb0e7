// The vault's second file, staff.db: staff, the audit log, approvals, briefs and the counts of others. It is
// apart from the reports so that no time of a staff action stands in one file with them, and so that taking
// in a report never waits for staff.
#pragma once

#include <filesystem>
#include <memory>

#include "crypto/x25519.h"
#include "service/store/approvals.h"
#include "service/store/audit.h"
#include "service/store/briefs.h"
#include "service/store/history.h"
#include "service/store/people.h"

namespace tellsafe::store {

class StaffVault {
 public:
  virtual ~StaffVault() = default;
  virtual People& people() = 0;
  virtual Audit& audit() = 0;
  virtual Approvals& approvals() = 0;
  virtual Briefs& briefs() = 0;
  virtual History& history() = 0;
};

struct StaffVaultOptions {
  std::filesystem::path file;
  std::filesystem::path migrations;  // the folder schema/migrations/staff
};

// Makes a new file; the audit log's first key is sealed to `release` and then forgotten. key: 32 bytes.
// errors: already_exists, io, disk_full, old_cipher
Result<void> create_staff_vault(const StaffVaultOptions& options, const crypto::SecretBytes& key,
                                const crypto::Recipient& release);

// Opens and migrates forward. Several programs may have it open. errors: not_a_vault, newer_vault, busy, io,
// old_cipher
Result<std::unique_ptr<StaffVault>> open_staff_vault(const StaffVaultOptions& options,
                                                     const crypto::SecretBytes& key);

}  // namespace tellsafe::store
