#include "service/staff/audit_desk.h"

#include <gmock/gmock.h>

#include "service/access/audit_log.h"
#include "tests/support/fake_staff_vault.h"
#include "tests/support/must.h"
#include "tests/unit/staff/test_room.h"

namespace tellsafe::staff {
namespace {

using testing::HasSubstr;
using testing::Not;

// Counts how often the log is walked, and how far.
class WatchedAudit final : public store::Audit {
 public:
  explicit WatchedAudit(store::Audit& kept) : kept_(kept) {}
  store::Result<store::AuditLine> append(
      const std::function<store::AuditLine(store::AuditSeal& seal)>& next) override {
    return kept_.append(next);
  }
  store::Result<store::AuditSeal> each(const std::function<bool(const store::AuditLine&)>& visit) override {
    ++walks;
    return kept_.each(visit);
  }
  store::Result<store::Bytes> origin() override { return kept_.origin(); }
  int walks = 0;

 private:
  store::Audit& kept_;
};

class AuditDesk : public testing::Test {
 protected:
  AuditDesk() {
    access::AuditLog log(vault_.audit(), [] { return store::Time(); });
    for (const auto* subject : {"2025-Q1", "2025-Q2", "2025-Q3"})
      EXPECT_TRUE(log.record("operator:root", access::Action::released, subject));
  }
  std::string page() {
    static const auto pages =
        test_support::must(Pages::load({TELLSAFE_WEB_DIR, "City of Riverbend", "", {}, true}));
    const auto routes = audit_routes(audit_, pages);
    access::Visitor visitor;
    visitor.role = access::Role::administrator;
    const Fields none;
    return body_of(routes.front().get({visitor, {}, none, none}));
  }

  test_support::FakeStaffVault vault_;
  WatchedAudit audit_{vault_.audit()};
};

TEST_F(AuditDesk, WalksTheLogOnce) {
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("2025-Q3"));
  EXPECT_THAT(html, Not(HasSubstr("not what was written")));
  EXPECT_EQ(audit_.walks, 1);
}

TEST_F(AuditDesk, SaysWhatIsWrongAndShowsAllLinesAllTheSame) {
  vault_.audit().kept_lines()[1].subject = "2031-Q2";
  const auto html = page();
  EXPECT_THAT(html, testing::AllOf(HasSubstr("line 2 is not what was written"), HasSubstr("2031-Q2"),
                                   HasSubstr("2025-Q3")));
  vault_.audit().kept_lines().pop_back();
  vault_.audit().kept_lines()[1].subject = "2025-Q2";
  EXPECT_THAT(page(), HasSubstr("the seal covers 3 lines, and the last one here is 2"));
}

// After so many faults no more are looked for.
TEST_F(AuditDesk, ShowsTheLinesBehindManyFaults) {
  access::AuditLog log(vault_.audit(), [] { return store::Time(); });
  for (std::size_t i = 0; i < access::most_faults + 10; ++i)
    ASSERT_TRUE(log.record("operator:root", access::Action::released, "2024"));
  for (auto& line : vault_.audit().kept_lines()) line.subject += " changed";
  ASSERT_TRUE(log.record("operator:root", access::Action::key_used, "the last one"));
  EXPECT_THAT(page(), testing::AllOf(HasSubstr("line 1 is not what was written"), HasSubstr("the last one")));
}

}  // namespace
}  // namespace tellsafe::staff
