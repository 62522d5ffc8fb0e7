// The rule of two: what leaves the house was looked at by two people. Pure, thread safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "service/access/role.h"
#include "service/store/approvals.h"
#include "service/store/people.h"

namespace tellsafe::access {

// How many have to agree.
inline constexpr std::size_t signatures_needed = 2;

// What may leave only when they have, and who among them must not be alone.
struct SignOffRule {
  std::optional<Role> not_alone;  // two of this role are not enough
};

// The police must not approve alone what the police get.
inline constexpr SignOffRule export_rule{Role::liaison};

struct SignOff {
  std::vector<store::Approval> given;  // for this digest, each person once
  bool complete = false;
  std::string missing;  // what is still wanted, a sentence; empty when complete
};

// Approvals of other digests are of other contents and do not count.
SignOff sign_off(std::span<const store::Approval> approvals, const crypto::Sha256& digest,
                 const SignOffRule& rule = {});

// Those that still count for what has not left yet: without the ones of people who are stopped now. Who has
// only come to the end of their agreement was entitled when they signed. `people`: everybody, read after the
// approvals.
std::vector<store::Approval> valid_approvals(std::vector<store::Approval> approvals,
                                             std::span<const store::Person> people);

// "Ana Diaz (Riverbend Schools), Cal Reyes (State Police)", for the audit log.
std::string names_of(const SignOff& sign_off);

}  // namespace tellsafe::access
