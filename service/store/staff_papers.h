// Approvals, briefs and the counts of others, on SQLCipher. Private to the store.
#pragma once

#include "service/store/approvals.h"
#include "service/store/briefs.h"
#include "service/store/history.h"
#include "service/store/staff_connection.h"

namespace tellsafe::store {

class StaffApprovals final : public Approvals {
 public:
  explicit StaffApprovals(StaffConnection& connection) : connection_(connection) {}
  Result<std::vector<Approval>> of(std::string_view subject) override;
  Result<void> add(const Approval& approval) override;

 private:
  StaffConnection& connection_;
};

class StaffBriefs final : public Briefs {
 public:
  explicit StaffBriefs(StaffConnection& connection) : connection_(connection) {}
  Result<std::vector<std::string>> drafted() override;
  Result<Draft> draft(std::string_view month) override;
  Result<void> save(const Draft& draft) override;
  Result<std::vector<std::string>> published() override;
  Result<PublishedBrief> brief(std::string_view month) override;
  Result<void> publish(const PublishedBrief& brief) override;
  Result<void> attach_pdf(std::string_view month, ByteView pdf) override;

 private:
  StaffConnection& connection_;
};

class StaffHistory final : public History {
 public:
  explicit StaffHistory(StaffConnection& connection) : connection_(connection) {}
  Result<std::vector<PastSource>> sources() override;
  Result<void> add(const PastSource& source) override;
  Result<void> remove(std::string_view label) override;

 private:
  StaffConnection& connection_;
};

}  // namespace tellsafe::store
