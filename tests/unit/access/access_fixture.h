// Staff in a vault in memory, with clocks that a test sets.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/access/access_error.h"
#include "service/access/accounts.h"
#include "service/access/door.h"
#include "service/access/machines.h"
#include "service/access/sessions.h"
#include "tests/support/fake_staff_vault.h"
#include "tests/support/manual_clock.h"
#include "tests/support/manual_wall_clock.h"

namespace tellsafe::access {

using namespace std::chrono_literals;

class AccessTest : public testing::Test {
 protected:
  // Somebody who has been invited and has a passkey.
  store::Person person(Role role = Role::working_group, std::string name = "Ana Diaz") {
    const auto invited =
        invite(accounts, "operator:root", {std::move(name), "Riverbend Together", role, ends});
    store::StoredPasskey passkey;
    passkey.id = crypto::Bytes(16, next_passkey++);
    passkey.label = "Phone";
    return enrol(accounts, crypto::text_of(invited.value().token), passkey).value();
  }

  // What the audit log holds: "actor action subject".
  std::vector<std::string> log() {
    std::vector<std::string> lines;
    EXPECT_TRUE(vault.audit().each([&](const store::AuditLine& line) {
      lines.push_back(line.actor + " " + line.action + " " + line.subject);
      return true;
    }));
    return lines;
  }
  // The first passkey of theirs that is not revoked.
  crypto::Bytes passkey_of(const store::Person& who) {
    for (const auto& passkey : vault.people().passkeys(who.id).value())
      if (!passkey.revoked) return passkey.id;
    return {};
  }
  std::size_t log_size() { return log().size(); }

  bool started_ = (crypto::start(), true);
  test_support::FakeStaffVault vault;
  test_support::ManualWallClock wall;
  test_support::ManualClock city{std::chrono::sys_days(std::chrono::year(2027) / 1 / 15)};
  std::chrono::sys_days ends = city.today() + std::chrono::days(30);
  std::uint8_t next_passkey = 1;
  AuditLog audit{vault.audit(), wall.clock()};
  Accounts accounts{vault.people(), audit, wall.clock(), city};
};

}  // namespace tellsafe::access
