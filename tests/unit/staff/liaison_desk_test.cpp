// What programs get of the exports that two people have approved.
#include "service/staff/liaison_desk.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "service/access/audit_log.h"
#include "service/access/refusal_log.h"
#include "tests/support/fake_staff_vault.h"
#include "tests/support/manual_clock.h"
#include "tests/support/must.h"
#include "tests/unit/release/papers.h"
#include "tests/unit/staff/test_room.h"

namespace tellsafe::staff {
namespace {

using access::Role;
using handling::Response;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

const Pages& pages() {
  static const auto made =
      test_support::must(Pages::load({TELLSAFE_WEB_DIR, "City of Riverbend", "", {}, true}));
  return made;
}

// Says which exports were asked about, before it answers.
class WatchedApprovals final : public store::Approvals {
 public:
  explicit WatchedApprovals(store::Approvals& kept) : kept_(kept) {}
  store::Result<std::vector<store::Approval>> of(std::string_view subject) override {
    if (asked) asked(subject);
    return kept_.of(subject);
  }
  store::Result<void> add(const store::Approval& approval) override { return kept_.add(approval); }
  std::function<void(std::string_view subject)> asked;

 private:
  store::Approvals& kept_;
};

class LiaisonDeskTest : public testing::Test {
 protected:
  LiaisonDeskTest() {
    papers_.become_export();
    for (const int year : {2024, 2025}) {
      papers_.statement.period = {year, 0};
      fs::create_directories(folder(year));
      for (const auto& [name, content] : papers_.files()) support::write_file(folder(year) / name, content);
    }
    for (const auto& [id, role] : {std::pair{1, Role::working_group}, {2, Role::liaison}})
      people_.push_back(add_person(static_cast<store::PersonId>(id), role));
    access::NewMachine machine;
    machine.name = "records";
    machine.owner = people_[1].id;
    machine.last_day = city_.today() + std::chrono::days(30);
    const access::Accounts accounts{vault_.people(), log_, [this] { return now_; }, city_};
    token_ = access::add_machine(accounts, "operator:root", machine).value();
  }

  store::Person add_person(store::PersonId id, Role role) {
    const store::Person person{id,
                               "Ana Diaz",
                               "Schools",
                               std::string(access::name_of(role)),
                               city_.today() + std::chrono::days(100),
                               false};
    crypto::Sha256 token{};
    token[0] = static_cast<std::uint8_t>(id);
    EXPECT_TRUE(vault_.people().add(person, token, now_));
    return person;
  }

  std::optional<reading::Export> read(int year) const {
    return reading::read_export(releases_.path(), {year, 0}, papers_.signing->verify_key());
  }
  void approve(int year) {
    const auto found = read(year);
    ASSERT_TRUE(found);
    for (const auto& person : people_)
      ASSERT_TRUE(vault_.approvals().add({reading::export_subject(found->period), found->digest, person.id,
                                          person.name, person.role, now_}));
  }
  fs::path folder(int year) const { return releases_.path() / std::to_string(year) / "state_police"; }
  fs::path table(int year) const { return folder(year) / "tables.csv"; }

  Response ask(const std::string& pattern, std::vector<std::string> parts = {},
               handling::Method method = handling::Method::get) {
    const auto routes = desk_.machine_routes();
    const auto route = std::ranges::find(routes, pattern, &handling::Route::pattern);
    handling::Request request;
    request.method = method;
    request.credentials.emplace().bearer = token_;
    return route->get(request, {"en", std::move(parts)});
  }
  std::vector<std::string> downloads() {
    std::vector<std::string> lines;
    EXPECT_TRUE(vault_.audit().each([&](const store::AuditLine& line) {
      if (line.action == "downloaded") lines.push_back(line.actor + " " + line.subject);
      return true;
    }));
    return lines;
  }
  std::string line_of(int year) const {
    return "machine:records " + reading::export_subject({year, 0}) + " " + crypto::hex(read(year)->digest);
  }

