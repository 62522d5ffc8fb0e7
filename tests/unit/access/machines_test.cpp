#include "service/access/machines.h"

#include "access_fixture.h"

namespace tellsafe::access {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class MachinesTest : public AccessTest {
 protected:
  NewMachine records() const {
    return {"records", cal.id, Scope::read_export, city.today() + std::chrono::days(1), std::nullopt};
  }
  static handling::Credentials bearer(std::string_view token) {
    handling::Credentials shown;
    shown.bearer = crypto::wiped(token);
    return shown;
  }
  static handling::Credentials certificate(std::string fingerprint) {
    handling::Credentials shown;
    shown.certificate = std::move(fingerprint);
    return shown;
  }
  void expect_refused(const handling::Credentials& shown, unsigned status, AccessErrc reason,
                      Scope scope = Scope::read_export) {
    const auto admitted = machines.admit(shown, scope);
    ASSERT_TRUE(admitted.has_error());
    EXPECT_EQ(admitted.error().status, status);
    EXPECT_EQ(admitted.error().reason, reason) << admitted.error().reason.message();
  }

  RefusalLog refusals{audit, wall.clock()};
  Machines machines{vault.people(), refusals, city};
  store::Person cal = person(Role::liaison, "Cal Reyes");
};

TEST_F(MachinesTest, ATokenIsGivenOnceAndReads) {
  const auto token = add_machine(accounts, "operator:root", records());
  ASSERT_TRUE(token);
  const auto text = crypto::text_of(*token);
  EXPECT_TRUE(text.starts_with("ts_"));
  EXPECT_THAT(log().back(), testing::MatchesRegex("operator:root machine_added read_export, a token, for "
                                                  "[0-9a-f]{16}, \"records\", of \"Cal Reyes\""));
  EXPECT_EQ(log().back().find(text), std::string::npos);
  const auto lines = log_size();
  const auto admitted = machines.admit(bearer(text), Scope::read_export);
  ASSERT_TRUE(admitted.has_value());
  EXPECT_EQ(admitted->name, "records");
  EXPECT_EQ(log_size(), lines);
}

TEST_F(MachinesTest, TheLastDayIsTheOneBeforeTheEnd) {
  using std::chrono::sys_days;
  const sys_days day = std::chrono::year(2027) / 6 / 30;
  store::Machine machine;
  machine.expires = day + std::chrono::days(1);
  EXPECT_EQ(last_day(machine), day);
  machine.expires = day + std::chrono::hours(12);
  EXPECT_EQ(last_day(machine), day);
}

TEST_F(MachinesTest, ACertificateIsTheOtherWay) {
  auto wanted = records();
  const std::string fingerprint(64, 'a');
  wanted.certificate = parse_fingerprint(fingerprint);
  const auto token = add_machine(accounts, "operator:root", wanted);
  ASSERT_TRUE(token);
  EXPECT_THAT(*token, IsEmpty());
  EXPECT_TRUE(machines.admit(certificate(fingerprint), Scope::read_export).has_value());
  expect_refused(certificate(std::string(64, 'b')), 401, AccessErrc::unknown_machine);
  expect_refused(certificate("x"), 401, AccessErrc::unknown_machine);
  auto both = certificate(fingerprint);
  both.bearer = crypto::wiped("ts_wrong");
  expect_refused(both, 401, AccessErrc::unknown_machine);
}

TEST_F(MachinesTest, WhoShowsNothingIsNotRecorded) {
  const auto lines = log_size();
  expect_refused({}, 401, AccessErrc::nobody);
  EXPECT_EQ(log_size(), lines);
}

TEST_F(MachinesTest, MadeUpTokensAreRecordedButDoNotFillTheLog) {
  const auto lines = log_size();
  for (int i = 0; i < 50; ++i) {
    expect_refused(bearer("ts_" + std::string(43, 'A')), 401, AccessErrc::unknown_machine);
  }
  EXPECT_EQ(log_size(), lines + 1);
  EXPECT_EQ(log().back(), "anybody machine_refused a token or certificate that is not registered");
  wall.pass(2min);
  expect_refused(bearer("?"), 401, AccessErrc::unknown_machine);
  EXPECT_GT(log_size(), lines + 1) << "nor those that do not look like one";
}

TEST_F(MachinesTest, AnExpiredOneIsRefused) {
  const auto token = add_machine(accounts, "operator:root", records()).value();
  // It is the city's day that counts: on the machine's clock, in UTC, the next one may have begun.
  city.set(city.today() + std::chrono::days(1));
  wall.pass(48h);
  EXPECT_TRUE(machines.admit(bearer(crypto::text_of(token)), Scope::read_export).has_value());
  city.set(city.today() + std::chrono::days(1));
  expect_refused(bearer(crypto::text_of(token)), 401, AccessErrc::machine_expired);
  EXPECT_THAT(log().back(),
              HasSubstr("machine:records machine_refused the token or certificate has expired"));
}

TEST_F(MachinesTest, ARevokedOneIsRefused) {
  const auto token = add_machine(accounts, "operator:root", records()).value();
  const auto id = vault.people().machines().value()[0].id;
  ASSERT_TRUE(revoke_machine(accounts, "operator:root", id));
  EXPECT_THAT(log().back(), HasSubstr("operator:root machine_revoked \"records\""));
  expect_refused(bearer(crypto::text_of(token)), 401, AccessErrc::machine_revoked);
  EXPECT_EQ(revoke_machine(accounts, "operator:root", 12345).error(), store::Errc::not_found);
}

TEST_F(MachinesTest, AnotherScopeIsForbidden) {
  const auto token = add_machine(accounts, "operator:root", records()).value();
  expect_refused(bearer(crypto::text_of(token)), 403, AccessErrc::wrong_scope, Scope::read_group);
}

TEST_F(MachinesTest, StopsWithItsOwner) {
  auto lasting = records();
  lasting.last_day = ends + std::chrono::days(30);
  const auto token = add_machine(accounts, "operator:root", lasting).value();
  const auto shown = bearer(crypto::text_of(token));
  auto owner = cal;
  owner.role = "working_group";
  ASSERT_TRUE(change_person(accounts, "operator:root", cal, owner));
  expect_refused(shown, 403, AccessErrc::not_permitted);
  ASSERT_TRUE(change_person(accounts, "operator:root", owner, cal));
  ASSERT_TRUE(stop_person(accounts, "operator:root", cal.id));
  expect_refused(shown, 403, AccessErrc::stopped);
  ASSERT_TRUE(start_person(accounts, "operator:root", cal.id));
  EXPECT_TRUE(machines.admit(shown, Scope::read_export).has_value());
  city.set(ends + std::chrono::days(1));
  expect_refused(shown, 403, AccessErrc::agreement_ended);
}

TEST_F(MachinesTest, IsNotMadeForWhatItsOwnerMayNotRead) {
  const auto dee = person(Role::administrator, "Dee Novak");
  auto wanted = records();
  wanted.owner = dee.id;
  EXPECT_EQ(add_machine(accounts, "a", wanted).error(), AccessErrc::not_permitted);
  wanted.owner = 12345;
  EXPECT_EQ(add_machine(accounts, "a", wanted).error(), store::Errc::not_found);
  wanted = records();
  wanted.scope = Scope::read_group;
  EXPECT_EQ(add_machine(accounts, "a", wanted).error(), AccessErrc::not_permitted);
  wanted = records();
  wanted.last_day = city.today() - std::chrono::days(1);
  EXPECT_EQ(add_machine(accounts, "a", wanted).error(), AccessErrc::machine_expired);
  wanted = records();
  wanted.name = "a\nb";
  EXPECT_EQ(add_machine(accounts, "a", wanted).error(), AccessErrc::not_a_name);
  ASSERT_TRUE(add_machine(accounts, "a", records()));
}

TEST_F(MachinesTest, TheLogTellsOfNoneThatWasRefused) {
  auto first = records();
  first.certificate = parse_fingerprint(std::string(64, 'a'));
  ASSERT_TRUE(add_machine(accounts, "a", first));
  const auto lines = log_size();
  EXPECT_EQ(add_machine(accounts, "a", records()).error(), store::Errc::duplicate) << "the name";
  auto other = first;
  other.name = "other";
  EXPECT_EQ(add_machine(accounts, "a", other).error(), store::Errc::duplicate) << "the certificate";
  EXPECT_EQ(log_size(), lines);
}

TEST_F(MachinesTest, AVaultThatFailsIsNotTheMachinesFault) {
  const auto token = add_machine(accounts, "operator:root", records()).value();
  vault.failure.now = store::Errc::io;
  const auto admitted = machines.admit(bearer(crypto::text_of(token)), Scope::read_export);
  ASSERT_TRUE(admitted.has_error());
  EXPECT_EQ(admitted.error().status, 503U);
}

TEST_F(MachinesTest, ReadsFingerprintsAsTheyAreWritten) {
  crypto::Sha256 bytes;
  bytes.fill(0xab);
  std::string plain;
  std::string pairs;
  for (int i = 0; i < 32; ++i) {
    plain += "ab";
    pairs += i == 0 ? "AB" : ":AB";
  }
  EXPECT_EQ(parse_fingerprint(plain), bytes);
  EXPECT_EQ(parse_fingerprint(pairs), bytes);
  for (const std::string& bad :
       {std::string(), std::string(63, 'a'), std::string(66, 'a'), std::string(64, 'g')}) {
    EXPECT_FALSE(parse_fingerprint(bad));
  }
}

TEST(Scope, HasAName) {
  for (const Scope scope : all_scopes()) EXPECT_EQ(parse_scope(name_of(scope)), scope);
  EXPECT_FALSE(parse_scope("everything"));
}

}  // namespace
}  // namespace tellsafe::access
