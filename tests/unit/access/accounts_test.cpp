#include "service/access/accounts.h"

#include "access_fixture.h"

namespace tellsafe::access {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class AccountsTest : public AccessTest {
 protected:
  NewPerson ana() const { return {"Ana Diaz", "Riverbend Together", Role::working_group, ends}; }
  static std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  }
  static store::StoredPasskey passkey(std::uint8_t id, std::string label = "Phone") {
    store::StoredPasskey made;
    made.id = crypto::Bytes(16, id);
    made.label = std::move(label);
    return made;
  }
  // Somebody's open session.
  Visitor visitor(const store::Person& who) {
    Sessions sessions(vault.people(), audit, wall.clock(), city);
    const auto cookie = sessions.begin(who, passkey_of(who), {}).value();
    const std::string text(crypto::text_of(cookie));
    handling::Credentials shown;
    shown.session = crypto::wiped(text.substr(text.find('=') + 1, 86));
    return sessions.open(shown).value();
  }
};

TEST_F(AccountsTest, AnInvitationMakesAnAccountOnce) {
  const auto invited = invite(accounts, "operator:root", ana());
  ASSERT_TRUE(invited);
  EXPECT_THAT(log(), ElementsAre(HasSubstr("operator:root invited ")));
  EXPECT_THAT(log()[0],
              HasSubstr("working_group, until 2027-02-14, \"Ana Diaz\", of \"Riverbend Together\""));
  const auto token = crypto::text_of(invited->token);
  EXPECT_EQ(log()[0].find(token), std::string::npos);
  EXPECT_EQ(invited_person(accounts, token).value().name, "Ana Diaz");

  const auto enrolled = enrol(accounts, token, passkey(1));
  ASSERT_TRUE(enrolled);
  EXPECT_EQ(enrolled->id, invited->person);
  EXPECT_THAT(log().back(), HasSubstr("Ana Diaz enrolled \"Phone\""));
  EXPECT_THAT(vault.people().passkeys(invited->person).value(), SizeIs(1));
  EXPECT_EQ(invited_person(accounts, token).error(), AccessErrc::unknown_invitation);
  EXPECT_EQ(enrol(accounts, token, passkey(2)).error(), AccessErrc::unknown_invitation);
}

TEST_F(AccountsTest, SayWhoMaySignIn) {
  const store::Person person{1, "Ana Diaz", "Schools", "working_group", ends, false};
  store::StoredPasskey revoked = passkey(2);
  revoked.revoked = true;
  EXPECT_EQ(state_words(person, {passkey(1)}, ends), "may sign in");
  EXPECT_EQ(state_words(person, {}, ends), "invited");
  EXPECT_EQ(state_words(person, {revoked}, ends), "invited");
  EXPECT_EQ(state_words(person, {revoked, passkey(1)}, ends + std::chrono::days(1)), "agreement ended");
  store::Person stopped = person;
  stopped.stopped = true;
  EXPECT_EQ(state_words(stopped, {passkey(1)}, ends), "stopped");
}

TEST_F(AccountsTest, AnInvitationRunsOut) {
  const auto invited = invite(accounts, "operator:root", ana(), 1h).value();
  const auto token = crypto::text_of(invited.token);
  wall.pass(59min);
  EXPECT_TRUE(invited_person(accounts, token));
  wall.pass(1min);
  EXPECT_EQ(invited_person(accounts, token).error(), AccessErrc::invitation_expired);
  EXPECT_EQ(enrol(accounts, token, passkey(1)).error(), AccessErrc::invitation_expired);
}

TEST_F(AccountsTest, AnInvitationEndsWithTheAgreementAndWithTheAccount) {
  const auto first = invite(accounts, "operator:root", ana(), std::chrono::days(365)).value();
  const auto second = invite(accounts, "operator:root", ana()).value();
  ASSERT_TRUE(stop_person(accounts, "operator:root", second.person));
  EXPECT_EQ(enrol(accounts, crypto::text_of(second.token), passkey(1)).error(), AccessErrc::stopped);
  city.set(ends + std::chrono::days(1));
  EXPECT_EQ(enrol(accounts, crypto::text_of(first.token), passkey(1)).error(), AccessErrc::agreement_ended);
}

