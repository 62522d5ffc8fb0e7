#include "service/access/sign_off.h"

#include <algorithm>

namespace tellsafe::access {

SignOff sign_off(std::span<const store::Approval> approvals, const crypto::Sha256& digest,
                 const SignOffRule& rule) {
  SignOff result;
  for (const store::Approval& approval : approvals) {
    const bool again =
        std::ranges::find(result.given, approval.person, &store::Approval::person) != result.given.end();
    if (approval.digest == digest && !again) result.given.push_back(approval);
  }
  if (result.given.size() < signatures_needed) {
    result.missing = result.given.empty() ? "Two people have to look at it and approve."
                                          : "A second person has to look at it and approve.";
    return result;
  }
  const bool alone = rule.not_alone && std::ranges::all_of(result.given, [&](const store::Approval& given) {
                       return given.role == name_of(*rule.not_alone);
                     });
  if (alone) {
    result.missing = "Somebody of another role has to look at it and approve as well.";
    return result;
  }
  result.complete = true;
  return result;
}

std::vector<store::Approval> valid_approvals(std::vector<store::Approval> approvals,
                                             std::span<const store::Person> people) {
  std::erase_if(approvals, [&](const store::Approval& approval) {
    return std::ranges::any_of(
        people, [&](const store::Person& person) { return person.id == approval.person && person.stopped; });
  });
  return approvals;
}

std::string names_of(const SignOff& sign_off) {
  std::string names;
  for (const store::Approval& approval : sign_off.given) {
    if (!names.empty()) names += ", ";
    names += approval.name;
  }
  return names;
}

}  // namespace tellsafe::access
