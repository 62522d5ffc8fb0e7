// Who looked at a thing and agreed that it may leave: a brief, an export.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "service/store/people.h"

namespace tellsafe::store {

struct Approval {
  std::string subject;      // "brief:2026-11", "export:2025"
  crypto::Sha256 digest{};  // of exactly what was looked at
  PersonId person = 0;
  std::string name;  // and organization, as they were then
  std::string role;
  std::chrono::sys_seconds time{};
};

// Thread safe.
class Approvals {
 public:
  virtual ~Approvals() = default;
  // In the order in which they were given; of other digests as well.
  virtual Result<std::vector<Approval>> of(std::string_view subject) = 0;
  // errors: duplicate (this person approved this digest already)
  virtual Result<void> add(const Approval& approval) = 0;
};

}  // namespace tellsafe::store
