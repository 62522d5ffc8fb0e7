// Signing in with something in hand: a link that was followed, a form that outlived its session.
#include <gmock/gmock.h>

#include <string>

#include "service/access/accounts.h"
#include "service/access/audit_log.h"
#include "tests/support/authenticator.h"
#include "tests/unit/staff/test_room.h"

namespace tellsafe::staff {
namespace {

using access::Role;
using handling::Response;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string edit = "/brief/2026-11/edit";

std::string cookie_in(const Response& response) {
  const std::string line(response.set_cookie.begin(), response.set_cookie.end());
  const auto equals = line.find('=');
  return equals == std::string::npos ? "" : line.substr(equals + 1, line.find(';') - equals - 1);
}

std::string attribute_of(const std::string& page, const std::string& before) {
  const auto at = page.find(before);
  if (at == std::string::npos) return {};
  return page.substr(at + before.size(), page.find('"', at + before.size()) - at - before.size());
}

class SignInTest : public testing::Test {
 protected:
  // Somebody whose passkey is in `device`; nobody is signed in afterwards.
  void enrol(support::Authenticator& device, const std::string& role, const std::string& name) {
    const Signed admin = test.sign_in(Role::administrator);
    const auto invited = test.post(
        "/people", {{"name", name}, {"organization", "Schools"}, {"role", role}, {"expires", "2030-01-01"}},
        &admin);
    const std::string page = body_of(invited);
    const auto begin = page.find("/enrol/");
    const std::string link = page.substr(begin, page.find('<', begin) - begin);
    const auto made = device.answer(body_of(test.get(link, nullptr)), test_origin);
    const auto enrolled = test.post(link, made, nullptr);
    ASSERT_EQ(enrolled.status, 303U);
    EXPECT_EQ(enrolled.location, "/?enrolled=yes");
    Signed browser;
    browser.cookie = cookie_in(enrolled);
    EXPECT_THAT(body_of(test.get("/?enrolled=yes", &browser)), HasSubstr("second one on another device"));
    test.now += std::chrono::minutes(20);
  }
  void SetUp() override { enrol(ana, "working_group", "Ana Diaz"); }

  // The page that asks to sign in, with what was typed.
  std::string held() { return body_of(test.post(edit, typed, nullptr)); }
  std::string brief() {
    const Signed reader = test.sign_in(Role::advisory_board, "Bo Reader");
    return body_of(test.get("/brief/2026-11/page", &reader));
  }

