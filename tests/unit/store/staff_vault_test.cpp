// What both the real staff.db and the one in memory promise.
#include "service/store/staff_vault.h"

#include "store_fixture.h"
#include "tests/support/fake_staff_vault.h"

namespace tellsafe::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Time noon{std::chrono::seconds(1'800'000'000)};
constexpr std::chrono::sys_days day{std::chrono::days(20'000)};

Sha256 hash(std::uint8_t first) {
  return {first};
}

Person ana() {
  return {7, "Ana Diaz", "Riverbend Together", "working_group", day, false};
}
Person bo() {
  return {0x7fffffffffffffff, "Bo Li", "State Police", "liaison", day, false};
}

StoredPasskey passkey(std::uint8_t id, PersonId person) {
  return {Bytes{id, 2, 3}, person, Bytes(77, id), 4'000'000'000U, "Phone", day, false};
}

Session session(std::uint8_t name, PersonId person = 7) {
  Session made;
  made.name = hash(name);
  made.token = hash(100);
  made.person = person;
  made.agent = hash(99);
  made.begun = made.seen = made.rotated = made.proven = noon;
  return made;
}

Machine machine(std::uint8_t token, std::string name) {
  return {random_id(), std::move(name), 7, "read_export", hash(token), std::nullopt, noon, false};
}

class StaffVaultTest : public StoreTest, public testing::WithParamInterface<bool> {
 protected:
  StaffVaultTest() {
    const crypto::Recipient release({9});
    if (GetParam()) {
      const StaffVaultOptions options{folder_ / "staff.db", options_.migrations / "staff"};
      EXPECT_TRUE(create_staff_vault(options, key_, release));
      vault_ = open_staff_vault(options, key_).value();
    } else {
      vault_ = std::make_unique<test_support::FakeStaffVault>(release);
    }
  }
  void add_people() {
    ASSERT_TRUE(people().add(bo(), hash(2), noon));
    ASSERT_TRUE(people().add(ana(), hash(1), noon));
  }
  // With one passkey each: 1 is Ana's, 2 is Bo's.
  void add_people_with_passkeys() {
    add_people();
    ASSERT_TRUE(people().add_first_passkey(passkey(1, 7), hash(1)));
    ASSERT_TRUE(people().add_first_passkey(passkey(2, bo().id), hash(2)));
  }
  Result<void> begin(const Session& session) {
    return people().add_session(session, passkey(session.person == 7 ? 1 : 2, 0).id);
  }
  People& people() { return vault_->people(); }
  std::unique_ptr<StaffVault> vault_;
};

INSTANTIATE_TEST_SUITE_P(, StaffVaultTest, testing::Bool(),
                         [](const auto& kind) { return kind.param ? "Sqlcipher" : "Fake"; });

TEST_P(StaffVaultTest, KeepsPeople) {
  EXPECT_THAT(people().people().value(), IsEmpty());
  EXPECT_EQ(people().person(7).error(), Errc::not_found);
  add_people();
  EXPECT_EQ(people().add(ana(), hash(3), noon).error(), Errc::duplicate);
  EXPECT_EQ(people().invitation(hash(3)).error(), Errc::not_found);

  const auto all = people().people().value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name, "Ana Diaz");
  EXPECT_EQ(all[1].id, bo().id);

  Person changed = ana();
  changed.name = "Ana Díaz";
  changed.organization = "City";
  changed.role = "administrator";
  changed.agreement_ends = day + std::chrono::days(365);
  changed.stopped = true;
  ASSERT_TRUE(people().change(ana(), changed));
  EXPECT_EQ(people().change(ana(), bo()).error(), Errc::changed);
  const Person read = people().person(7).value();
  EXPECT_EQ(read.name, "Ana Díaz");
  EXPECT_EQ(read.organization, "City");
  EXPECT_EQ(read.role, "administrator");
  EXPECT_EQ(read.agreement_ends, changed.agreement_ends);
  EXPECT_FALSE(read.stopped);
  changed.id = 8;
  EXPECT_EQ(people().change(changed, changed).error(), Errc::not_found);
}

TEST_P(StaffVaultTest, StoppingIsApartFromOtherChangesAndEndsSessions) {
  add_people_with_passkeys();
  ASSERT_TRUE(begin(session(1)));
  ASSERT_TRUE(begin(session(2, bo().id)));
  const Person before = people().person(7).value();
  ASSERT_TRUE(people().set_stopped(7, true));
  EXPECT_EQ(people().session(hash(1)).error(), Errc::not_found);
  EXPECT_TRUE(people().session(hash(2)));
  EXPECT_EQ(begin(session(3)).error(), Errc::not_found);
  ASSERT_TRUE(people().change(before, before)) << "by somebody who looked earlier";
  EXPECT_TRUE(people().person(7).value().stopped);
  ASSERT_TRUE(people().set_stopped(7, false));
  EXPECT_FALSE(people().person(7).value().stopped);
  EXPECT_EQ(people().person(7).value().name, "Ana Diaz");
  EXPECT_EQ(people().set_stopped(12345, true).error(), Errc::not_found);
}

TEST_P(StaffVaultTest, AnInvitationIsUsedOnceAndByItsPerson) {
  add_people();
  const Invitation open = people().invitation(hash(1)).value();
  EXPECT_EQ(open.person, 7U);
  EXPECT_EQ(open.expires, noon);

  EXPECT_EQ(people().add_first_passkey(passkey(1, bo().id), hash(1)).error(), Errc::not_found);
  ASSERT_TRUE(people().add_first_passkey(passkey(1, 7), hash(1)));
  EXPECT_EQ(people().invitation(hash(1)).error(), Errc::not_found);
  EXPECT_EQ(people().add_first_passkey(passkey(2, 7), hash(1)).error(), Errc::not_found);

  EXPECT_EQ(people().add_first_passkey(passkey(1, bo().id), hash(2)).error(), Errc::duplicate);
  EXPECT_TRUE(people().invitation(hash(2))) << "what fails uses up nothing";
}

TEST_P(StaffVaultTest, KeepsPasskeys) {
  add_people();
  ASSERT_TRUE(people().add_first_passkey(passkey(5, 7), hash(1)));
  ASSERT_TRUE(people().add_first_passkey(passkey(2, bo().id), hash(2)));
  ASSERT_TRUE(people().add_session(session(1), passkey(5, 7).id));
  ASSERT_TRUE(people().add_passkey(passkey(3, 7), hash(1)));
  EXPECT_EQ(people().add_passkey(passkey(3, 7), hash(1)).error(), Errc::duplicate);
  const auto all = people().passkeys(7).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, passkey(5, 7).id);
  EXPECT_EQ(all[0].public_key, Bytes(77, 5));
  EXPECT_EQ(all[0].counter, 4'000'000'000U);
  EXPECT_EQ(all[0].label, "Phone");
  EXPECT_EQ(all[0].added, day);

  ASSERT_TRUE(people().set_counter(all[0].id, 4'294'967'295U));
  EXPECT_EQ(people().passkey(all[0].id).value().counter, 4'294'967'295U);
  EXPECT_EQ(people().set_counter(Bytes{9}, 1).error(), Errc::not_found);
  EXPECT_EQ(people().set_counter(all[0].id, 4'294'967'295U).error(), Errc::not_found);
  EXPECT_EQ(people().set_counter(all[0].id, 0).error(), Errc::not_found);
  EXPECT_EQ(people().passkey(Bytes{9}).error(), Errc::not_found);

  ASSERT_TRUE(begin(session(2, bo().id)));
  ASSERT_TRUE(people().revoke_passkey(all[0].id));
  EXPECT_TRUE(people().passkey(all[0].id).value().revoked);
  EXPECT_FALSE(people().passkey(all[1].id).value().revoked);
  EXPECT_EQ(people().session(hash(1)).error(), Errc::not_found);
  EXPECT_TRUE(people().session(hash(2)));
  EXPECT_EQ(people().revoke_passkey(Bytes{9}).error(), Errc::not_found);
}

TEST_P(StaffVaultTest, WhatARevocationEndedAddsNothing) {
  add_people_with_passkeys();
  ASSERT_TRUE(begin(session(1)));
  EXPECT_EQ(people().add_passkey(passkey(3, bo().id), hash(1)).error(), Errc::not_found);
  EXPECT_EQ(people().add_session(session(2), passkey(2, 7).id).error(), Errc::not_found)
      << "with the passkey of somebody else";
  EXPECT_EQ(people().add_session(session(2), Bytes{9}).error(), Errc::not_found);
  ASSERT_TRUE(people().revoke_passkey(passkey(1, 7).id));
  EXPECT_EQ(people().add_passkey(passkey(3, 7), hash(1)).error(), Errc::not_found);
  EXPECT_EQ(begin(session(2)).error(), Errc::not_found);
  EXPECT_EQ(people().passkeys(7).value().size(), 1U);
  EXPECT_EQ(people().session(hash(2)).error(), Errc::not_found);
}

TEST_P(StaffVaultTest, NobodyRevokesTheirOwnLastPasskey) {
  add_people_with_passkeys();
  const auto first = passkey(1, 7).id;
  const auto second = passkey(3, 7).id;
  EXPECT_EQ(people().revoke_own_passkey(first).error(), Errc::changed);
  ASSERT_TRUE(begin(session(1)));
  ASSERT_TRUE(people().add_passkey(passkey(3, 7), hash(1)));
  ASSERT_TRUE(people().revoke_own_passkey(first));
  EXPECT_TRUE(people().passkey(first).value().revoked);
  EXPECT_EQ(people().session(hash(1)).error(), Errc::not_found);
  EXPECT_EQ(people().revoke_own_passkey(second).error(), Errc::changed);
  EXPECT_FALSE(people().passkey(second).value().revoked);
  EXPECT_EQ(people().revoke_own_passkey(first).error(), Errc::not_found) << "once is enough";
  EXPECT_EQ(people().revoke_own_passkey(Bytes{9}).error(), Errc::not_found);
}

TEST_P(StaffVaultTest, InvitingAgainEndsWhatWasLost) {
  add_people_with_passkeys();
  ASSERT_TRUE(begin(session(1)));
  ASSERT_TRUE(people().invite_again(7, hash(3), noon));
  EXPECT_TRUE(people().passkey(passkey(1, 7).id).value().revoked);
  EXPECT_FALSE(people().passkey(passkey(2, 7).id).value().revoked);
  EXPECT_EQ(people().session(hash(1)).error(), Errc::not_found);

  ASSERT_TRUE(people().invite_again(bo().id, hash(4), noon));
  ASSERT_TRUE(people().invite_again(7, hash(10), noon));
  EXPECT_EQ(people().invitation(hash(3)).error(), Errc::not_found);
  EXPECT_EQ(people().invitation(hash(10)).value().person, 7U);
  EXPECT_TRUE(people().invitation(hash(4)));
  EXPECT_EQ(people().invite_again(12345, hash(11), noon).error(), Errc::not_found);
  EXPECT_EQ(people().invite_again(7, hash(4), noon).error(), Errc::duplicate);
  EXPECT_TRUE(people().invitation(hash(10)));
}

TEST_P(StaffVaultTest, KeepsSessions) {
  add_people_with_passkeys();
  EXPECT_EQ(begin(session(1, 12345)).error(), Errc::not_found);
  ASSERT_TRUE(begin(session(1)));
  ASSERT_TRUE(begin(session(2)));
  EXPECT_EQ(begin(session(1)).error(), Errc::duplicate);

  Session now = people().session(hash(1)).value();
  EXPECT_EQ(now.person, 7U);
  EXPECT_EQ(now.agent, hash(99));
  EXPECT_EQ(now.begun, noon);
  EXPECT_FALSE(now.previous);
  EXPECT_EQ(now.name, hash(1));
  EXPECT_EQ(now.token, hash(100));
  now.token = hash(101);
  now.previous = hash(100);
  now.seen = noon + std::chrono::seconds(1);
  now.rotated = noon + std::chrono::seconds(2);
  now.proven = noon + std::chrono::seconds(3);
  now.person = bo().id;
  now.begun = noon + std::chrono::hours(1);
  ASSERT_TRUE(people().change_session(hash(100), now));
  EXPECT_EQ(people().change_session(hash(100), now).error(), Errc::not_found)
      << "only the present value counts";
  const Session read = people().session(hash(1)).value();
  EXPECT_EQ(read.name, hash(1));
  EXPECT_EQ(read.token, hash(101));
  EXPECT_EQ(read.previous, hash(100));
  EXPECT_EQ(read.person, 7U);
  EXPECT_EQ(read.begun, noon);
  EXPECT_EQ(read.seen, now.seen);
  EXPECT_EQ(read.rotated, now.rotated);
  EXPECT_EQ(read.proven, now.proven);
  EXPECT_EQ(people().session(hash(2)).value().token, hash(100)) << "the other one is as it was";
  now.name = hash(3);
  EXPECT_EQ(people().change_session(hash(101), now).error(), Errc::not_found);

  ASSERT_TRUE(people().end_session(hash(101)));
  EXPECT_TRUE(people().session(hash(1)));
  ASSERT_TRUE(people().end_session(hash(1)));
  EXPECT_EQ(people().session(hash(1)).error(), Errc::not_found);
  EXPECT_TRUE(people().session(hash(2)));
}

TEST_P(StaffVaultTest, EndsSessionsByPersonAndByAge) {
  add_people_with_passkeys();
  ASSERT_TRUE(begin(session(1)));
  ASSERT_TRUE(begin(session(2)));
  ASSERT_TRUE(begin(session(3, bo().id)));
  ASSERT_TRUE(people().end_sessions(7));
  EXPECT_EQ(people().session(hash(1)).error(), Errc::not_found);
  EXPECT_EQ(people().session(hash(2)).error(), Errc::not_found);
  ASSERT_TRUE(people().end_old_sessions(noon, noon));
  EXPECT_TRUE(people().session(hash(3)));
  ASSERT_TRUE(people().end_old_sessions(noon, noon + std::chrono::seconds(1)));
  EXPECT_EQ(people().session(hash(3)).error(), Errc::not_found);
  ASSERT_TRUE(begin(session(4)));
  ASSERT_TRUE(people().end_old_sessions(noon + std::chrono::seconds(1), noon));
  EXPECT_EQ(people().session(hash(4)).error(), Errc::not_found);
}

TEST_P(StaffVaultTest, KeepsMachines) {
  add_people();
  const Machine one = machine(1, "one");
  ASSERT_TRUE(people().add_machine(one));
  Machine certified = machine(2, "certified");
  certified.token.reset();
  certified.certificate = hash(1);
  ASSERT_TRUE(people().add_machine(certified));
  EXPECT_EQ(people().add_machine(machine(3, "one")).error(), Errc::duplicate);
  EXPECT_EQ(people().add_machine(machine(1, "other")).error(), Errc::duplicate);
  Machine orphan = machine(5, "orphan");
  orphan.owner = 12345;
  EXPECT_EQ(people().add_machine(orphan).error(), Errc::not_found);

  const auto all = people().machines().value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name, "certified");
  const Machine read = people().machine_of_token(hash(1)).value();
  EXPECT_EQ(read.id, one.id);
  EXPECT_EQ(read.owner, 7U);
  EXPECT_EQ(read.scope, "read_export");
  EXPECT_EQ(read.expires, noon);
  EXPECT_FALSE(read.certificate);
  EXPECT_EQ(people().machine_of_certificate(hash(1)).value().id, certified.id);
  EXPECT_EQ(people().machine_of_certificate(hash(2)).error(), Errc::not_found);
  EXPECT_EQ(people().machine_of_token(hash(2)).error(), Errc::not_found);
  ASSERT_TRUE(people().revoke_machine(one.id));
  EXPECT_TRUE(people().machine_of_token(hash(1)).value().revoked);
  EXPECT_EQ(people().revoke_machine(1).error(), Errc::not_found);
}

TEST_P(StaffVaultTest, TheAuditLogGrowsLineByLineWithItsSeal) {
  Audit& audit = vault_->audit();
  const auto none = audit.each([](const AuditLine&) { return true; });
  ASSERT_TRUE(none);
  EXPECT_EQ(none->lines, 0U);
  EXPECT_EQ(none->last, Sha256{});
  EXPECT_EQ(none->key.size(), 32U);
  EXPECT_GT(audit.origin().value().size(), 32U);

  const auto next = [](AuditSeal& seal) {
    const auto number = ++seal.lines;
    seal.last = hash(static_cast<std::uint8_t>(number));
    seal.key = crypto::SecretBytes::copy_of(Bytes(32, static_cast<std::uint8_t>(number)));
    seal.sum = hash(static_cast<std::uint8_t>(number + 100));
    return AuditLine{number, noon, "operator:root", "released", "2025-Q1", seal.last};
  };
  EXPECT_EQ(audit.append(next).value().number, 1U);
  EXPECT_EQ(audit.append(next).value().number, 2U);
  std::vector<AuditLine> lines;
  const auto seal = audit.each([&](const AuditLine& line) {
    lines.push_back(line);
    return true;
  });
  ASSERT_TRUE(seal);
  EXPECT_EQ(seal->lines, 2U);
  EXPECT_EQ(seal->last, hash(2));
  EXPECT_EQ(seal->sum, hash(102));
  EXPECT_EQ(seal->key.data()[31], 2);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].number, 2U);
  EXPECT_EQ(lines[1].time, noon);
  EXPECT_EQ(lines[1].actor, "operator:root");
  EXPECT_EQ(lines[1].action, "released");
  EXPECT_EQ(lines[1].subject, "2025-Q1");
  EXPECT_EQ(lines[1].chain, hash(2));
  int seen = 0;
  EXPECT_EQ(audit.each([&](const AuditLine&) { return ++seen < 1; })->lines, 2U);
  EXPECT_EQ(seen, 1);

  struct Stop {};
  EXPECT_THROW((void)audit.append([&](AuditSeal& moved) -> AuditLine {
    next(moved);
    throw Stop();
  }),
               Stop);
  EXPECT_EQ(audit.append(next).value().number, 3U);
}

TEST_P(StaffVaultTest, KeepsApprovals) {
  Approvals& approvals = vault_->approvals();
  EXPECT_THAT(approvals.of("brief:2026-11").value(), IsEmpty());
  const Approval first{"brief:2026-11", hash(1), 7, "Ana Diaz", "working_group", noon};
  ASSERT_TRUE(approvals.add(first));
  EXPECT_EQ(approvals.add(first).error(), Errc::duplicate);
  Approval renamed = first;
  renamed.name = "Ana Díaz";
  EXPECT_EQ(approvals.add(renamed).error(), Errc::duplicate);
  Approval again = first;
  again.digest = hash(2);
  ASSERT_TRUE(approvals.add(again));
  Approval other = first;
  other.person = 8;
  ASSERT_TRUE(approvals.add(other));
  other.subject = "export:2025";
  ASSERT_TRUE(approvals.add(other));
  const auto all = approvals.of("brief:2026-11").value();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].digest, hash(1));
  EXPECT_EQ(all[0].person, 7U);
  EXPECT_EQ(all[0].name, "Ana Diaz");
  EXPECT_EQ(all[0].role, "working_group");
  EXPECT_EQ(all[0].time, noon);
  EXPECT_EQ(all[1].digest, hash(2));
  EXPECT_EQ(all[2].person, 8U);
}

TEST_P(StaffVaultTest, KeepsDraftsUntilTheyArePublic) {
  Briefs& briefs = vault_->briefs();
  EXPECT_EQ(briefs.draft("2026-11").error(), Errc::not_found);
  EXPECT_EQ(briefs.save({"2026-11", 1, "{}"}).error(), Errc::changed);
  ASSERT_TRUE(briefs.save({"2026-11", 0, "{}"}));
  ASSERT_TRUE(briefs.save({"2026-12", 0, "{}"}));
  EXPECT_EQ(briefs.save({"2026-11", 0, "{}"}).error(), Errc::changed);
  ASSERT_TRUE(briefs.save({"2026-11", 1, R"({"said":"ñ"})"}));
  EXPECT_EQ(briefs.draft("2026-11").value().version, 2U);
  EXPECT_EQ(briefs.draft("2026-11").value().json, R"({"said":"ñ"})");
  EXPECT_THAT(briefs.drafted().value(), ElementsAre("2026-12", "2026-11"));

  EXPECT_THAT(briefs.published().value(), IsEmpty());
  ASSERT_TRUE(briefs.publish({"2026-11", "<p>", {}}));
  EXPECT_EQ(briefs.publish({"2026-11", "<b>", {}}).error(), Errc::already_exists);
  EXPECT_EQ(briefs.save({"2026-11", 2, "{}"}).error(), Errc::already_exists);
  EXPECT_EQ(briefs.brief("2026-11").value().html, "<p>");
  EXPECT_THAT(briefs.brief("2026-11").value().pdf, IsEmpty());
  EXPECT_EQ(briefs.brief("2026-12").error(), Errc::not_found);

  EXPECT_EQ(briefs.attach_pdf("2026-12", Bytes{1}).error(), Errc::not_found);
  ASSERT_TRUE(briefs.attach_pdf("2026-11", Bytes{1, 2}));
  EXPECT_EQ(briefs.attach_pdf("2026-11", Bytes{3}).error(), Errc::already_exists);
  EXPECT_EQ(briefs.brief("2026-11").value().pdf, (Bytes{1, 2}));
  ASSERT_TRUE(briefs.publish({"2026-12", "<p>", Bytes{1}}));
  EXPECT_THAT(briefs.published().value(), ElementsAre("2026-12", "2026-11"));
}

TEST_P(StaffVaultTest, KeepsTheCountsOfOthers) {
  History& history = vault_->history();
  ASSERT_TRUE(history.add({"Survey", "survey", "", {}}));
  ASSERT_TRUE(
      history.add({"Police", "police", "by hand", {{"2019", "", "", 12}, {"2018-Q1", "bias", "race", 0}}}));
  EXPECT_EQ(history.add({"Police", "other", "", {{"2019", "", "", 1}}}).error(), Errc::duplicate);
  const auto all = history.sources().value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].label, "Police");
  EXPECT_EQ(all[0].kind, "police");
  EXPECT_EQ(all[0].note, "by hand");
  ASSERT_EQ(all[0].counts.size(), 2U);
  EXPECT_EQ(all[0].counts[0].period, "2019");
  EXPECT_EQ(all[0].counts[0].count, 12U);
  EXPECT_EQ(all[0].counts[1].question, "bias");
  EXPECT_EQ(all[0].counts[1].code, "race");
  EXPECT_THAT(all[1].counts, IsEmpty());
  ASSERT_TRUE(history.remove("Police"));
  EXPECT_EQ(history.remove("Police").error(), Errc::not_found);
  EXPECT_EQ(history.sources().value().size(), 1U);
  ASSERT_TRUE(history.add({"Police", "police", "", {{"2019", "", "", 3}}}));
  EXPECT_EQ(history.sources().value()[0].counts.size(), 1U);
}

}  // namespace
}  // namespace tellsafe::store
