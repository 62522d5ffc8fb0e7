#include "service/app/operator_log.h"

#include <utility>

#include "service/app/operator_name.h"
#include "service/app/vault_access.h"

namespace tellsafe::app {

OperatorLog::OperatorLog(runtime::Config config, std::unique_ptr<store::StaffVault> vault)
    : config_(std::move(config)),
      vault_(std::move(vault)),
      log_(std::make_unique<access::AuditLog>(vault_->audit(), access::machine_time)),
      actor_(access::operator_actor(this_operator())) {}

Outcome<OperatorLog> OperatorLog::open(const runtime::Config& config) {
  auto vault = open_staff(config);
  if (vault.has_error()) return vault.error();
  return OperatorLog(config, std::move(*vault));
}

Outcome<> OperatorLog::record(access::Action action, std::string_view subject) {
  const auto recorded = log_->record(actor_, action, subject);
  if (recorded.has_error()) return staff_vault_failure(config_, recorded.error());
  return {};
}

}  // namespace tellsafe::app