  TestRoom test;
  support::Authenticator ana;
  const support::Form typed{
      {"version", "0"}, {"needs", "An <hour's>\nwork"}, {"csrf", "of a session that ended"}};
};

TEST_F(SignInTest, WhatWasWrittenGoesOnWhenTheSessionHasEnded) {
  const auto asked = test.post(edit, typed, nullptr);
  EXPECT_EQ(asked.status, 401U);
  EXPECT_THAT(body_of(asked), AllOf(HasSubstr("An &lt;hour"), HasSubstr("action=\"/brief/2026-11/edit\""),
                                    HasSubstr("data-passkey=\"get\""), Not(HasSubstr("of a session that"))));
  EXPECT_THAT(brief(), Not(HasSubstr("An &lt;hour")));

  const auto saved = test.post(edit, ana.answer(body_of(asked), test_origin), nullptr);
  EXPECT_EQ(saved.status, 303U) << body_of(saved);
  Signed browser;
  browser.cookie = cookie_in(saved);
  EXPECT_EQ(test.get(edit, &browser).status, 200U);
  EXPECT_THAT(brief(), HasSubstr("An &lt;hour"));
  EXPECT_THAT(test.log(), HasSubstr("Ana Diaz signed_in"));
}

TEST_F(SignInTest, SoItDoesWhenTheyHaveSignedInAnewMeanwhile) {
  const auto again = test.post("/sign-in", ana.answer(body_of(test.get("/", nullptr)), test_origin), nullptr);
  Signed browser;
  browser.cookie = cookie_in(again);
  const auto asked = test.post(edit, typed, &browser);
  EXPECT_EQ(asked.status, 403U);
  EXPECT_THAT(brief(), Not(HasSubstr("An &lt;hour")));
  EXPECT_EQ(test.post(edit, ana.answer(body_of(asked), test_origin), &browser).status, 303U);
  EXPECT_THAT(brief(), HasSubstr("An &lt;hour"));
}

TEST_F(SignInTest, NothingGoesOnWithoutAGoodPasskeyOfThisSite) {
  support::Form claimed = typed;
  claimed.add("signed_in", "yes");
  const auto refused = test.post(edit, claimed, nullptr);
  EXPECT_EQ(refused.status, 401U);
  EXPECT_THAT(body_of(refused), AllOf(HasSubstr("That did not work"), HasSubstr("An &lt;hour")));
  EXPECT_EQ(cookie_in(refused), "");

  const auto answer = ana.answer(held(), test_origin);
  for (const std::string origin : {"https://evil.example", "null", ""}) {
    const auto foreign = test.post(edit, answer, nullptr, origin);
    EXPECT_EQ(foreign.status, 401U);
    EXPECT_THAT(body_of(foreign), Not(HasSubstr("An &lt;hour")));
  }
  EXPECT_EQ(test.post(edit, ana.answer(held(), "https://evil.example"), nullptr).status, 401U);
  EXPECT_THAT(brief(), Not(HasSubstr("An &lt;hour")));

  EXPECT_EQ(test.post(edit, answer, nullptr).status, 303U);
  EXPECT_EQ(test.post(edit, answer, nullptr).status, 401U) << "an answer is good once";
}

TEST_F(SignInTest, WhoSignsInMayDoNoMoreThanTheirRole) {
  support::Authenticator cal;
  enrol(cal, "liaison", "Cal Reyes");
  const auto denied = test.post(edit, cal.answer(held(), test_origin), nullptr);
  EXPECT_EQ(denied.status, 403U);
  EXPECT_NE(cookie_in(denied), "");
  EXPECT_THAT(brief(), Not(HasSubstr("An &lt;hour")));
  EXPECT_THAT(test.log(), HasSubstr("Cal Reyes access_denied /brief/{}/edit"));
}

TEST(Account, WhereAPasskeyIsAskedForEachTimeAnotherCanStillBeAdded) {
  access::SessionLimits limits;
  limits.fresh = std::chrono::seconds(0);
  TestRoom test({}, limits);
  access::AuditLog log(test.vault.audit(), [&] { return test.now; });
  const auto invited = access::invite(
      {test.vault.people(), log, [&] { return test.now; }, test.city}, "operator:root",
      {"Ana Diaz", "Schools", Role::working_group, test.city.today() + std::chrono::days(100)});
  const std::string link = "/enrol/" + std::string(crypto::text_of(invited.value().token));
  support::Authenticator phone;
  const auto enrolled = test.post(link, phone.answer(body_of(test.get(link, nullptr)), test_origin), nullptr);
  Signed browser;
  browser.cookie = cookie_in(enrolled);
  test.now += std::chrono::minutes(6);
  const auto early = test.get("/account", &browser);
  browser.cookie = cookie_in(early);
  browser.csrf = attribute_of(body_of(early), "name=\"csrf\" value=\"");
  EXPECT_THAT(body_of(early), AllOf(HasSubstr("First show a passkey"), Not(HasSubstr("data-passkey"))));
  EXPECT_EQ(test.post("/account/add", {}, &browser).status, 403U);

  const auto asked = test.post("/account/fresh", {}, &browser);
  EXPECT_EQ(test.post("/account/fresh", phone.answer(body_of(asked), test_origin), &browser).location,
            "/account");
  const std::string page = body_of(test.get("/account", &browser));
  ASSERT_THAT(page, HasSubstr("data-passkey=\"create\""));
  support::Authenticator key;
  const auto added = test.post("/account/add", key.answer(page, test_origin), &browser);
  EXPECT_EQ(added.status, 303U) << body_of(added);
  EXPECT_EQ(test.vault.people().passkeys(invited->person).value().size(), 2U);
  // What is already there is changed only with a proof of its own.
  EXPECT_THAT(body_of(test.post("/account/revoke", {}, &browser)), HasSubstr("Show your passkey"));
}

TEST_F(SignInTest, AFormWithNothingInItIsNotHeld) {
  EXPECT_THAT(body_of(test.post("/sign-out", {{"csrf", "x"}}, nullptr)), Not(HasSubstr("data-passkey")));
}

TEST_F(SignInTest, ALinkThatWasFollowedIsOpenedAfterwards) {
  const auto refused = test.get("/brief/2026-11?x=1", nullptr);
  EXPECT_EQ(refused.status, 401U);
  const std::string link = attribute_of(body_of(refused), "<a href=\"/?then=");
  EXPECT_EQ(link, "%2Fbrief%2F2026-11%3Fx%3D1");
  const std::string page = body_of(test.get("/?then=" + link, nullptr));
  const auto in = test.post("/sign-in", ana.answer(page, test_origin), nullptr);
  EXPECT_EQ(in.location, "/brief/2026-11?x=1");
  Signed browser;
  browser.cookie = cookie_in(in);
  EXPECT_EQ(test.get("/?then=" + link, &browser).location, "/brief/2026-11?x=1");
}

TEST_F(SignInTest, NoLinkLeadsAwayFromThisSite) {
  for (const std::string then : {"//evil.example", "https://evil.example", "/\\evil.example",
                                 "/\t/evil.example", "\\\\evil.example", "evil.example", "/a\r\nX: y"}) {
    const std::string address = "/?then=" + support::percent_encoded(then);
    auto answer = ana.answer(body_of(test.get(address, nullptr)), test_origin);
    EXPECT_THAT(body_of(test.get(address, nullptr)), Not(HasSubstr("evil")));
    answer.set("then", then);
    const auto in = test.post("/sign-in", answer, nullptr);
    EXPECT_EQ(in.location, "/") << then;
    Signed browser;
    browser.cookie = cookie_in(in);
    EXPECT_EQ(test.get(address, &browser).status, 200U) << then;
  }
}

TEST_F(SignInTest, AVaultThatIsBusyRefusesNobody) {
  auto answer = ana.answer(body_of(test.get("/", nullptr)), test_origin);
  const auto again = ana.answer(held(), test_origin);
  test.vault.failure.now = store::Errc::busy;
  const auto failed = test.post("/sign-in", answer, nullptr);
  EXPECT_EQ(failed.status, 503U);
  EXPECT_THAT(body_of(failed), AllOf(HasSubstr("The vault was busy"), HasSubstr("data-passkey=\"get\"")));
  const auto kept = test.post(edit, again, nullptr);
  EXPECT_EQ(kept.status, 503U);
  EXPECT_THAT(body_of(kept), AllOf(HasSubstr("The vault was busy"), HasSubstr("An &lt;hour")));
  test.vault.failure.now.reset();
  EXPECT_THAT(test.log(), Not(HasSubstr("sign_in_refused")));
  EXPECT_EQ(test.post("/sign-in", answer, nullptr).status, 303U);
}

TEST_F(SignInTest, AnInvitationThatIsNotGoodIsRecorded) {
  const std::string made_up = "/enrol/" + std::string(43, 'A');
  EXPECT_EQ(test.get(made_up, nullptr).status, 404U);
  EXPECT_THAT(test.log(), HasSubstr("anybody sign_in_refused enrolment: the invitation was used"));
  test.now += std::chrono::minutes(2);
  EXPECT_EQ(test.post(made_up, {}, nullptr).status, 404U);
  const std::string log = test.log();
  const std::string line = "sign_in_refused enrolment";
  EXPECT_NE(log.find(line), log.rfind(line));
}

TEST_F(SignInTest, AFurtherPasskeyThatIsNotTakenIsRecordedAndItsNameStays) {
  const auto in = test.post("/sign-in", ana.answer(body_of(test.get("/", nullptr)), test_origin), nullptr);
  Signed browser;
  browser.cookie = cookie_in(in);
  const std::string page = body_of(test.get("/account", &browser));
  browser.csrf = attribute_of(page, "name=\"csrf\" value=\"");
  const auto broken =
      test.post("/account/add", {{"label", "Key <2>"}, {"attestation", "x"}, {"client_data", "y"}}, &browser);
  EXPECT_EQ(broken.status, 422U);
  EXPECT_THAT(body_of(broken), HasSubstr("name=\"label\" size=\"30\" maxlength=\"60\" autocomplete=\"off\" "
                                         "value=\"Key &lt;2&gt;\""));
  EXPECT_THAT(test.log(), HasSubstr("Ana Diaz sign_in_refused a further passkey: "));

  test.now += std::chrono::minutes(6);
  const auto late = test.post("/account/add", {{"label", "Key <2>"}, {"attestation", "x"}}, &browser);
  EXPECT_EQ(late.status, 403U);
  EXPECT_THAT(body_of(late), HasSubstr("name=\"label\" value=\"Key &lt;2&gt;\""));
  EXPECT_THAT(test.log(), HasSubstr("a further passkey: none was shown"));
  const auto asked = test.post("/account/fresh", {{"label", "Key <2>"}}, &browser);
  const auto proven = test.post("/account/fresh", ana.answer(body_of(asked), test_origin), &browser);
  EXPECT_EQ(proven.location, "/account?label=Key%20%3C2%3E");
  EXPECT_THAT(body_of(test.get(proven.location, &browser)), HasSubstr("value=\"Key &lt;2&gt;\""));
}

TEST_F(SignInTest, AnIdleSessionIsOverWithoutAnEntry) {
  const Signed reader = test.sign_in(Role::working_group, "Bo Reader");
  test.now += std::chrono::minutes(16);
  test.room->keep_house();
  EXPECT_EQ(test.get("/group", &reader).status, 401U);
  EXPECT_EQ(test.get("/brief", &reader).status, 401U);
  EXPECT_THAT(test.log(), Not(HasSubstr("session_refused")));
}

TEST_F(SignInTest, ARefusalSaysWhichItWas) {
  const Signed reader = test.sign_in(Role::advisory_board);
  EXPECT_THAT(body_of(test.get("/people", &reader)), HasSubstr("Your role does not allow it"));
  const auto foreign = test.post("/account/fresh", {}, &reader, "https://evil.example");
  EXPECT_EQ(foreign.status, 403U);
  EXPECT_THAT(body_of(foreign),
              AllOf(HasSubstr("not one of this site"), Not(HasSubstr("Your role does not"))));
}

}  // namespace
}  // namespace tellsafe::staff
