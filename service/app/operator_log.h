// What operators do at the command line, in the city's audit log.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "service/access/audit_log.h"
#include "service/app/outcome.h"
#include "service/runtime/config.h"
#include "service/store/staff_vault.h"

namespace tellsafe::app {

// Open for the length of a command.
class OperatorLog {
 public:
  // errors: vault, configuration (the vault key)
  static Outcome<OperatorLog> open(const runtime::Config& config);

  // On disk when it returns. Before it is done: a command that cannot record ends here. errors: vault
  Outcome<> record(access::Action action, std::string_view subject);

  store::StaffVault& vault() { return *vault_; }
  access::Recorder& recorder() { return *log_; }
  // "operator:" and this_operator(), see service/app/operator_name.h.
  const std::string& actor() const { return actor_; }

 private:
  OperatorLog(runtime::Config config, std::unique_ptr<store::StaffVault> vault);

  runtime::Config config_;
  std::unique_ptr<store::StaffVault> vault_;
  std::unique_ptr<access::AuditLog> log_;
  std::string actor_;
};

}  // namespace tellsafe::app
