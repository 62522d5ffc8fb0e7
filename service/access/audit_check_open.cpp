#include "service/access/audit_check_open.h"

#include <sodium.h>

#include "crypto/age_open.h"
#include "service/access/audit_log.h"
#include "service/access/audit_seal.h"

namespace tellsafe::access {
namespace {

bool same(const crypto::SecretBytes& a, const crypto::SecretBytes& b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

store::Result<std::vector<std::string>> audit_faults_with_key(store::Audit& audit,
                                                              const crypto::Identity& release) {
  auto faults = audit_faults(audit);
  if (faults.has_error()) return faults;
  const auto origin = audit.origin();
  if (origin.has_error()) return origin.error();
  const auto first = crypto::age_decrypt({&release, 1}, *origin);
  if (first.has_error()) return first.error();
  if (first->size() != 32) {
    faults->emplace_back("the first key is not one");
    return faults;
  }
  store::AuditSeal recomputed;
  recomputed.key = crypto::SecretBytes::copy_of(*first);
  const auto seal = audit.each([&](const store::AuditLine& line) {
    advance(recomputed, line);
    return true;
  });
  if (seal.has_error()) return seal.error();
  if (seal->sum != recomputed.sum || seal->lines != recomputed.lines || !same(seal->key, recomputed.key)) {
    faults->emplace_back(
        "the seal is not the one of these lines: some were changed, put in, taken out or cut off");
  }
  return faults;
}

}  // namespace tellsafe::access
