// The audit log as a file: JSON, one object a line, UTF-8. First the head:
//   {"audit":1,"origin":SHA-256 of the sealed first key,"lines":how many,"chain":of the last line}
// then each line of the log:
//   {"number":1,"time":"2026-11-21T14:05:09Z","actor":…,"action":…,"subject":…,"chain":…}
// Hashes are 64 hexadecimal digits. service/access/README.md says how the chain follows from the rest, so
// that anybody can check a file. Whoever keeps one can show later that the log was cut off, put back or made
// anew.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/store/audit.h"

namespace tellsafe::app {

struct AuditHead {
  crypto::Sha256 origin{};
  std::uint64_t lines = 0;
  crypto::Sha256 chain{};  // zero bytes where there is no line
};

// Of the log as it is. errors: the store's
store::Result<AuditHead> audit_head(store::Audit& audit);

// errors: the store's
store::Result<std::string> audit_export_text(store::Audit& audit);

// The head of an exported file. The error says what is wrong with it.
boost::system::result<AuditHead, std::string> parse_audit_head(std::string_view file);

// Whether the log goes on from there: what speaks against it, a line each. errors: the store's
store::Result<std::vector<std::string>> faults_since(store::Audit& audit, const AuditHead& known);

}  // namespace tellsafe::app