TEST_F(AccountsTest, RefusesWhatNoNameIs) {
  for (const std::string& name :
       {std::string(), std::string(" Ana"), std::string("Ana\nDiaz"), std::string(101, 'x'),
        std::string("Ana\x1b"), std::string("\xff"), std::string("\u200b"), std::string("Ana\u202e")}) {
    auto person = ana();
    person.name = name;
    EXPECT_EQ(invite(accounts, "a", person).error(), AccessErrc::not_a_name);
    person = ana();
    person.organization = name;
    EXPECT_EQ(invite(accounts, "a", person).error(), AccessErrc::not_a_name);
  }
  EXPECT_TRUE(is_name("Żaneta Ó Súilleabháin 李"));
  auto late = ana();
  late.agreement_ends = city.today() - std::chrono::days(1);
  EXPECT_EQ(invite(accounts, "a", late).error(), AccessErrc::agreement_ended);
  EXPECT_THAT(log(), IsEmpty());
  const auto invited = invite(accounts, "a", ana()).value();
  EXPECT_EQ(enrol(accounts, crypto::text_of(invited.token), passkey(1, "a\nb")).error(),
            AccessErrc::not_a_name);
}

TEST_F(AccountsTest, NamesHoldNothingThatDoesNotShow) {
  for (const std::string hidden :
       {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066",     "\u2067", "\u2068", "\u2069",
        "\u200e", "\u200f", "\u061c", "\u2028", "\u2029", "\u200b",     "\u200c", "\u200d", "\u2060",
        "\ufeff", "\u00ad", "\u180e", "\u034f", "\u3164", "\U000e0041", "\t",     "\u0085"}) {
    EXPECT_FALSE(is_name("Ana" + hidden + "Diaz")) << hidden;
  }
  for (const std::string blank : {"\u00a0", "\u3000", "\u2800", "\u0301"})
    EXPECT_FALSE(is_name(blank)) << blank;
  EXPECT_TRUE(is_name("Jose\u0301 O\u2019Neill (IT)"));
  EXPECT_TRUE(is_name(std::string(100, 'x')));
  EXPECT_TRUE(is_name(repeated("李", 66)));
  EXPECT_FALSE(is_name(repeated("李", 67))) << "more than 200 bytes";
}

TEST_F(AccountsTest, NamesHoldTheJoinersThatTheirScriptsNeed) {
  for (const std::string name : {
           "علی\u200cرضا کریمی",       // Ali-Reza Karimi, Persian
           "مهدی\u200cیار",            // Mahdiyar
           "نرگس\u200cسادات",          // Narges-Sadat
           "خان\u200cزادہ",            // Khanzada, Urdu
           "عَلِيّ\u200cرضا",             // with vowel signs before it
           "ශ්\u200dරීමතී",               // Srimathi, Sinhala
           "චන්ද්\u200dරිකා",             // Chandrika
           "क्\u200dषितिज",             // Kshitij with a half form, Devanagari
           "राजेन्द्र\u0020तऱ्\u200dहेकर",  // an eyelash RA, Marathi
           "ಶ್\u200cರೀನಿವಾಸ",            // Shrinivas, Kannada, with a visible virama
           "র\u200d্যাচেল",             // Rachel, Bengali
       }) {
    EXPECT_TRUE(is_name(name)) << name;
    auto person = ana();
    person.name = name;
    ASSERT_TRUE(invite(accounts, "operator:root", person)) << name;
    EXPECT_THAT(log().back(), HasSubstr("\"" + name + "\"")) << "as it is";
  }
}

