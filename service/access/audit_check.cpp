// What of the audit log can be checked without a key.
#include <fmt/format.h>

#include "service/access/audit_log.h"
#include "service/access/audit_seal.h"

namespace tellsafe::access {

store::Result<std::vector<std::string>> audit_faults(store::Audit& audit) {
  std::vector<std::string> faults;
  std::uint64_t number = 0;
  crypto::Sha256 before{};
  const auto seal = audit.each([&](const store::AuditLine& line) {
    if (line.number != ++number) {
      faults.push_back(fmt::format("line {} is missing: line {} stands in its place", number, line.number));
      number = line.number;
    }
    if (line.chain != chain_after(before, line)) {
      faults.push_back(
          fmt::format("line {} is not what was written, or does not follow the one before", number));
    }
    before = line.chain;
    return faults.size() < most_faults;
  });
  if (seal.has_error()) return seal.error();
  if (faults.size() == most_faults) return faults;
  if (seal->lines != number) {
    faults.push_back(
        fmt::format("the seal covers {} lines, and the last one here is {}", seal->lines, number));
  }
  if (seal->last != before) faults.emplace_back("the last line is not the one that the seal ends with");
  return faults;
}

}  // namespace tellsafe::access
