// staff.db in memory, for tests of what stands above the store. It keeps the contracts of
// service/store/staff_vault.h (tests/unit/store/staff_vault_test.cpp holds both to them), and lets a test
// make it fail.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "service/store/staff_vault.h"

namespace tellsafe::test_support {

// While set, each call fails with it and nothing is stored.
struct FakeFailure {
  std::optional<store::Errc> now;
  store::Result<void> check() const {
    if (now) return store::make_error_code(*now);
    return {};
  }
};

class FakePeople final : public store::People {
 public:
  explicit FakePeople(const FakeFailure& failure) : failure_(failure) {}
  store::Result<std::vector<store::Person>> people() override;
  store::Result<store::Person> person(store::PersonId id) override;
  store::Result<void> add(const store::Person& person, const store::Sha256& token,
                          store::Time expires) override;
  store::Result<void> invite_again(store::PersonId person, const store::Sha256& token,
                                   store::Time expires) override;
  store::Result<store::Invitation> invitation(const store::Sha256& token) override;
  store::Result<void> change(const store::Person& before, const store::Person& now) override;
  store::Result<void> set_stopped(store::PersonId person, bool stopped) override;
  store::Result<std::vector<store::StoredPasskey>> passkeys(store::PersonId person) override;
  store::Result<store::StoredPasskey> passkey(store::ByteView id) override;
  store::Result<void> add_first_passkey(const store::StoredPasskey& passkey,
                                        const store::Sha256& invitation) override;
  store::Result<void> add_passkey(const store::StoredPasskey& passkey, const store::Sha256& session) override;
  store::Result<void> set_counter(store::ByteView id, std::uint32_t counter) override;
  store::Result<void> revoke_passkey(store::ByteView id) override;
  store::Result<void> revoke_own_passkey(store::ByteView id) override;
  store::Result<void> add_session(const store::Session& session, store::ByteView passkey) override;
  store::Result<store::Session> session(const store::Sha256& name) override;
  store::Result<void> change_session(const store::Sha256& token, const store::Session& now) override;
  store::Result<void> end_session(const store::Sha256& name) override;
  store::Result<void> end_sessions(store::PersonId person) override;
  store::Result<void> end_old_sessions(store::Time begun_before, store::Time seen_before) override;
  store::Result<std::vector<store::Machine>> machines() override;
  store::Result<void> add_machine(const store::Machine& machine) override;
  store::Result<store::Machine> machine_of_token(const store::Sha256& token) override;
  store::Result<store::Machine> machine_of_certificate(const store::Sha256& certificate) override;
  store::Result<void> revoke_machine(store::MachineId id) override;

  // For the test's hands, not locked.
  std::vector<store::Session>& kept_sessions() { return sessions_; }

 private:
  store::StoredPasskey* find_passkey(store::ByteView id);
  store::Session* find_session(const store::Sha256& name);
  void end_sessions_of(store::PersonId person);

  const FakeFailure& failure_;
  std::mutex mutex_;
  std::map<store::PersonId, store::Person> people_;
  std::map<store::Sha256, store::Invitation> invitations_;
  std::vector<store::StoredPasskey> passkeys_;
  std::vector<store::Session> sessions_;
  std::vector<store::Machine> machines_;
};

class FakeAudit final : public store::Audit {
 public:
  // The first key is sealed to `release`.
  FakeAudit(const FakeFailure& failure, const crypto::Recipient& release);
  store::Result<store::AuditLine> append(
      const std::function<store::AuditLine(store::AuditSeal& seal)>& next) override;
  store::Result<store::AuditSeal> each(const std::function<bool(const store::AuditLine&)>& visit) override;
  store::Result<store::Bytes> origin() override;

  // For the test's hands, not locked: what somebody who is at the file can do.
  std::vector<store::AuditLine>& kept_lines() { return lines_; }
  store::AuditSeal& kept_seal() { return seal_; }
  store::Bytes& kept_origin() { return origin_; }

 private:
  const FakeFailure& failure_;
  std::mutex mutex_;
  std::vector<store::AuditLine> lines_;
  store::AuditSeal seal_;
  store::Bytes origin_;
};

store::AuditSeal copy_of(const store::AuditSeal& seal);

class FakeApprovals final : public store::Approvals {
 public:
  explicit FakeApprovals(const FakeFailure& failure) : failure_(failure) {}
  store::Result<std::vector<store::Approval>> of(std::string_view subject) override;
  store::Result<void> add(const store::Approval& approval) override;

 private:
  const FakeFailure& failure_;
  std::mutex mutex_;
  std::vector<store::Approval> approvals_;
};

class FakeStaffBriefs final : public store::Briefs {
 public:
  explicit FakeStaffBriefs(const FakeFailure& failure) : failure_(failure) {}
  store::Result<std::vector<std::string>> drafted() override;
  store::Result<store::Draft> draft(std::string_view month) override;
  store::Result<void> save(const store::Draft& draft) override;
  store::Result<std::vector<std::string>> published() override;
  store::Result<store::PublishedBrief> brief(std::string_view month) override;
  store::Result<void> publish(const store::PublishedBrief& brief) override;
  store::Result<void> attach_pdf(std::string_view month, store::ByteView pdf) override;

 private:
  const FakeFailure& failure_;
  std::mutex mutex_;
  std::map<std::string, store::Draft, std::less<>> drafts_;
  std::map<std::string, store::PublishedBrief, std::less<>> briefs_;
};

class FakeStaffHistory final : public store::History {
 public:
  explicit FakeStaffHistory(const FakeFailure& failure) : failure_(failure) {}
  store::Result<std::vector<store::PastSource>> sources() override;
  store::Result<void> add(const store::PastSource& source) override;
  store::Result<void> remove(std::string_view label) override;

 private:
  const FakeFailure& failure_;
  std::mutex mutex_;
  std::map<std::string, store::PastSource, std::less<>> sources_;
};

class FakeStaffVault final : public store::StaffVault {
 public:
  // crypto::start() must have been called. Without a recipient, nobody can open the origin.
  explicit FakeStaffVault(const crypto::Recipient& release = crypto::Recipient({9}));
  FakePeople& people() override { return people_; }
  FakeAudit& audit() override { return audit_; }
  FakeApprovals& approvals() override { return approvals_; }
  FakeStaffBriefs& briefs() override { return briefs_; }
  FakeStaffHistory& history() override { return history_; }

  FakeFailure failure;        // of all but the audit log
  FakeFailure audit_failure;  // of the audit log

 private:
  FakePeople people_{failure};
  FakeAudit audit_;
  FakeApprovals approvals_{failure};
  FakeStaffBriefs briefs_{failure};
  FakeStaffHistory history_{failure};
};

}  // namespace tellsafe::test_support
