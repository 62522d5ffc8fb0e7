#include "service/app/audit_export.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "service/access/audit_log.h"
#include "tests/support/fake_staff_vault.h"
#include "tests/support/manual_wall_clock.h"
#include "tests/support/must.h"

namespace tellsafe::app {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class AuditExport : public testing::Test {
 protected:
  void record(std::string_view subject) {
    ASSERT_TRUE(log.record("operator:root", access::Action::released, subject));
  }
  bool started_ = (crypto::start(), true);
  test_support::FakeStaffVault vault;
  test_support::ManualWallClock wall;
  access::AuditLog log{vault.audit(), wall.clock()};
};

TEST_F(AuditExport, IsAHeadAndAnObjectForEachLine) {
  record("2025-Q1");
  record("\"ñ\"");
  std::istringstream text(audit_export_text(vault.audit()).value());
  std::string line;
  std::vector<nlohmann::json> objects;
  while (std::getline(text, line)) objects.push_back(nlohmann::json::parse(line));
  ASSERT_THAT(objects, SizeIs(3));
  EXPECT_EQ(objects[0], (nlohmann::json{{"audit", 1},
                                        {"origin", crypto::hex(crypto::sha256(vault.audit().kept_origin()))},
                                        {"lines", 2},
                                        {"chain", objects[2]["chain"]}}));
  EXPECT_EQ(objects[1], (nlohmann::json{{"number", 1},
                                        {"time", "2027-01-15T08:00:00Z"},
                                        {"actor", "operator:root"},
                                        {"action", "released"},
                                        {"subject", "2025-Q1"},
                                        {"chain", crypto::hex(vault.audit().kept_lines()[0].chain)}}));
  EXPECT_EQ(objects[2]["subject"], "\"ñ\"");
}

TEST_F(AuditExport, ALogThatGoesOnIsTheSame) {
  const auto empty = test_support::must(parse_audit_head(audit_export_text(vault.audit()).value()));
  record("1");
  record("2");
  const auto known = test_support::must(parse_audit_head(audit_export_text(vault.audit()).value()));
  record("3");
  EXPECT_THAT(faults_since(vault.audit(), empty).value(), IsEmpty());
  EXPECT_THAT(faults_since(vault.audit(), known).value(), IsEmpty());
}

TEST_F(AuditExport, ALogThatWasPutBackOrMadeAnewIsNot) {
  record("1");
  record("2");
  const auto known = audit_head(vault.audit()).value();

  test_support::FakeStaffVault other;
  access::AuditLog others(other.audit(), wall.clock());
  for (const char* const subject : {"1", "2", "3"}) {
    ASSERT_TRUE(others.record("operator:root", access::Action::released, subject));
  }
  EXPECT_THAT(faults_since(other.audit(), known).value(), SizeIs(1))
      << "the same lines under another first key";

  vault.audit().kept_lines().pop_back();
  vault.audit().kept_seal().lines = 1;
  EXPECT_THAT(faults_since(vault.audit(), known).value(), SizeIs(1));
  record("another 2");
  EXPECT_THAT(faults_since(vault.audit(), known).value(), SizeIs(1));
}

TEST_F(AuditExport, RefusesAFileThatIsNone) {
  const std::string hash(64, 'a');
  EXPECT_TRUE(
      parse_audit_head("{\"audit\":1,\"origin\":\"" + hash + "\",\"lines\":0,\"chain\":\"" + hash + "\"}\n"));
  for (const std::string& bad :
       {std::string(), std::string("{"), std::string("[1]"), std::string("{\"audit\":1}"),
        "{\"audit\":2,\"origin\":\"" + hash + "\",\"lines\":0,\"chain\":\"" + hash + "\"}",
        "{\"audit\":1,\"origin\":\"" + hash + "\",\"lines\":-1,\"chain\":\"" + hash + "\"}",
        "{\"audit\":1,\"origin\":\"x\",\"lines\":0,\"chain\":\"" + hash + "\"}",
        "{\"audit\":1,\"origin\":5,\"lines\":0,\"chain\":\"" + hash + "\"}"}) {
    EXPECT_FALSE(parse_audit_head(bad)) << bad;
  }
}

}  // namespace
}  // namespace tellsafe::app
