// Every address of the staff's site, and who may do what there.
#include "service/staff/room.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "schema/calendar.h"
#include "service/staff/words.h"
#include "tests/unit/staff/test_room.h"

namespace tellsafe::staff {
namespace {

using access::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Roles = std::set<Role>;

const Roles all{Role::working_group, Role::liaison, Role::advisory_board, Role::administrator};
const Roles group{Role::working_group};
const Roles readers{Role::working_group, Role::advisory_board};
const Roles approvers{Role::working_group, Role::liaison};
const Roles liaison{Role::liaison};
const Roles admin{Role::administrator};

// Written by hand: a new address, or a wider permission, has to be put down here as well.
const std::map<std::string, Roles> table = {
    {"GET /account", all},
    {"POST /account/fresh", all},
    {"POST /account/add", all},
    {"POST /account/revoke", all},
    {"POST /sign-out", all},
    {"GET /group", group},
    {"GET /group/trend", group},
    {"GET /group/area", group},
    {"GET /group/data/{}", group},
    {"GET /group/files/{}/{}", group},
    {"GET /brief", readers},
    {"GET /brief/{}", readers},
    {"GET /brief/{}/page", readers},
    {"GET /brief/{}/pdf", readers},
    {"GET /brief/{}/edit", group},
    {"POST /brief/{}/edit", group},
    {"POST /brief/{}/approve", group},
    {"GET /liaison", approvers},
    {"GET /liaison/{}", approvers},
    {"POST /liaison/{}/approve", approvers},
    {"GET /liaison/{}/export.zip", liaison},
    {"GET /people", admin},
    {"POST /people", admin},
    {"GET /people/{}", admin},
    {"POST /people/{}", admin},
    {"GET /machines", admin},
    {"POST /machines", admin},
    {"POST /machines/revoke", admin},
    {"GET /audit", admin},
};

std::string filled_in(std::string pattern) {
  for (std::size_t at = pattern.find("{}"); at != std::string::npos; at = pattern.find("{}"))
    pattern.replace(at, 2, "2026-11");
  return pattern;
}

// The form on somebody's page as it was when they were `shown`, with these fields typed anew.
support::Form changed(const store::Person& shown, std::map<std::string, std::string> typed) {
  const std::string ends = words_of(shown.agreement_ends);
  const std::map<std::string, std::string> was{
      {"name", shown.name}, {"organization", shown.organization}, {"role", shown.role}, {"expires", ends}};
  support::Form form{{"action", "change"}};
  for (const auto& [field, value] : was) {
    form.add("was_" + field, value);
    form.add(field, typed.contains(field) ? typed[field] : value);
  }
  return form;
}

TEST(Room, ItsAddressesAreThoseOfTheTable) {
  TestRoom test;
  std::set<std::string> there;
  for (const StaffRoute& route : test.room->staff_routes()) {
    if (route.get) there.insert("GET " + route.pattern);
    if (route.post) there.insert("POST " + route.pattern);
  }
  std::set<std::string> wanted;
  for (const auto& [address, roles] : table) wanted.insert(address);
  EXPECT_EQ(there, wanted);
}

TEST(Room, EachRoleDoesWhatItMayAndNothingElse) {
  TestRoom test;
  for (const Role role : access::all_roles()) {
    for (const auto& [address, roles] : table) {
      // Signing out ends the session, so each time anew.
      const Signed who = test.sign_in(role);
      const bool posted = address.starts_with("POST ");
      const std::string path = filled_in(address.substr(address.find(' ') + 1));
      const unsigned status = (posted ? test.post(path, {}, &who) : test.get(path, &who)).status;
      if (roles.contains(role)) {
        EXPECT_NE(status, 401U) << access::name_of(role) << " " << address;
        EXPECT_NE(status, 403U) << access::name_of(role) << " " << address;
      } else {
        EXPECT_EQ(status, 403U) << access::name_of(role) << " " << address;
      }
    }
  }
  EXPECT_THAT(test.log(), HasSubstr("access_denied /people"));
}

TEST(Room, NobodyIsLetInWithoutASession) {
  TestRoom test;
  for (const auto& [address, roles] : table) {
    const std::string path = filled_in(address.substr(address.find(' ') + 1));
    const auto response =
        address.starts_with("POST ") ? test.post(path, {}, nullptr) : test.get(path, nullptr);
    EXPECT_EQ(response.status, 401U) << address;
  }
  for (const std::string path : {"/api/export", "/api/export/2025", "/api/exports.json", "/api/group/2025"}) {
    const auto response = test.get(path, nullptr);
    EXPECT_EQ(response.status, 401U) << path;
    EXPECT_THAT(response.authenticate, HasSubstr("Bearer"));
  }
}

TEST(Room, APostNeedsTheTokenAndTheOriginOfThisSite) {
  TestRoom test;
  for (const auto& [address, roles] : table) {
    if (!address.starts_with("POST ")) continue;
    const std::string path = filled_in(address.substr(5));
    const Signed who = test.sign_in(*roles.begin());
    EXPECT_EQ(test.post(path, {{"csrf", ""}}, &who).status, 403U) << address;
    EXPECT_EQ(test.post(path, {{"csrf", std::string(who.csrf.size(), 'A')}}, &who).status, 403U) << address;
    EXPECT_EQ(test.post(path, {}, &who, "https://evil.example").status, 403U) << address;
    EXPECT_EQ(test.post(path, {}, &who, "").status, 403U) << address;
    const Signed other = test.sign_in(*roles.begin(), "Ben Okafor");
    EXPECT_EQ(test.post(path, {{"csrf", other.csrf}}, &who).status, 403U) << address;
  }
}

TEST(Room, WhatMattersAsksForThePasskeyOnceMoreAndLosesNothing) {
  TestRoom test;
  const Signed admin_person = test.sign_in(Role::administrator);
  const support::Form typed{
      {"name", "Nora <New>"}, {"organization", "Clergy"}, {"role", "liaison"}, {"expires", "2030-01-01"}};
  EXPECT_EQ(test.post("/people", typed, &admin_person).status, 200U);
  test.now += std::chrono::minutes(6);
  const auto asked = test.post("/people", typed, &admin_person);
  EXPECT_EQ(asked.status, 403U);
  EXPECT_THAT(body_of(asked), HasSubstr("Show your passkey"));
  EXPECT_THAT(body_of(asked), HasSubstr("value=\"Nora &lt;New&gt;\""));
  EXPECT_THAT(body_of(asked), HasSubstr("data-passkey=\"get\""));
  // Saying that it was shown is not showing it.
  support::Form claimed = typed;
  claimed.add("confirmed", "yes");
  EXPECT_EQ(test.post("/people", claimed, &admin_person).status, 403U);
}

TEST(Room, WithoutALogNothingIsDone) {
  TestRoom test;
  const Signed admin_person = test.sign_in(Role::administrator);
  test.vault.audit_failure.now = store::Errc::disk_full;
  const support::Form typed{
      {"name", "Nora New"}, {"organization", "Clergy"}, {"role", "liaison"}, {"expires", "2030-01-01"}};
  const auto failed = test.post("/people", typed, &admin_person);
  EXPECT_EQ(failed.status, 503U);
  EXPECT_THAT(body_of(failed),
              AllOf(HasSubstr("value=\"Nora New\""), HasSubstr("value=\"2030-01-01\""),
                    HasSubstr("action=\"/people\""),
                    HasSubstr("name=\"csrf\" value=\"" + admin_person.csrf + "\""), HasSubstr("Try again")));
  test.vault.audit_failure.now.reset();
  EXPECT_THAT(body_of(test.get("/people", &admin_person)), Not(HasSubstr("Nora New")));
}

TEST(Room, TheAuditPageShowsLinesOfOneActionAndNamesFirst) {
  TestRoom test;
  const Signed admin_person = test.sign_in(Role::administrator, "Eli Stone");
  const Signed reader = test.sign_in(Role::advisory_board, "Bo Reader");
  test.get("/people", &reader);
  const std::string denied = body_of(test.get("/audit?action=access_denied", &admin_person));
  EXPECT_THAT(denied, HasSubstr("<td>Bo Reader <small>person:"));
  EXPECT_THAT(denied, Not(HasSubstr("<td>Eli Stone")));
  EXPECT_THAT(body_of(test.get("/audit", &admin_person)), HasSubstr("<td>Eli Stone"));
  EXPECT_THAT(body_of(test.get("/audit?action=none", &admin_person)), HasSubstr("There is no such line"));
}

TEST(Room, ProgramsEndOnTheDayThatWasTypedAndBelongToALiaison) {
  TestRoom test;
  const Signed admin_person = test.sign_in(Role::administrator, "Eli Stone");
  const std::string none = body_of(test.get("/machines", &admin_person));
  EXPECT_THAT(none, AllOf(HasSubstr("No program yet"), HasSubstr("Invite a liaison first"),
                          Not(HasSubstr("<select"))));
  const Signed owner = test.sign_in(Role::liaison, "Cal Reyes");
  const auto added = test.post(
      "/machines",
      {{"name", "Records"}, {"owner", fmt::format("{:016x}", owner.person.id)}, {"expires", "2027-06-30"}},
      &admin_person);
  EXPECT_EQ(added.status, 200U);
  const std::string list = body_of(test.get("/machines", &admin_person));
  EXPECT_THAT(list, AllOf(HasSubstr("<td>2027-06-30</td>"), HasSubstr("<td>in use")));
}

// In the evening it is tomorrow already where days are counted in UTC.
TEST(Room, AProgramsLastDayIsTheCitysToday) {
  TestRoom test;
  test.now = test.city.today() + std::chrono::hours(25);
  const Signed admin_person = test.sign_in(Role::administrator, "Eli Stone");
  const Signed owner = test.sign_in(Role::liaison, "Cal Reyes");
  const auto add = [&](const std::string& name, std::chrono::sys_days day) {
    return test.post("/machines",
                     {{"name", name}, {"owner", id_of(owner.person.id)}, {"expires", words_of(day)}},
                     &admin_person);
  };
  EXPECT_EQ(add("Records", test.city.today()).status, 200U);
  EXPECT_THAT(body_of(test.get("/machines", &admin_person)), HasSubstr("<td>in use"));
  const auto late = add("Late", test.city.today() - std::chrono::days(1));
  EXPECT_EQ(late.status, 422U);
  EXPECT_THAT(body_of(late), HasSubstr("href=\"#expires\""));
  test.city.set(test.city.today() + std::chrono::days(1));
  EXPECT_THAT(body_of(test.get("/machines", &admin_person)), HasSubstr("<td>expired"));
}

TEST(Room, ANameCanBeCorrectedAndWhoHasNoPasskeyIsInvited) {
  TestRoom test;
  const Signed admin_person = test.sign_in(Role::administrator, "Eli Stone");
  const Signed member = test.sign_in(Role::liaison, "Cal Reys");
  const std::string address = fmt::format("/people/{:016x}", member.person.id);
  EXPECT_THAT(body_of(test.get(address, &admin_person)), Not(HasSubstr("state police liaison: invited")));
  for (const auto& passkey : test.vault.people().passkeys(member.person.id).value())
    ASSERT_TRUE(test.vault.people().revoke_passkey(passkey.id));
  EXPECT_THAT(body_of(test.get(address, &admin_person)), HasSubstr("state police liaison: invited"));
  EXPECT_EQ(
      test.post(address,
                changed(member.person,
                        {{"name", "Cal Reyes"}, {"organization", "State Police"}, {"expires", "2030-01-01"}}),
                &admin_person)
          .status,
      303U);
  EXPECT_THAT(body_of(test.get("/people", &admin_person)), HasSubstr("Cal Reyes"));
  const std::string own = fmt::format("/people/{:016x}", admin_person.person.id);
  EXPECT_THAT(body_of(test.get(own, &admin_person)), Not(HasSubstr("value=\"stop\"")));
}

// Two administrators, and somebody whose page both have open.
class TwoAdministrators : public testing::Test {
 protected:
  store::Person person() { return test.vault.people().person(cal.person.id).value(); }

