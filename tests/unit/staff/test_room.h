// A reading room on a vault in memory, and people who are signed in to it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "service/staff/room.h"
#include "tests/support/fake_staff_vault.h"
#include "tests/support/form.h"
#include "tests/support/manual_clock.h"
#include "tests/support/manual_steady_clock.h"
#include "tests/support/process.h"

namespace tellsafe::staff {

inline const std::string test_origin = "https://staff.riverbend.example";

// Somebody's browser: their cookie and the token of their forms.
struct Signed {
  store::Person person;
  std::string cookie;
  std::string csrf;
};

class TestRoom {
 public:
  // Releases are read from `releases`; without it there are none.
  explicit TestRoom(std::filesystem::path releases = {}, access::SessionLimits limits = {});
  ~TestRoom();

  Signed sign_in(access::Role role, const std::string& name = "Ana Diaz");
  handling::Response get(const std::string& address, const Signed* who);
  // With the origin and the token of this site, unless `form` has another token.
  handling::Response post(const std::string& address, const support::Form& form, const Signed* who,
                          const std::string& origin = test_origin);
  // What the audit log says, "action subject" a line.
  std::string log();

  test_support::FakeStaffVault vault;
  test_support::ManualClock city;
  test_support::ManualSteadyClock steady;
  store::Time now;
  std::unique_ptr<Room> room;

 private:
  handling::Response ask(const std::string& address, bool posted, const support::Form& form,
                         const Signed* who, const std::string& origin);
  struct Made;
  support::TemporaryFolder folder_;
  std::unique_ptr<Made> made_;
  std::unique_ptr<handling::Router> router_;
};

std::string body_of(const handling::Response& response);

// The English labels, loaded once.
const schema::Labels& test_labels();

}  // namespace tellsafe::staff