  release::Papers papers_;
  support::TemporaryFolder releases_;
  test_support::FakeStaffVault vault_;
  test_support::ManualClock city_{std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)};
  store::Time now_ = city_.today() + std::chrono::hours(9);
  access::AuditLog log_{vault_.audit(), [this] { return now_; }};
  access::RefusalLog refusals_{log_, [this] { return now_; }};
  access::Machines machines_{vault_.people(), refusals_, city_};
  WatchedApprovals approvals_{vault_.approvals()};
  LiaisonDesk desk_{{approvals_, vault_.people(), machines_, log_, [this] { return now_; }, pages()},
                    releases_.path(),
                    papers_.signing->verify_key()};
  std::vector<store::Person> people_;
  crypto::WipedText token_;
};

TEST_F(LiaisonDeskTest, TheNewestThatIsApprovedIsSentAndRecorded) {
  EXPECT_EQ(ask("/api/export").status, 404U) << "nothing is approved yet";
  approve(2024);
  auto sent = ask("/api/export");
  EXPECT_EQ(sent.file_name, "state-police-2024.zip");
  EXPECT_EQ(body_of(sent), read(2024)->zip);
  approve(2025);
  sent = ask("/api/export");
  EXPECT_EQ(sent.file_name, "state-police-2025.zip");
  EXPECT_THAT(downloads(), ElementsAre(line_of(2024), line_of(2025)));
}

TEST_F(LiaisonDeskTest, WhatDoesNotVerifyIsPassedOver) {
  approve(2024);
  approve(2025);
  support::write_file(table(2025), "changed");
  EXPECT_EQ(ask("/api/export").file_name, "state-police-2024.zip");
  EXPECT_EQ(ask("/api/export/{}", {"2025"}).status, 404U);
}

TEST_F(LiaisonDeskTest, TheSearchStopsAtTheFirst) {
  approve(2024);
  approve(2025);
  std::vector<std::string> asked;
  approvals_.asked = [&](std::string_view subject) { asked.emplace_back(subject); };
  EXPECT_EQ(ask("/api/export").status, 200U);
  EXPECT_THAT(asked, ElementsAre("export:2025"));
}

// The files of 2024 are good only once those of 2025 have been looked at.
TEST_F(LiaisonDeskTest, AnExportIsReadWhenItsTurnHasCome) {
  approve(2024);
  const auto good = support::read_file(table(2024));
  support::write_file(table(2024), "changed");
  approvals_.asked = [&](std::string_view) { support::write_file(table(2024), good); };
  EXPECT_EQ(ask("/api/export").file_name, "state-police-2024.zip");
}

TEST_F(LiaisonDeskTest, AHeadIsNoDownload) {
  approve(2025);
  EXPECT_EQ(ask("/api/export", {}, handling::Method::head).file_name, "state-police-2025.zip");
  EXPECT_EQ(ask("/api/export/{}", {"2025"}, handling::Method::head).status, 200U);
  const auto routes = desk_.routes();
  const auto route = std::ranges::find(routes, "/liaison/{}/export.zip", &StaffRoute::pattern);
  access::Visitor visitor;
  visitor.person = people_[1];
  visitor.role = Role::liaison;
  const std::vector<std::string> parts{"2025"};
  const Fields none;
  EXPECT_EQ(route->get({visitor, parts, none, none, handling::Method::head}).status, 200U);
  EXPECT_THAT(downloads(), IsEmpty());
  EXPECT_EQ(route->get({visitor, parts, none, none}).status, 200U);
  EXPECT_EQ(downloads().size(), 1U);
}

TEST_F(LiaisonDeskTest, WithoutALogOrAStoreNothingIsSent) {
  approve(2025);
  vault_.audit_failure.now = store::Errc::busy;
  EXPECT_EQ(ask("/api/export").status, 503U);
  vault_.audit_failure.now.reset();
  approvals_.asked = [&](std::string_view) { vault_.failure.now = store::Errc::busy; };
  EXPECT_EQ(ask("/api/export").status, 503U);
  EXPECT_THAT(downloads(), IsEmpty());
}

}  // namespace
}  // namespace tellsafe::staff
