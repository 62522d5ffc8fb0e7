// What of the audit log can be checked without a key.
#include <fmt/format.h>

#include "service/access/audit_log.h"
#include "service/access/audit_seal.h"

namespace tellsafe::access {

bool AuditCheck::see(const store::AuditLine& line) {
  if (faults_.size() >= most_faults) return false;
  if (line.number != ++number_) {
    faults_.push_back(fmt::format("line {} is missing: line {} stands in its place", number_, line.number));
    number_ = line.number;
  }
  if (line.chain != chain_after(before_, line)) {
    faults_.push_back(
        fmt::format("line {} is not what was written, or does not follow the one before", number_));
  }
  before_ = line.chain;
  return faults_.size() < most_faults;
}

std::vector<std::string> AuditCheck::faults(const store::AuditSeal& seal) const {
  auto faults = faults_;
  if (faults.size() >= most_faults) return faults;
  if (seal.lines != number_) {
    faults.push_back(
        fmt::format("the seal covers {} lines, and the last one here is {}", seal.lines, number_));
  }
  if (seal.last != before_) faults.emplace_back("the last line is not the one that the seal ends with");
  return faults;
}

store::Result<std::vector<std::string>> audit_faults(store::Audit& audit) {
  AuditCheck check;
  const auto seal = audit.each([&](const store::AuditLine& line) { return check.see(line); });
  if (seal.has_error()) return seal.error();
  return check.faults(*seal);
}

}  // namespace tellsafe::access
