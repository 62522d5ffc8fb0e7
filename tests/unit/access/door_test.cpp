#include "service/access/door.h"

#include "access_fixture.h"

namespace tellsafe::access {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class DoorTest : public AccessTest {
 protected:
  handling::Credentials signed_in(const store::Person& who) {
    const std::string cookie(crypto::text_of(sessions.begin(who, passkey_of(who), {}).value()));
    handling::Credentials shown;
    shown.session = crypto::wiped(cookie.substr(16, 86));
    return shown;
  }
  Refusal refused(const handling::Credentials& shown) {
    auto entered = door.enter(shown);
    EXPECT_TRUE(entered.has_error());
    return entered.has_error() ? std::move(entered.error()) : Refusal{};
  }
  std::string taken_back(const Refusal& refusal) { return std::string(crypto::text_of(refusal.set_cookie)); }

  Sessions sessions{vault.people(), audit, wall.clock(), city};
  RefusalLog refusals{audit, wall.clock()};
  Door door{sessions, refusals};
  store::Person ana = person();
};

TEST_F(DoorTest, LetsInWhoIsSignedIn) {
  const auto shown = signed_in(ana);
  const auto lines = log_size();
  ASSERT_TRUE(door.enter(shown));
  EXPECT_EQ(door.enter(shown)->person.name, "Ana Diaz");
  EXPECT_EQ(log_size(), lines) << "only what is refused or done is recorded";
}

TEST_F(DoorTest, WhoShowsNothingIsAskedToSignInAndNotRecorded) {
  const auto lines = log_size();
  const Refusal refusal = refused({});
  EXPECT_EQ(refusal.status, 401U);
  EXPECT_EQ(refusal.reason, AccessErrc::nobody);
  EXPECT_THAT(refusal.set_cookie, IsEmpty());
  EXPECT_EQ(log_size(), lines);
}

TEST_F(DoorTest, MadeUpCookiesAreRecordedButDoNotFillTheLog) {
  const auto lines = log_size();
  handling::Credentials shown;
  shown.session = crypto::wiped(std::string(86, 'A'));
  for (int i = 0; i < 100; ++i) {
    const Refusal refusal = refused(shown);
    EXPECT_EQ(refusal.status, 401U);
    EXPECT_THAT(taken_back(refusal), HasSubstr("Max-Age=0"));
  }
  EXPECT_EQ(log_size(), lines + 1);
  EXPECT_EQ(log().back(), "anybody session_refused a cookie that names no session");
}

TEST_F(DoorTest, AnExpiredSessionIsNoEvent) {
  const auto shown = signed_in(ana);
  const auto lines = log_size();
  wall.pass(1h);
  const Refusal refusal = refused(shown);
  EXPECT_EQ(refusal.status, 401U);
  EXPECT_THAT(taken_back(refusal), HasSubstr("Max-Age=0"));
  EXPECT_EQ(log_size(), lines);

  signed_in(person(Role::liaison, "Cal Reyes"));
  const auto with_cal = log_size();
  EXPECT_EQ(refused(shown).status, 401U);
  EXPECT_EQ(log_size(), with_cal) << "also after others were there";
}

TEST_F(DoorTest, AStolenCookieIsRefusedAndRecorded) {
  auto shown = signed_in(ana);
  const auto lines = log_size();
  shown.agent = "another";
  const Refusal refusal = refused(shown);
  EXPECT_EQ(refusal.status, 401U);
  EXPECT_EQ(refusal.reason, AccessErrc::other_agent);
  EXPECT_EQ(log_size(), lines + 1);
  EXPECT_THAT(log().back(), HasSubstr("Ana Diaz session_refused"));
}

TEST_F(DoorTest, AnAgreementThatEndedIsForbidden) {
  const auto shown = signed_in(ana);
  city.set(ends + std::chrono::days(1));
  const Refusal refusal = refused(shown);
  EXPECT_EQ(refusal.status, 403U);
  EXPECT_EQ(refusal.reason, AccessErrc::agreement_ended);
  EXPECT_THAT(taken_back(refusal), HasSubstr("Max-Age=0"));
}

TEST_F(DoorTest, AVaultThatFailsIsNotTheVisitorsFault) {
  const auto shown = signed_in(ana);
  vault.failure.now = store::Errc::busy;
  const Refusal refusal = refused(shown);
  EXPECT_EQ(refusal.status, 503U);
  EXPECT_THAT(refusal.set_cookie, IsEmpty());
}

}  // namespace
}  // namespace tellsafe::access