TEST_F(AccountsTest, NamesHoldNoJoinersAnywhereElse) {
  for (const std::string name : {
           "Ana\u200cDiaz",      "Ana\u200dDiaz", "李\u200d明",         "Иван\u200cов",   "\u200cعلی",
           "علی\u200c",          "علی\u200c رضا", "علی \u200cرضا",  // at the edge of a word
           "علی\u200c\u200cرضا", "علی\u200dرضا",                    // two of them; the other one
           "احمد\u200cرضا",                                         // which changes nothing after DAL
           "علی\u200cDiaz",                                         // of two scripts
           "\u200dශ්රී",           "ශ්\u200d",       "ශ\u200dරී",           "ශ්\u200d\u200dරී", "ශ්\u200d රී",
           "ශ්\u200dර්\u200c",     "ශ්\u200dxi",     "क्\u200dষ",           "ক\u200d্যা",      "র\u200d্",
           "র\u200dযা",                                                  // RA alone, with what it joins
           "علی\u202eرضا",       "علی\u200fرضا",  "علی\u200c\u202eرضا",  // marks of direction
       }) {
    EXPECT_FALSE(is_name(name)) << name;
  }
}

TEST_F(AccountsTest, NoNameHidesOrInventsARoleInTheLog) {
  auto eve = ana();
  eve.role = Role::administrator;
  eve.name = repeated("李", 66);
  eve.organization = "X\", advisory_board, until 2027-01-01, \"";
  ASSERT_TRUE(invite(accounts, "operator:root", eve));
  EXPECT_THAT(log().back(), testing::MatchesRegex("operator:root invited [0-9a-f]{16}, administrator, until "
                                                  "2027-02-14, \".*"));
  eve.name = "Eve";
  ASSERT_TRUE(invite(accounts, "operator:root", eve));
  EXPECT_THAT(log().back(), HasSubstr("\"Eve\", of \"X\\\", advisory_board, until 2027-01-01, \\\"\""));
}

TEST_F(AccountsTest, InvitingAgainEndsTheLostPasskeysSessionsAndInvitations) {
  const auto lost = person();
  Sessions sessions(vault.people(), audit, wall.clock(), city);
  ASSERT_TRUE(sessions.begin(lost, passkey_of(lost), {}));
  const auto open = invite_again(accounts, "operator:root", lost.id).value();
  const auto again = invite_again(accounts, "operator:root", lost.id).value();
  EXPECT_THAT(log().back(), HasSubstr("operator:root invited_again"));
  EXPECT_TRUE(vault.people().passkeys(lost.id).value()[0].revoked);
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
  EXPECT_EQ(invited_person(accounts, crypto::text_of(open.token)).error(), AccessErrc::unknown_invitation);
  EXPECT_TRUE(enrol(accounts, crypto::text_of(again.token), passkey(50)));
  EXPECT_EQ(invite_again(accounts, "operator:root", 12345).error(), store::Errc::not_found);
}

TEST_F(AccountsTest, FurtherPasskeysAndTheirRevocation) {
  const auto who = person();
  const auto asking = visitor(who);
  ASSERT_TRUE(add_passkey(accounts, asking, passkey(60, "Laptop")));
  EXPECT_THAT(log().back(), HasSubstr("Ana Diaz passkey_added \"Laptop\""));
  EXPECT_EQ(add_passkey(accounts, asking, passkey(60)).error(), store::Errc::duplicate);
  ASSERT_TRUE(revoke_passkey(accounts, "operator:root", passkey(60).id));
  EXPECT_THAT(log().back(),
              testing::MatchesRegex("operator:root passkey_revoked [0-9a-f]{16} \"Ana Diaz\", \"Laptop\""));
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
  EXPECT_EQ(revoke_passkey(accounts, "operator:root", passkey(61).id).error(), store::Errc::not_found);
  EXPECT_EQ(add_passkey(accounts, asking, passkey(62)).error(), AccessErrc::unknown_session)
      << "the revocation ended the session that asks";
  EXPECT_THAT(vault.people().passkeys(who.id).value(), SizeIs(2));
}

TEST_F(AccountsTest, OnesOwnLastPasskeyStays) {
  const auto who = person();
  ASSERT_TRUE(add_passkey(accounts, visitor(who), passkey(60, "Laptop")));
  const auto both = vault.people().passkeys(who.id).value();
  ASSERT_TRUE(revoke_own_passkey(accounts, who, both[0]));
  EXPECT_THAT(log().back(),
              testing::MatchesRegex(".* Ana Diaz passkey_revoked [0-9a-f]{16} \"Ana Diaz\", \"Phone\""));
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
  EXPECT_EQ(revoke_own_passkey(accounts, who, both[1]).error(), store::Errc::changed);
  EXPECT_FALSE(vault.people().passkey(both[1].id).value().revoked);
}

