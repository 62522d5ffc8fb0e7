#include "tests/support/fake_staff_vault.h"

#include <algorithm>

#include "crypto/age.h"

namespace tellsafe::test_support {

using store::Errc;
using store::make_error_code;
using store::Result;

FakeStaffVault::FakeStaffVault(const crypto::Recipient& release) : audit_(audit_failure, release) {}

FakeAudit::FakeAudit(const FakeFailure& failure, const crypto::Recipient& release) : failure_(failure) {
  seal_.key = crypto::SecretBytes::random(32);
  origin_ = crypto::age_encrypt({&release, 1}, seal_.key.view());
}

store::AuditSeal copy_of(const store::AuditSeal& seal) {
  return {seal.lines, seal.last, crypto::SecretBytes::copy_of(seal.key.view()), seal.sum};
}

Result<store::AuditLine> FakeAudit::append(
    const std::function<store::AuditLine(store::AuditSeal& seal)>& next) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  if ((lines_.empty() ? 0 : lines_.back().number) != seal_.lines) return make_error_code(Errc::io);
  auto seal = copy_of(seal_);
  const store::AuditLine line = next(seal);
  seal_ = std::move(seal);
  lines_.push_back(line);
  return line;
}

Result<store::AuditSeal> FakeAudit::each(const std::function<bool(const store::AuditLine&)>& visit) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  for (const auto& line : lines_) {
    if (!visit(line)) break;
  }
  return copy_of(seal_);
}

Result<store::Bytes> FakeAudit::origin() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  return origin_;
}

Result<std::vector<store::Approval>> FakeApprovals::of(std::string_view subject) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  std::vector<store::Approval> all;
  std::ranges::copy_if(approvals_, std::back_inserter(all),
                       [&](const store::Approval& approval) { return approval.subject == subject; });
  return all;
}

Result<void> FakeApprovals::add(const store::Approval& approval) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const bool there = std::ranges::any_of(approvals_, [&](const store::Approval& other) {
    return other.subject == approval.subject && other.digest == approval.digest &&
           other.person == approval.person;
  });
  if (there) return make_error_code(Errc::duplicate);
  approvals_.push_back(approval);
  return {};
}

namespace {

template <class Map>
std::vector<std::string> newest_first(const Map& map) {
  std::vector<std::string> all;
  for (auto entry = map.rbegin(); entry != map.rend(); ++entry) all.push_back(entry->first);
  return all;
}

}  // namespace

Result<std::vector<std::string>> FakeStaffBriefs::drafted() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  return newest_first(drafts_);
}

Result<store::Draft> FakeStaffBriefs::draft(std::string_view month) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = drafts_.find(month);
  if (found == drafts_.end()) return make_error_code(Errc::not_found);
  return found->second;
}

Result<void> FakeStaffBriefs::save(const store::Draft& draft) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  if (briefs_.contains(draft.month)) return make_error_code(Errc::already_exists);
  const auto found = drafts_.find(draft.month);
  if ((found == drafts_.end() ? 0 : found->second.version) != draft.version) {
    return make_error_code(Errc::changed);
  }
  drafts_[draft.month] = {draft.month, draft.version + 1, draft.json};
  return {};
}

Result<std::vector<std::string>> FakeStaffBriefs::published() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  return newest_first(briefs_);
}

Result<store::PublishedBrief> FakeStaffBriefs::brief(std::string_view month) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = briefs_.find(month);
  if (found == briefs_.end()) return make_error_code(Errc::not_found);
  return found->second;
}

Result<void> FakeStaffBriefs::publish(const store::PublishedBrief& brief) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  if (!briefs_.emplace(brief.month, brief).second) return make_error_code(Errc::already_exists);
  return {};
}

Result<void> FakeStaffBriefs::attach_pdf(std::string_view month, store::ByteView pdf) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = briefs_.find(month);
  if (found == briefs_.end()) return make_error_code(Errc::not_found);
  if (!found->second.pdf.empty()) return make_error_code(Errc::already_exists);
  found->second.pdf.assign(pdf.begin(), pdf.end());
  return {};
}

Result<std::vector<store::PastSource>> FakeStaffHistory::sources() {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  std::vector<store::PastSource> all;
  for (const auto& [label, source] : sources_) all.push_back(source);
  return all;
}

Result<void> FakeStaffHistory::add(const store::PastSource& source) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  if (!sources_.emplace(source.label, source).second) return make_error_code(Errc::duplicate);
  return {};
}

Result<void> FakeStaffHistory::remove(std::string_view label) {
  const std::scoped_lock lock(mutex_);
  if (auto ok = failure_.check(); !ok) return ok.error();
  const auto found = sources_.find(label);
  if (found == sources_.end()) return make_error_code(Errc::not_found);
  sources_.erase(found);
  return {};
}

}  // namespace tellsafe::test_support
