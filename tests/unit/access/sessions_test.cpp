#include "service/access/sessions.h"

#include "access_fixture.h"

namespace tellsafe::access {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string value_of(const crypto::WipedText& set_cookie) {
  const std::string text(crypto::text_of(set_cookie));
  const std::string name = "__Host-tellsafe=";
  EXPECT_EQ(text.substr(0, name.size()), name);
  return text.substr(name.size(), text.find(';') - name.size());
}

class SessionsTest : public AccessTest {
 protected:
  handling::Credentials shows(const std::string& cookie, std::string agent = "Firefox") {
    handling::Credentials shown;
    shown.session = crypto::wiped(cookie);
    shown.agent = std::move(agent);
    return shown;
  }
  std::string begin(const store::Person& who, const std::string& before = {}) {
    return value_of(sessions.begin(who, passkey_of(who), shows(before)).value());
  }
  boost::system::error_code error(const std::string& cookie, std::string agent = "Firefox") {
    return sessions.open(shows(cookie, std::move(agent))).error();
  }

  Sessions sessions{vault.people(), audit, wall.clock(), city};
  store::Person ana = person();
};

TEST_F(SessionsTest, SigningInGivesACookieThatOnlyTheStaffsSiteSees) {
  const auto cookie = sessions.begin(ana, passkey_of(ana), shows("")).value();
  EXPECT_THAT(
      std::string(crypto::text_of(cookie)),
      testing::MatchesRegex("__Host-tellsafe=[A-Za-z0-9_-]+; Path=/; Secure; HttpOnly; SameSite=Strict"));
  EXPECT_EQ(value_of(cookie).size(), 86U);
  EXPECT_THAT(log().back(), HasSubstr("Ana Diaz signed_in"));
  const auto visitor = sessions.open(shows(value_of(cookie)));
  ASSERT_TRUE(visitor);
  EXPECT_EQ(visitor->person.id, ana.id);
  EXPECT_EQ(visitor->role, Role::working_group);
  EXPECT_TRUE(visitor->fresh);
  EXPECT_THAT(visitor->set_cookie, IsEmpty());
  EXPECT_EQ(visitor->csrf.size(), 43U);
}

TEST_F(SessionsTest, TheVaultDoesNotHoldTheCookieOrTheAgent) {
  const auto cookie = begin(ana);
  const auto& kept = vault.people().kept_sessions();
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_NE(kept[0].token, crypto::sha256(crypto::bytes_of(cookie)));
  EXPECT_NE(kept[0].agent, crypto::sha256(crypto::bytes_of("Firefox")));
}

TEST_F(SessionsTest, ACookieThatNobodyWasGivenOpensNothing) {
  EXPECT_EQ(error(""), AccessErrc::nobody);
  for (const std::string& made_up : {std::string("x"), std::string(86, 'A'), std::string(5000, 'A')}) {
    EXPECT_EQ(error(made_up), AccessErrc::unknown_session);
  }
}

TEST_F(SessionsTest, SigningInEndsTheSessionThatTheBrowserHad) {
  const auto first = begin(ana);
  const auto second = begin(ana, first);
  EXPECT_NE(first, second);
  EXPECT_EQ(error(first), AccessErrc::unknown_session);
  EXPECT_FALSE(error(second));
  const auto elsewhere = begin(ana);
  EXPECT_FALSE(error(second)) << "another browser's session goes on";
  EXPECT_FALSE(error(elsewhere));
}

TEST_F(SessionsTest, EndsWhenItIsIdle) {
  const auto cookie = begin(ana);
  wall.pass(14min + 59s);
  auto visitor = sessions.open(shows(cookie));
  ASSERT_TRUE(visitor);
  const auto next = value_of(visitor->set_cookie);
  wall.pass(15min + 1s);
  EXPECT_EQ(error(next), AccessErrc::session_expired);
  EXPECT_EQ(error(next), AccessErrc::session_expired) << "in another window as well";
}

TEST_F(SessionsTest, ARequestNowAndThenKeepsItOpenButNotForEver) {
  auto cookie = begin(ana);
  const auto until = wall.now() + 8h;
  while (wall.now() + 4min <= until) {
    wall.pass(4min);
    const auto visitor = sessions.open(shows(cookie));
    ASSERT_TRUE(visitor) << visitor.error().message();
    if (!visitor->set_cookie.empty()) cookie = value_of(visitor->set_cookie);
  }
  wall.pass(4min);
  EXPECT_EQ(error(cookie), AccessErrc::session_expired);
}

TEST_F(SessionsTest, RequestsWithinOneCookieKeepItAlive) {
  const auto cookie = begin(ana);
  wall.pass(4min);
  EXPECT_FALSE(error(cookie));
  EXPECT_EQ(vault.people().kept_sessions()[0].seen, wall.now());
  wall.pass(10s);
  EXPECT_FALSE(error(cookie));
  EXPECT_EQ(vault.people().kept_sessions()[0].seen, wall.now() - 10s) << "no finer than needed";
}

TEST_F(SessionsTest, TheCookieIsReplacedEveryFewMinutes) {
  const auto first = begin(ana);
  wall.pass(4min + 59s);
  const auto before = sessions.open(shows(first)).value();
  EXPECT_THAT(before.set_cookie, IsEmpty());
  wall.pass(1s);
  const auto after = sessions.open(shows(first)).value();
  const auto second = value_of(after.set_cookie);
  EXPECT_NE(first, second);
  EXPECT_EQ(after.session, before.session);
  EXPECT_EQ(crypto::text_of(after.csrf), crypto::text_of(before.csrf)) << "forms that are open stay good";

  wall.pass(60s);
  const auto late = sessions.open(shows(first));
  ASSERT_TRUE(late) << "requests that were under way";
  EXPECT_THAT(late->set_cookie, IsEmpty());
  EXPECT_EQ(late->session, after.session);
  EXPECT_FALSE(error(second));
}

TEST_F(SessionsTest, AReplacedCookieThatComesBackEndsTheSession) {
  const auto first = begin(ana);
  wall.pass(5min);
  const auto second = value_of(sessions.open(shows(first)).value().set_cookie);
  wall.pass(61s);
  EXPECT_EQ(error(first), AccessErrc::replayed_cookie);
  EXPECT_THAT(log().back(), HasSubstr("Ana Diaz session_refused an old cookie"));
  EXPECT_EQ(error(second), AccessErrc::unknown_session);
}

TEST_F(SessionsTest, AThiefWhoReplacedTheCookieTwiceIsOutWhenItsOwnerReturns) {
  const auto stolen = begin(ana);
  wall.pass(5min);
  const auto second = value_of(sessions.open(shows(stolen)).value().set_cookie);
  wall.pass(5min);
  const auto third = value_of(sessions.open(shows(second)).value().set_cookie);
  EXPECT_EQ(error(stolen), AccessErrc::replayed_cookie);
  EXPECT_THAT(log().back(), HasSubstr("Ana Diaz session_refused an old cookie"));
  EXPECT_EQ(error(third), AccessErrc::unknown_session);
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
}

TEST_F(SessionsTest, ANewSecondHalfThatNobodyWasGivenEndsTheSession) {
  const auto cookie = begin(ana);
  auto made_up = cookie;
  made_up[80] = made_up[80] == 'B' ? 'C' : 'B';
  EXPECT_EQ(error(made_up), AccessErrc::replayed_cookie);
  EXPECT_EQ(error(cookie), AccessErrc::unknown_session);
}

TEST_F(SessionsTest, SigningOutEndsASessionWhoseCookieWasReplacedMeanwhile) {
  auto cookie = begin(ana);
  const auto visitor = sessions.open(shows(cookie)).value();
  for (int times = 0; times < 2; ++times) {
    wall.pass(5min);
    cookie = value_of(sessions.open(shows(cookie)).value().set_cookie);
  }
  ASSERT_TRUE(sessions.end(visitor));
  EXPECT_EQ(error(cookie), AccessErrc::unknown_session);
}

TEST_F(SessionsTest, APasskeyThatWasRevokedMeanwhileBeginsNothing) {
  const auto passkey = passkey_of(ana);
  ASSERT_TRUE(revoke_passkey(accounts, "operator:root", passkey));
  EXPECT_EQ(sessions.begin(ana, passkey, shows("")).error(), store::Errc::not_found);
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
}

TEST_F(SessionsTest, TwoRequestsAtOnceWhileTheCookieIsReplaced) {
  const auto first = begin(ana);
  wall.pass(5min);
  auto one = sessions.open(shows(first));
  auto other = sessions.open(shows(first));
  ASSERT_TRUE(one && other);
  EXPECT_THAT(one->set_cookie, Not(IsEmpty()));
  EXPECT_THAT(other->set_cookie, IsEmpty());
  EXPECT_EQ(one->session, other->session);
}

TEST_F(SessionsTest, AnotherBrowserEndsTheSession) {
  const auto cookie = begin(ana);
  EXPECT_EQ(error(cookie, "curl"), AccessErrc::other_agent);
  EXPECT_THAT(log().back(),
              HasSubstr("Ana Diaz session_refused the session's cookie came from another browser"));
  EXPECT_EQ(error(cookie), AccessErrc::unknown_session);
}

TEST_F(SessionsTest, AStoppedPersonIsRefusedAtOnce) {
  const auto cookie = begin(ana);
  const auto elsewhere = begin(ana);
  // As a session that began while its person was being stopped.
  const auto open = vault.people().kept_sessions();
  ASSERT_TRUE(vault.people().set_stopped(ana.id, true));
  vault.people().kept_sessions() = open;
  ana.stopped = true;
  EXPECT_EQ(error(cookie), AccessErrc::stopped);
  EXPECT_THAT(log().back(), HasSubstr("session_refused the account is stopped"));
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
  EXPECT_EQ(error(elsewhere), AccessErrc::unknown_session);
  EXPECT_EQ(sessions.begin(ana, passkey_of(ana), shows("")).error(), AccessErrc::stopped);
}

TEST_F(SessionsTest, TheLastDayOfTheAgreementIsTheLast) {
  const auto cookie = begin(ana);
  city.set(ends);
  EXPECT_FALSE(error(cookie));
  city.set(ends + std::chrono::days(1));
  EXPECT_EQ(error(cookie), AccessErrc::agreement_ended);
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
  EXPECT_EQ(sessions.begin(ana, passkey_of(ana), shows("")).error(), AccessErrc::agreement_ended);
}

TEST_F(SessionsTest, ARoleIsReadEachTime) {
  const auto cookie = begin(ana);
  store::Person raised = ana;
  raised.role = "administrator";
  ASSERT_TRUE(vault.people().change(ana, raised));
  EXPECT_EQ(sessions.open(shows(cookie)).value().role, Role::administrator);
  store::Person unknown = ana;
  unknown.role = "king";
  ASSERT_TRUE(vault.people().change(raised, unknown));
  EXPECT_EQ(error(cookie), AccessErrc::unknown_role);
}

TEST_F(SessionsTest, APasskeyStaysFreshForAFewMinutes) {
  auto cookie = begin(ana);
  wall.pass(5min);
  auto visitor = sessions.open(shows(cookie)).value();
  EXPECT_TRUE(visitor.fresh);
  cookie = value_of(visitor.set_cookie);
  wall.pass(1s);
  visitor = sessions.open(shows(cookie)).value();
  EXPECT_FALSE(visitor.fresh);
  ASSERT_TRUE(sessions.prove(visitor));
  EXPECT_TRUE(sessions.open(shows(cookie)).value().fresh);
  ASSERT_TRUE(vault.people().end_sessions(ana.id));
  EXPECT_EQ(sessions.prove(visitor).error(), AccessErrc::unknown_session);
}

TEST_F(SessionsTest, SigningOutEndsItAndTakesTheCookieBack) {
  const auto cookie = begin(ana);
  const auto visitor = sessions.open(shows(cookie)).value();
  const auto taken = sessions.end(visitor);
  ASSERT_TRUE(taken);
  EXPECT_THAT(std::string(crypto::text_of(*taken)), HasSubstr("__Host-tellsafe=; Path=/; Secure"));
  EXPECT_THAT(std::string(crypto::text_of(*taken)), HasSubstr("Max-Age=0"));
  EXPECT_THAT(log().back(), HasSubstr("Ana Diaz signed_out"));
  EXPECT_EQ(error(cookie), AccessErrc::unknown_session);
}

TEST_F(SessionsTest, WhatCannotBeRecordedDoesNotHappen) {
  const auto cookie = begin(ana);
  const auto visitor = sessions.open(shows(cookie)).value();
  vault.audit_failure.now = store::Errc::disk_full;
  EXPECT_EQ(sessions.begin(ana, passkey_of(ana), shows("")).error(), store::Errc::disk_full);
  EXPECT_THAT(vault.people().kept_sessions(), SizeIs(1));
  EXPECT_EQ(sessions.end(visitor).error(), store::Errc::disk_full);
  EXPECT_FALSE(error(cookie));
}

TEST_F(SessionsTest, AVaultThatFailsLetsNobodyIn) {
  const auto cookie = begin(ana);
  vault.failure.now = store::Errc::busy;
  EXPECT_EQ(error(cookie), store::Errc::busy);
}

TEST_F(SessionsTest, AClockThatIsSetBackOpensNothing) {
  const auto cookie = begin(ana);
  wall.pass(-1h);
  EXPECT_EQ(error(cookie), AccessErrc::session_expired);
}

TEST_F(SessionsTest, SessionsThatExpiredAreClearedAway) {
  const auto cookie = begin(ana);
  wall.pass(16min);
  begin(ana);
  EXPECT_EQ(error(cookie), AccessErrc::session_expired) << "and not one that nobody knows";
  EXPECT_THAT(vault.people().kept_sessions(), SizeIs(2));
  wall.pass(expired_kept);
  begin(ana);
  EXPECT_THAT(vault.people().kept_sessions(), SizeIs(2));
  EXPECT_EQ(error(cookie), AccessErrc::unknown_session);
  wall.pass(expired_kept + 8h + 1s);
  EXPECT_TRUE(sessions.forget_old());
  EXPECT_THAT(vault.people().kept_sessions(), SizeIs(0));
}

}  // namespace
}  // namespace tellsafe::access