TEST_F(AccountsTest, StoppingAndStartingAgain) {
  const auto who = person();
  visitor(who);
  ASSERT_TRUE(stop_person(accounts, "operator:root", who.id));
  EXPECT_THAT(log().back(), HasSubstr("operator:root person_stopped"));
  EXPECT_TRUE(vault.people().person(who.id).value().stopped);
  EXPECT_THAT(vault.people().kept_sessions(), IsEmpty());
  EXPECT_EQ(invite_again(accounts, "operator:root", who.id).error(), AccessErrc::stopped);
  ASSERT_TRUE(start_person(accounts, "operator:root", who.id));
  EXPECT_FALSE(vault.people().person(who.id).value().stopped);
  EXPECT_EQ(stop_person(accounts, "a", 12345).error(), store::Errc::not_found);
  EXPECT_EQ(start_person(accounts, "a", 12345).error(), store::Errc::not_found);
}

TEST_F(AccountsTest, ChangingAPersonDoesNotLetThemInAgain) {
  const auto before = person();
  auto who = before;
  ASSERT_TRUE(stop_person(accounts, "operator:root", who.id));
  who.role = "administrator";
  who.agreement_ends += std::chrono::days(365);
  who.stopped = false;
  ASSERT_TRUE(change_person(accounts, "operator:root", before, who));
  EXPECT_THAT(log().back(), HasSubstr("person_changed"));
  EXPECT_TRUE(vault.people().person(who.id).value().stopped);
  EXPECT_EQ(vault.people().person(who.id).value().role, "administrator");
  who.role = "king";
  EXPECT_EQ(change_person(accounts, "a", before, who).error(), AccessErrc::unknown_role);
  who.name = "";
  EXPECT_EQ(change_person(accounts, "a", before, who).error(), AccessErrc::not_a_name);
}

TEST_F(AccountsTest, WhatWasTakenAwayMeanwhileDoesNotComeBack) {
  const auto before = person(Role::liaison);
  auto taken = before;
  taken.role = "advisory_board";
  ASSERT_TRUE(change_person(accounts, "operator:root", before, taken));
  const auto lines = log_size();
  auto corrected = before;
  corrected.name = "Anna Diaz";
  EXPECT_EQ(change_person(accounts, "operator:root", before, corrected).error(), store::Errc::changed);
  EXPECT_EQ(log_size(), lines);
  EXPECT_EQ(vault.people().person(before.id).value().role, "advisory_board");
}

TEST_F(AccountsTest, WhatCannotBeRecordedDoesNotHappen) {
  const auto who = person();
  const auto asking = visitor(who);
  const auto invited = invite(accounts, "operator:root", ana()).value();
  vault.audit_failure.now = store::Errc::disk_full;
  const auto full = make_error_code(store::Errc::disk_full);
  EXPECT_EQ(invite(accounts, "a", ana()).error(), full);
  EXPECT_EQ(invite_again(accounts, "a", who.id).error(), full);
  EXPECT_EQ(enrol(accounts, crypto::text_of(invited.token), passkey(70)).error(), full);
  EXPECT_EQ(add_passkey(accounts, asking, passkey(71)).error(), full);
  EXPECT_EQ(stop_person(accounts, "a", who.id).error(), full);
  EXPECT_EQ(revoke_passkey(accounts, "a", vault.people().passkeys(who.id).value()[0].id).error(), full);
  EXPECT_EQ(revoke_own_passkey(accounts, who, vault.people().passkeys(who.id).value()[0]).error(), full);
  vault.audit_failure.now.reset();
  EXPECT_THAT(vault.people().people().value(), SizeIs(2));
  const auto passkeys = vault.people().passkeys(who.id).value();
  ASSERT_THAT(passkeys, SizeIs(1));
  EXPECT_FALSE(passkeys[0].revoked);
  EXPECT_FALSE(vault.people().person(who.id).value().stopped);
  EXPECT_TRUE(invited_person(accounts, crypto::text_of(invited.token)));
}

}  // namespace
}  // namespace tellsafe::access
