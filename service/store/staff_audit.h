// The audit log on SQLCipher. Private to the store.
#pragma once

#include "service/store/audit.h"
#include "service/store/staff_connection.h"

namespace tellsafe::store {

class StaffAudit final : public Audit {
 public:
  explicit StaffAudit(StaffConnection& connection) : connection_(connection) {}

  Result<AuditLine> append(const std::function<AuditLine(AuditSeal& seal)>& next) override;
  Result<AuditSeal> each(const std::function<bool(const AuditLine&)>& visit) override;
  Result<Bytes> origin() override;

 private:
  StaffConnection& connection_;
};

}  // namespace tellsafe::store
