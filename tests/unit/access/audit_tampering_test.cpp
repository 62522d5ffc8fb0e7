// What somebody can do to the log who has the vault and its key, done: each way is found, by whoever has the
// vault's key or by the custodian alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "crypto/identity.h"
#include "service/access/audit_check_open.h"
#include "service/access/audit_log.h"
#include "service/access/audit_seal.h"
#include "service/store/connect.h"
#include "service/store/database.h"
#include "service/store/staff_vault.h"
#include "tests/support/manual_wall_clock.h"
#include "tests/support/process.h"

namespace tellsafe::access {
namespace {

using store::AuditLine;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class AuditTampering : public testing::Test {
 protected:
  AuditTampering() {
    EXPECT_TRUE(store::create_staff_vault(options_, key_, release_.recipient()));
    record({"one", "two", "three", "four", "five"});
  }

  std::unique_ptr<store::StaffVault> open() { return store::open_staff_vault(options_, key_).value(); }

  void record(std::initializer_list<std::string_view> subjects) {
    const auto vault = open();
    AuditLog log(vault->audit(), wall_.clock());
    for (const auto subject : subjects) ASSERT_TRUE(log.record("operator:root", Action::released, subject));
  }

  // SQL by somebody who has taken the triggers away.
  void change(const std::string& sql) {
    store::Database database = store::connect_to_vault(options_.file, key_, store::staff_file);
    database.run(
        "DROP TRIGGER IF EXISTS audit_has_no_gap; DROP TRIGGER IF EXISTS audit_is_never_changed;"
        "DROP TRIGGER IF EXISTS audit_is_never_shortened; DROP TRIGGER IF EXISTS audit_seal_goes_forward;"
        "DROP TRIGGER IF EXISTS audit_seal_is_never_removed; DROP TRIGGER IF EXISTS audit_seal_is_made_once");
    database.run(sql.c_str());
  }

  std::vector<AuditLine> lines() {
    std::vector<AuditLine> all;
    EXPECT_TRUE(open()->audit().each([&](const AuditLine& line) {
      all.push_back(line);
      return true;
    }));
    return all;
  }

  // Puts these lines in the place of all others, with chains made anew, and the seal's count and end made to
  // fit: everything that the vault's key is enough for.
  void rewrite(const std::vector<AuditLine>& all) {
    std::string sql = "DELETE FROM audit_line;";
    crypto::Sha256 chain{};
    std::uint64_t number = 0;
    for (AuditLine line : all) {
      line.number = ++number;
      chain = chain_after(chain, line);
      sql += "INSERT INTO audit_line VALUES (" + std::to_string(number) + "," +
             std::to_string(line.time.time_since_epoch().count()) + ",'" + line.actor + "','" + line.action +
             "','" + line.subject + "',x'" + crypto::hex(chain) + "');";
    }
    sql +=
        "UPDATE audit_seal SET lines = " + std::to_string(number) + ", last = x'" + crypto::hex(chain) + "'";
    change(sql);
  }

  std::vector<std::string> faults() { return audit_faults(open()->audit()).value(); }
  std::vector<std::string> faults_with_key() {
    return audit_faults_with_key(open()->audit(), release_).value();
  }
  void expect_found() {
    EXPECT_THAT(faults(), Not(IsEmpty()));
    EXPECT_THAT(faults_with_key(), Not(IsEmpty()));
  }
  void expect_found_with_key_alone() {
    EXPECT_THAT(faults(), IsEmpty());
    EXPECT_THAT(faults_with_key(), Not(IsEmpty()));
  }

  bool started_ = (crypto::start(), true);
  support::TemporaryFolder folder_;
  store::StaffVaultOptions options_{folder_.path() / "staff.db",
                                    std::filesystem::path(TELLSAFE_SOURCE_DIR) / "schema/migrations/staff"};
  crypto::SecretBytes key_ = crypto::SecretBytes::random(32);
  crypto::Identity release_ = crypto::Identity::generate();
  test_support::ManualWallClock wall_;
};

TEST_F(AuditTampering, NothingIsFoundInALogThatNobodyTouched) {
  EXPECT_THAT(faults(), IsEmpty());
  EXPECT_THAT(faults_with_key(), IsEmpty());
  const auto before = lines();
  rewrite(before);
  EXPECT_EQ(lines().back().chain, before.back().chain) << "the test's own rewriting is the log's";
  EXPECT_THAT(faults_with_key(), IsEmpty());
}

TEST_F(AuditTampering, AnEmptyLogIsWhole) {
  std::filesystem::remove(options_.file);
  ASSERT_TRUE(store::create_staff_vault(options_, key_, release_.recipient()));
  EXPECT_THAT(faults(), IsEmpty());
  EXPECT_THAT(faults_with_key(), IsEmpty());
}

TEST_F(AuditTampering, AnotherKeyDoesNotOpenTheFirstKey) {
  EXPECT_EQ(audit_faults_with_key(open()->audit(), crypto::Identity::generate()).error(),
            crypto::Errc::no_match);
}

TEST_F(AuditTampering, AnEditedLine) {
  for (const char* const edit : {"subject = 'other'", "actor = 'operator:nobody'", "action = 'signed_in'",
                                 "time = time + 1", "chain = zeroblob(32)"}) {
    change("CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM audit_line");
    change("UPDATE audit_line SET " + std::string(edit) + " WHERE number = 3");
    expect_found();
    EXPECT_THAT(faults().front(), HasSubstr("line 3")) << edit;
    change("DELETE FROM audit_line; INSERT INTO audit_line SELECT * FROM kept");
    EXPECT_THAT(faults(), IsEmpty());
  }
}

TEST_F(AuditTampering, AWordMovedFromOneFieldToTheNext) {
  change(
      "UPDATE audit_line SET action = action || substr(subject, 1, 1), subject = substr(subject, 2) "
      "WHERE number = 2");
  expect_found();
}

TEST_F(AuditTampering, TheLastLineCutOff) {
  change("DELETE FROM audit_line WHERE number = 5");
  expect_found();
}

TEST_F(AuditTampering, TheLastLineCutOffAndTheSealsCountWithIt) {
  auto left = lines();
  left.pop_back();
  rewrite(left);
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, ALineTakenOutOfTheMiddle) {
  change("DELETE FROM audit_line WHERE number = 3");
  expect_found();
  EXPECT_THAT(faults().front(), HasSubstr("line 3 is missing"));
}

TEST_F(AuditTampering, ALineTakenOutAndTheChainMadeAnew) {
  auto left = lines();
  left.erase(left.begin() + 2);
  rewrite(left);
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, AnEditedLineAndTheChainMadeAnew) {
  auto changed = lines();
  changed[1].subject = "other";
  rewrite(changed);
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, ALinePutIn) {
  auto more = lines();
  more.insert(more.begin() + 1, more[3]);
  rewrite(more);
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, ALinePutAtTheEndWithoutTheSeal) {
  auto more = lines();
  more.push_back(more[3]);
  rewrite(more);
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, TwoLinesSwapped) {
  change(
      "UPDATE audit_line SET number = 100 WHERE number = 2; UPDATE audit_line SET number = 2 WHERE number = "
      "3;"
      "UPDATE audit_line SET number = 3 WHERE number = 100");
  expect_found();
  auto swapped = lines();
  rewrite(swapped);
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, AllCutOff) {
  change("DELETE FROM audit_line");
  expect_found();
  rewrite({});
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, AnOldSealPutBack) {
  change("CREATE TABLE old AS SELECT * FROM audit_seal");
  record({"six", "seven"});
  change("UPDATE audit_seal SET (lines, last, key, sum) = (SELECT lines, last, key, sum FROM old)");
  expect_found();
  // And lines and last made to fit the lines: the sum and the key are still those of five.
  rewrite(lines());
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, WhatIsWrittenAfterwardsDoesNotCoverItUp) {
  auto changed = lines();
  changed[1].subject = "other";
  rewrite(changed);
  record({"six", "seven"});
  expect_found_with_key_alone();
}

TEST_F(AuditTampering, ASealOfSomebodysOwnKey) {
  store::AuditSeal seal;
  seal.key = crypto::SecretBytes::copy_of(crypto::Bytes(32, 7));
  auto all = lines();
  all[0].subject = "other";
  for (auto& line : all) seal_line(seal, line);
  rewrite(all);
  change("UPDATE audit_seal SET sum = x'" + crypto::hex(seal.sum) + "', key = x'" +
         crypto::hex(seal.key.view()) + "'");
  expect_found_with_key_alone();
}

}  // namespace
}  // namespace tellsafe::access