  TestRoom test;
  const Signed eli = test.sign_in(Role::administrator, "Eli Stone");
  const Signed eve = test.sign_in(Role::administrator, "Eve Lin");
  const Signed cal = test.sign_in(Role::liaison, "Cal Reys");
  const std::string address = "/people/" + id_of(cal.person.id);
};

TEST_F(TwoAdministrators, TheSecondIsToldAndLosesNothing) {
  const auto ends = test.city.today() + std::chrono::days(1);
  ASSERT_EQ(
      test.post(address, changed(cal.person, {{"role", "advisory_board"}, {"expires", words_of(ends)}}), &eve)
          .status,
      303U);

  const support::Form late = changed(cal.person, {{"name", "Cal <Reyes>"}});
  const auto response = test.post(address, late, &eli);
  EXPECT_EQ(response.status, 409U);
  const std::string body = body_of(response);
  EXPECT_THAT(body, testing::AllOf(HasSubstr("value=\"Cal &lt;Reyes&gt;\""), HasSubstr("meanwhile"),
                                   HasSubstr("name=\"was_role\" value=\"advisory_board\""),
                                   HasSubstr("name=\"was_expires\" value=\"" + words_of(ends) + "\""),
                                   HasSubstr("The agreement ends on " + words_of(ends))));
  EXPECT_EQ(person().role, "advisory_board");
  EXPECT_EQ(person().agreement_ends, ends);
  EXPECT_EQ(person().name, "Cal Reys");
  EXPECT_THAT(test.log(), testing::Not(HasSubstr("<Reyes>")));

  // A mistake in a form does not make it look newer than it is.
  const auto mistaken = test.post(address, changed(cal.person, {{"name", ""}}), &eli);
  EXPECT_EQ(mistaken.status, 422U);
  EXPECT_THAT(body_of(mistaken), HasSubstr("name=\"was_role\" value=\"liaison\""));
  // Nor does one that does not say what it shows.
  EXPECT_EQ(test.post(address,
                      {{"action", "change"},
                       {"name", "Cal"},
                       {"organization", "Police"},
                       {"role", "liaison"},
                       {"expires", "2027-01-01"}},
                      &eli)
                .status,
            409U);
  EXPECT_EQ(test.post(address, changed(person(), {{"name", "Cal Reyes"}}), &eli).status, 303U);
  EXPECT_EQ(person().name, "Cal Reyes");
}

// The value of a field of the page's form, as a browser sends it when it was not touched.
std::string sent_value(const std::string& body, const std::string& field) {
  const std::string name = "name=\"" + field + "\"";
  auto at = body.find(name);
  if (field == "role") at = body.rfind("<option", body.find(" selected", at));
  const std::string before = "value=\"";
  const auto start = body.find(before, at) + before.size();
  return body.substr(start, body.find('"', start) - start);
}

TEST_F(TwoAdministrators, SavingOnceMoreAfterAConflictGivesBackNoRightThatWasTakenAway) {
  ASSERT_EQ(
      test.post(address, changed(cal.person, {{"role", "advisory_board"}, {"organization", "City <Board>"}}),
                &eve)
          .status,
      303U);

  const auto response = test.post(address, changed(cal.person, {{"organization", "County"}}), &eli);
  ASSERT_EQ(response.status, 409U);
  const std::string body = body_of(response);
  EXPECT_THAT(body, AllOf(HasSubstr("value=\"County\""), HasSubstr("now: City &lt;Board&gt;")));
  EXPECT_THAT(body, AllOf(Not(HasSubstr("id=\"role-now\"")), Not(HasSubstr("id=\"name-now\"")),
                          Not(HasSubstr("id=\"expires-now\""))));

  support::Form again{{"action", "change"}};
  for (const std::string field : {"name", "organization", "role", "expires"}) {
    again.add(field, sent_value(body, field));
    again.add("was_" + field, field == "organization" ? "City <Board>" : sent_value(body, "was_" + field));
  }
  EXPECT_EQ(test.post(address, again, &eli).status, 303U);
  EXPECT_EQ(person().role, "advisory_board");
  EXPECT_EQ(person().organization, "County");
}

TEST_F(TwoAdministrators, ARoleThatBothChangedIsSaidAsItIsNow) {
  ASSERT_EQ(test.post(address, changed(cal.person, {{"role", "advisory_board"}}), &eve).status, 303U);
  const std::string body =
      body_of(test.post(address, changed(cal.person, {{"role", "working_group"}}), &eli));
  EXPECT_EQ(sent_value(body, "role"), "working_group");
  EXPECT_THAT(body, HasSubstr("now: " + std::string(words_of(Role::advisory_board))));
}

// An operator may have allowed more than this page does.
TEST(Room, AnEndThatWasNotTouchedStaysHoweverFarItIs) {
  TestRoom test;
  const Signed eli = test.sign_in(Role::administrator, "Eli Stone");
  const Signed cal = test.sign_in(Role::liaison, "Cal Reyes");
  const std::string address = "/people/" + id_of(cal.person.id);
  auto before = cal.person;
  auto now = before;
  now.agreement_ends = schema::parse_day("2099-12-31").value();
  ASSERT_TRUE(test.vault.people().change(before, now));
  EXPECT_EQ(test.post(address, changed(now, {{"organization", "County"}}), &eli).status, 303U);
  const auto kept = test.vault.people().person(cal.person.id).value();
  EXPECT_EQ(kept.organization, "County");
  EXPECT_EQ(kept.agreement_ends, now.agreement_ends);
  EXPECT_EQ(test.post(address, changed(kept, {{"expires", "2099-12-30"}}), &eli).status, 422U);
  // A form that only claims so is out of date.
  auto claimed = kept;
  claimed.agreement_ends = schema::parse_day("2199-01-01").value();
  EXPECT_EQ(test.post(address, changed(claimed, {}), &eli).status, 409U);
}

TEST(Room, AVaultThatCannotBeReadIsNoWayIn) {
  TestRoom test;
  const Signed who = test.sign_in(Role::working_group);
  test.vault.failure.now = store::Errc::busy;
  for (const auto& [address, roles] : table) {
    if (!address.starts_with("GET ")) continue;
    EXPECT_EQ(test.get(filled_in(address.substr(4)), &who).status, 503U) << address;
  }
}

TEST(Room, AVaultThatIsFullLosesNothingThatWasTyped) {
  TestRoom test;
  const Signed who = test.sign_in(Role::working_group);
  const std::string edit = "/brief/2026-11/edit";
  const support::Form typed{{"version", "0"}, {"needs", "An <hour's>\nwork"}};
  for (const auto failure : {store::Errc::disk_full, store::Errc::busy}) {
    test.vault.failure.now = failure;
    const auto failed = test.post(edit, typed, &who);
    EXPECT_EQ(failed.status, 503U);
    EXPECT_THAT(body_of(failed), AllOf(HasSubstr("An &lt;hour"), HasSubstr("action=\"" + edit + "\""),
                                       HasSubstr("name=\"csrf\" value=\"" + who.csrf + "\"")));
    const auto foreign = test.post(edit, typed, &who, "https://evil.example");
    EXPECT_EQ(foreign.status, 503U);
    EXPECT_THAT(body_of(foreign), AllOf(Not(HasSubstr("An &lt;hour")), Not(HasSubstr(who.csrf))));
  }
  test.vault.failure.now.reset();
  EXPECT_EQ(test.post(edit, typed, &who).status, 303U);
}

TEST(Room, SavingABriefAsksForThePasskeyOnceMoreAndKeepsTheText) {
  TestRoom test;
  const Signed who = test.sign_in(Role::working_group);
  const support::Form typed{{"version", "0"}, {"needs", "An hour's work"}};
  test.now += std::chrono::minutes(6);
  const auto asked = test.post("/brief/2026-11/edit", typed, &who);
  EXPECT_EQ(asked.status, 403U);
  EXPECT_THAT(body_of(asked), AllOf(HasSubstr("Show your passkey"), HasSubstr("An hour&#39;s work")));
  EXPECT_EQ(test.get("/brief/2026-11", &who).status, 404U) << "nothing was saved";
}

TEST(Room, WhoseAgreementHasEndedIsToldSo) {
  TestRoom test;
  const Signed who = test.sign_in(Role::working_group);
  test.city.set(who.person.agreement_ends + std::chrono::days(1));
  const auto refused = test.get("/group", &who);
  EXPECT_EQ(refused.status, 403U);
  EXPECT_THAT(body_of(refused),
              AllOf(HasSubstr("Your agreement has ended"), Not(HasSubstr("Your role does not allow it"))));
}

TEST(Room, NobodyExtendsTheirOwnAgreement) {
  TestRoom test;
  const Signed eli = test.sign_in(Role::administrator, "Eli Stone");
  const std::string own = "/people/" + id_of(eli.person.id);
  const auto with_end = [&](const std::string& day) { return changed(eli.person, {{"expires", day}}); };
  EXPECT_EQ(test.post(own, with_end("2030-01-01"), &eli).status, 422U);
  EXPECT_EQ(test.post(own, with_end(words_of(eli.person.agreement_ends)), &eli).status, 303U);
  const Signed fay = test.sign_in(Role::administrator, "Fay Lin");
  EXPECT_EQ(test.post(own, with_end("2030-01-01"), &fay).status, 303U);
  EXPECT_EQ(test.post(own, with_end("9999-12-31"), &fay).status, 422U);
}

}  // namespace
}  // namespace tellsafe::staff
