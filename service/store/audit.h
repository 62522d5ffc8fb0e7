// The lines of the audit log as the vault keeps them. What they mean, and how they are chained and sealed, is
// in service/access/audit_log.h.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "crypto/hash.h"
#include "service/store/vault.h"

namespace tellsafe::store {

struct AuditLine {
  std::uint64_t number = 0;  // 1, 2, 3 …
  std::chrono::sys_seconds time{};
  std::string actor;
  std::string action;
  std::string subject;
  crypto::Sha256 chain{};
};

// What only goes forward: from one state nobody can compute the one before.
struct AuditSeal {
  std::uint64_t lines = 0;  // how many the seal covers
  crypto::Sha256 last{};    // the chain of the last line; zero bytes where there is none
  crypto::SecretBytes key;  // of the next line
  crypto::Sha256 sum{};     // over all lines so far
};

// Thread safe, also beside other programs that have the same vault open.
class Audit {
 public:
  virtual ~Audit() = default;
  // In one transaction: gives the seal as it is to `next`, which makes the line that follows and moves the
  // seal on; both are on disk when it returns. The old seal is overwritten. errors: io also where the last
  // line and the seal no longer fit together: somebody has been at the file, and nothing more is written
  virtual Result<AuditLine> append(const std::function<AuditLine(AuditSeal& seal)>& next) = 0;
  // In order, from one snapshot, with the seal of the same moment; stops when `visit` returns false.
  virtual Result<AuditSeal> each(const std::function<bool(const AuditLine&)>& visit) = 0;
  // The first key, as an age file for the release recipient; written when the file is made.
  virtual Result<Bytes> origin() = 0;
};

}  // namespace tellsafe::store
