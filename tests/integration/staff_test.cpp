// Staff at the door of the reading room: who gets in, what each role may do, what is refused and recorded.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/city.h"

namespace tellsafe::support {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Staff : public testing::Test {
 protected:
  Staff() {
    city_.open_reading_room();
    city_.set_day("2026-11-21");
    city_.start();
  }
  ~Staff() override { EXPECT_EQ(city_.stop(), 0); }

  City city_;
};

TEST_F(Staff, EnrolsOnceAndSignsIn) {
  const std::string link = city_.invite("liaison", "Cal Reyes");
  StaffBrowser browser = city_.staff();
  const Page enrolled = browser.enrol(link);
  ASSERT_EQ(enrolled.status, 303U) << text_in(enrolled.body);
  EXPECT_THAT(browser.cookie, HasSubstr("__Host-tellsafe="));
  EXPECT_THAT(enrolled.header("set-cookie"), HasSubstr("Secure"));
  EXPECT_THAT(enrolled.header("set-cookie"), HasSubstr("HttpOnly"));
  EXPECT_THAT(enrolled.header("set-cookie"), HasSubstr("SameSite=Strict"));
  EXPECT_THAT(enrolled.header("set-cookie"), HasSubstr("Path=/"));
  EXPECT_EQ(enrolled.header("cache-control"), "no-store");
  EXPECT_TRUE(browser.get("/").says("Cal Reyes"));

  EXPECT_EQ(city_.staff().get(link).status, 404U);
  browser.cookie.clear();
  EXPECT_TRUE(browser.get("/").says("Sign in"));
  EXPECT_EQ(browser.sign_in().status, 303U);
  EXPECT_TRUE(browser.get("/").says("Cal Reyes"));
  EXPECT_THAT(city_.audit(), HasSubstr("signed_in"));
}

// Each address, and who may read it: the site's whole table.
TEST_F(Staff, EachRoleReadsWhatItMayAndNothingElse) {
  const std::string wg = "working_group", liaison = "liaison", board = "advisory_board",
                    admin = "administrator";
  const std::map<std::string, std::set<std::string>> readers = {
      {"/account", {wg, liaison, board, admin}},
      {"/group", {wg}},
      {"/group/trend", {wg}},
      {"/group/area", {wg}},
      {"/group/data/2025.json", {wg}},
      {"/brief", {wg, board}},
      {"/brief/2026-11", {wg, board}},
      {"/brief/2026-11/edit", {wg}},
      {"/liaison", {wg, liaison}},
      {"/liaison/2025", {wg, liaison}},
      {"/liaison/2025/export.zip", {liaison}},
      {"/people", {admin}},
      {"/people/0000000000000001", {admin}},
      {"/machines", {admin}},
      {"/audit", {admin}},
  };
  StaffBrowser nobody = city_.staff();
  for (const auto& [address, roles] : readers) EXPECT_EQ(nobody.get(address).status, 401U) << address;
  for (const std::string& role : {wg, liaison, board, admin}) {
    StaffBrowser browser = city_.member(role, "The " + role);
    for (const auto& [address, roles] : readers) {
      const unsigned status = browser.get(address).status;
      if (roles.contains(role)) {
        EXPECT_TRUE(status == 200 || status == 404) << role << " " << address << ": " << status;
      } else {
        EXPECT_EQ(status, 403U) << role << " " << address;
        EXPECT_THAT(city_.audit(), HasSubstr(fmt::format("The {}", role)));
      }
    }
  }
  EXPECT_THAT(city_.audit(), HasSubstr("access_denied"));
}

TEST_F(Staff, FormsOfOtherSitesAndWithoutTheTokenAreRefused) {
  StaffBrowser admin = city_.member("administrator", "Eli Stone");
  const Page page = admin.get("/people");
  const Form person{
      {"name", "Mallory"}, {"organization", "x"}, {"role", "administrator"}, {"expires", "2030-01-01"}};

  EXPECT_EQ(admin.post("/people", person).status, 403U);
  EXPECT_THAT(city_.audit(), HasSubstr("not a form of this site"));
  const std::string own = admin.origin;
  for (const std::string& origin :
       {std::string("https://evil.example"), std::string("null"), std::string()}) {
    admin.origin = origin;
    EXPECT_EQ(admin.submit(page, "/people", person).status, 403U) << origin;
  }
  admin.origin = own;
  EXPECT_FALSE(admin.get("/people").says("Mallory"));
  EXPECT_EQ(admin.submit(page, "/people", person).status, 200U);
  EXPECT_TRUE(admin.get("/people").says("Mallory"));
}

TEST_F(Staff, AFormOfAnotherSiteIsInTheLogWhateverElseItHas) {
  StaffBrowser admin = city_.member("administrator", "Eli Stone");
  const Page page = admin.get("/people");
  admin.origin = "https://evil.example";
  const Page refused = admin.submit(
      page, "/people",
      {{"name", "Mallory"}, {"organization", "x"}, {"role", "administrator"}, {"expires", "2030-01-01"}});
  EXPECT_EQ(refused.status, 403U);
  EXPECT_TRUE(refused.says("not one of this site"));
  EXPECT_THAT(city_.audit(),
              AllOf(HasSubstr("access_denied"), HasSubstr("/people (not a form of this site)")));

  StaffBrowser somebody = city_.staff();
  somebody.origin = "https://evil.example";
  EXPECT_EQ(somebody.post("/sign-in", {}).status, 403U);
  EXPECT_THAT(city_.audit(), AllOf(HasSubstr("sign_in_refused"), HasSubstr("a form of another site")));
}

TEST_F(Staff, AStolenCookieIsRefusedAndEndsTheSession) {
  StaffBrowser owner = city_.member("working_group", "Ana Diaz");
  StaffBrowser thief = city_.staff();
  thief.cookie = owner.cookie;
  thief.agent = "curl/8.0";
  EXPECT_EQ(thief.get("/group").status, 401U);
  EXPECT_EQ(owner.get("/group").status, 401U);
  EXPECT_THAT(city_.audit(), HasSubstr("session_refused"));
  EXPECT_EQ(owner.sign_in().status, 303U);
  EXPECT_EQ(owner.get("/group").status, 200U);
}

TEST_F(Staff, ACookieIsWorthNothingAfterSigningOut) {
  StaffBrowser browser = city_.member("working_group", "Ana Diaz");
  const std::string cookie = browser.cookie;
  EXPECT_EQ(browser.submit(browser.get("/account"), "/sign-out").status, 303U);
  EXPECT_EQ(browser.cookie, "");
  browser.cookie = cookie;
  EXPECT_EQ(browser.get("/group").status, 401U);
}

TEST_F(Staff, ABriefThatIsBeingWrittenOutlivesTheSession) {
  StaffBrowser browser = city_.member("working_group", "Ana Diaz");
  const std::string edit = "/brief/2026-11/edit";
  const Page form = browser.get(edit);
  // In another tab.
  EXPECT_EQ(browser.submit(browser.get("/account"), "/sign-out").status, 303U);
  const Page asked = browser.submit(form, edit, {{"needs", "An hour of work"}});
  EXPECT_EQ(asked.status, 401U);
  EXPECT_EQ(browser.cookie, "");
  EXPECT_EQ(browser.answer(asked).status, 303U);
  EXPECT_THAT(browser.cookie, HasSubstr("__Host-tellsafe="));
  EXPECT_TRUE(browser.get(edit).says("An hour of work"));
}

TEST_F(Staff, AnAssertionIsGoodOnceAndOnlyFromThisSite) {
  StaffBrowser browser = city_.member("liaison", "Cal Reyes");
  browser.cookie.clear();
  const Page page = browser.get("/");
  const Form answer = browser.authenticator.answer(page.body, browser.origin);
  EXPECT_EQ(browser.post("/sign-in", answer).status, 303U);
  browser.cookie.clear();
  EXPECT_EQ(browser.post("/sign-in", answer).status, 401U);
  EXPECT_THAT(city_.audit(), HasSubstr("sign_in_refused"));

  // A page elsewhere that shows our challenge: the browser signs where it was asked.
  const Form elsewhere = browser.authenticator.answer(browser.get("/").body, "https://evil.example");
  EXPECT_EQ(browser.post("/sign-in", elsewhere).status, 401U);
  // And a form that another site sends.
  const Form good = browser.authenticator.answer(browser.get("/").body, browser.origin);
  browser.origin = "https://evil.example";
  EXPECT_EQ(browser.post("/sign-in", good).status, 403U);
}

TEST_F(Staff, AClonedPasskeyIsRefused) {
  StaffBrowser browser = city_.member("liaison", "Cal Reyes");
  Authenticator clone = browser.authenticator;
  browser.cookie.clear();
  EXPECT_EQ(browser.sign_in().status, 303U);
  browser.cookie.clear();
  EXPECT_EQ(browser.sign_in().status, 303U);
  browser.authenticator = clone;
  browser.cookie.clear();
  EXPECT_EQ(browser.sign_in().status, 401U);
}

TEST_F(Staff, WhoIsStoppedOrPastTheirAgreementIsOutAtOnce) {
  StaffBrowser admin = city_.member("administrator", "Eli Stone");
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  StaffBrowser ben = city_.staff();
  ASSERT_EQ(ben.enrol(city_.invite("working_group", "Ben Okafor", "2026-12-01")).status, 303U);

  const Page people = admin.get("/people");
  std::string address;
  for (std::size_t i = people.body.find("href=\"/people/"); i != std::string::npos;
       i = people.body.find("href=\"/people/", i + 1)) {
    const std::string path = people.body.substr(i + 6, 24);
    if (people.body.substr(i, 80).find("Ana Diaz") != std::string::npos) address = path;
  }
  ASSERT_EQ(address.size(), 24U);
  EXPECT_EQ(admin.submit(admin.get(address), address, {{"action", "stop"}}).status, 303U);
  EXPECT_EQ(ana.get("/group").status, 401U);
  EXPECT_EQ(ana.sign_in().status, 401U);

  EXPECT_EQ(ben.get("/group").status, 200U);
  city_.set_day("2026-12-02");
  EXPECT_EQ(ben.get("/group").status, 403U);
  EXPECT_EQ(ben.get("/group").status, 401U);
  EXPECT_THAT(city_.audit(), HasSubstr("Ben Okafor"));
  EXPECT_EQ(ben.sign_in().status, 401U);
}

TEST_F(Staff, TheResidentsListenerKnowsNothingOfStaff) {
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  auto resident = city_.resident();
  const Page there = resident.send(fmt::format(
      "GET /group HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nUser-Agent: {}\r\nConnection: close\r\n\r\n",
      ana.cookie, ana.agent));
  EXPECT_EQ(there.status, 404U);
  EXPECT_EQ(there.header("set-cookie"), "");
  // And the staff's takes no reports.
  EXPECT_EQ(ana.get("/en/report").status, 404U);
}

TEST_F(Staff, TheLogHoldsAndNamesNoResident) {
  auto resident = city_.resident();
  resident.report(smallest_report());
  StaffBrowser ana = city_.member("working_group", "Ana Diaz");
  ana.get("/group");
  const Ran verified = city_.tellsafe({"audit", "verify"});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
  EXPECT_THAT(city_.audit(), Not(HasSubstr("report")));
}

TEST(Settings, ThatWereChangedAreInTheLog) {
  City city;
  city.open_reading_room("idle_seconds = 900\n");
  city.start();
  EXPECT_THAT(city.audit(), HasSubstr("server  settings_changed  staff.idle_seconds \"900\""));
  EXPECT_EQ(city.stop(), 0);
  city.configure("idle_seconds", "60");
  city.start();
  EXPECT_EQ(city.stop(), 0);
  const std::string log = city.audit();
  city.start();
  EXPECT_EQ(city.stop(), 0);
  EXPECT_EQ(city.audit(), log);
  EXPECT_THAT(log, HasSubstr("staff.idle_seconds \"60\""));
  EXPECT_EQ(log.find("staff.fresh_seconds"), log.rfind("staff.fresh_seconds")) << "only what has changed";
}

TEST(StaffFile, ThatIsDamagedDoesNotKeepResidentsFromReporting) {
  City city;
  city.open_reading_room();
  write_file(city.folder() / "staff.db", std::string(8192, 'x'));
  city.start();
  auto resident = city.resident();
  EXPECT_FALSE(resident.report(smallest_report()).empty());
  EXPECT_EQ(resident.get("/brief/2026-11").status, 404U);
  EXPECT_EQ(city.stop(), 0);
  EXPECT_THAT(city.log(), HasSubstr("staff_failed"));
}

}  // namespace
}  // namespace tellsafe::support
