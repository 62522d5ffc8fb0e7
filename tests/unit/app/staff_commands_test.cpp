#include <gmock/gmock.h>

#include <fstream>
#include <regex>

#include "service/app/vault_access.h"
#include "service/store/staff_origin.h"
#include "tests/unit/app/town.h"

namespace tellsafe::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class StaffCommands : public testing::Test {
 protected:
  StaffCommands() {
    const std::string config = support::read_file(town_.config());
    const auto section = config.find("[staff]\n");
    const std::string url = "url = \"https://staff.springfield.example\"\n";
    support::write_file(town_.config(), section == std::string::npos
                                            ? config + "\n[staff]\n" + url
                                            : std::string(config).insert(section + 8, url));
  }
  support::Ran run(support::Command arguments) const {
    arguments.insert(arguments.end(), {"--config", town_.config()});
    return tellsafe(arguments);
  }
  support::Ran invite(const std::string& name = "Cal Reyes", const std::string& role = "liaison") const {
    return run({"staff", "invite", "--role", role, "--name", name, "--organization", "State Police",
                "--expires", "2999-12-31", "--no-qr"});
  }
  // The person of the invitation.
  static std::string person(const support::Ran& ran) {
    std::smatch found;
    const bool matched = std::regex_search(ran.out, found, std::regex("Person ([0-9a-f]{16})"));
    EXPECT_TRUE(matched) << ran.out << ran.err;
    return matched ? found.str(1) : "";
  }
  static std::string link(const support::Ran& ran) {
    std::smatch found;
    const bool matched = std::regex_search(
        ran.out, found, std::regex("https://staff.springfield.example/enrol/[A-Za-z0-9_-]{43}"));
    EXPECT_TRUE(matched) << ran.out << ran.err;
    return matched ? found.str() : "";
  }
  crypto::SecretBytes key() const {
    return std::move(*runtime::load_vault_key(town_.folder() / "vault.key"));
  }
  store::VaultOptions vault() const { return {town_.folder() / "vault.db", source / "schema/migrations"}; }
  // As whoever has the vault's key can.
  void make_staff_file() const {
    const auto config = read_config(town_.config());
    ASSERT_TRUE(store::create_staff_vault({config->staff_file, source / "schema/migrations/staff"}, key(),
                                          config->release_recipients.front()));
  }
  // The vault of a city from before there was a file for staff.
  void forget_staff_file() const {
    for (const char* const suffix : {"", "-wal", "-shm"}) {
      std::filesystem::remove(vault().file.string() + suffix);
    }
    ASSERT_TRUE(store::create_vault(vault(), key(), true));
  }
  Town town_;
};

TEST_F(StaffCommands, InvitingPrintsALinkOnce) {
  const auto invited = invite();
  ASSERT_EQ(invited.code, 0) << invited.err;
  EXPECT_NE(link(invited), "");
  const auto list = run({"staff", "list"});
  EXPECT_THAT(list.out, HasSubstr(person(invited) + "  liaison          until 2999-12-31  invited        "));
  EXPECT_THAT(list.out, HasSubstr("Cal Reyes, State Police"));
  const auto token = link(invited).substr(link(invited).rfind('/') + 1);
  for (const auto& out : {list.out, run({"audit", "show"}).out}) EXPECT_THAT(out, Not(HasSubstr(token)));
}

TEST_F(StaffCommands, DrawsACodeOfTheLinkUnlessToldNotTo) {
  const auto drawn = run({"staff", "invite", "--role", "liaison", "--name", "A", "--organization", "B",
                          "--expires", "2999-12-31"});
  EXPECT_THAT(drawn.out, HasSubstr("█▀"));
  EXPECT_THAT(drawn.out, Not(HasSubstr("\x1b"))) << "no terminal, no colors";
  EXPECT_THAT(invite().out, Not(HasSubstr("█")));
}

TEST_F(StaffCommands, RefusesWhatMakesNoAccount) {
  EXPECT_EQ(invite("Ana", "king").code, 2);
  EXPECT_THAT(invite("Ana", "king").err, HasSubstr("working_group liaison advisory_board administrator"));
  EXPECT_EQ(invite("").code, 2);
  EXPECT_EQ(run({"staff", "invite", "--role", "liaison", "--name", "A", "--organization", "B", "--expires",
                 "2020-01-01"})
                .code,
            1);
  EXPECT_EQ(run({"staff", "invite", "--role", "liaison", "--name", "A", "--organization", "B", "--expires",
                 "2020-13-01"})
                .code,
            2);
  EXPECT_EQ(run({"staff", "stop", "1"}).code, 2);
  EXPECT_EQ(run({"staff", "stop", "00000000000000ab"}).code, 1);
  EXPECT_EQ(run({"staff"}).code, 2);
}

TEST_F(StaffCommands, WithoutAnAddressForStaffThereIsNoLink) {
  std::string config = support::read_file(town_.config());
  config.erase(config.find("url = \"https://staff.springfield.example\"\n"), 42);
  support::write_file(town_.config(), config);
  const auto refused = invite();
  EXPECT_EQ(refused.code, 5);
  EXPECT_THAT(refused.err, HasSubstr("[staff] url"));
  EXPECT_THAT(run({"staff", "list"}).out, HasSubstr("Nobody"));
}

TEST_F(StaffCommands, StopsStartsChangesAndInvitesAgain) {
  const auto invited = invite();
  const auto id = person(invited);
  EXPECT_EQ(run({"staff", "stop", id}).code, 0);
  EXPECT_THAT(run({"staff", "list"}).out, HasSubstr("stopped"));
  EXPECT_EQ(run({"staff", "invite-again", id, "--no-qr"}).code, 1);
  EXPECT_EQ(run({"staff", "start", id}).code, 0);
  const auto again = run({"staff", "invite-again", id, "--no-qr"});
  EXPECT_EQ(again.code, 0);
  EXPECT_NE(link(again), link(invited));
  EXPECT_EQ(run({"staff", "change", id, "--expires", "2998-01-01", "--role", "working_group"}).code, 0);
  EXPECT_THAT(run({"staff", "list"}).out, HasSubstr("working_group    until 2998-01-01"));
  EXPECT_EQ(run({"staff", "change", id}).code, 2);
  EXPECT_THAT(run({"staff", "passkeys", id}).out, HasSubstr("no passkey"));
  EXPECT_EQ(run({"staff", "revoke-passkey", id, "00000000000000ab"}).code, 1);

  const auto log = run({"audit", "show"}).out;
  for (const char* const action :
       {"  invited  ", "  person_stopped  ", "  person_changed  ", "  invited_again  "}) {
    EXPECT_THAT(log, HasSubstr(action));
  }
  EXPECT_THAT(log, HasSubstr("operator:"));
}

TEST_F(StaffCommands, TokensArePrintedOnceAndListedWithoutTheirValue) {
  const auto owner = person(invite());
  const auto made =
      run({"token", "create", "--name", "records", "--owner", owner, "--expires", "2999-12-31"});
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_TRUE(std::regex_match(made.out, std::regex("ts_[A-Za-z0-9_-]{43}\n"))) << made.out;
  const auto list = run({"token", "list"}).out;
  EXPECT_THAT(list, HasSubstr("read_export  token        until 2999-12-31  in use"));
  EXPECT_THAT(list + run({"audit", "show"}).out, Not(HasSubstr(made.out.substr(0, 46))));
  EXPECT_EQ(run({"token", "revoke", list.substr(0, 16)}).code, 0);
  EXPECT_THAT(run({"token", "list"}).out, HasSubstr("revoked"));
  EXPECT_EQ(run({"token", "create", "--name", "records", "--owner", owner, "--expires", "2999-12-31"}).code,
            1);
  EXPECT_EQ(
      run({"token", "create", "--name", "x", "--owner", owner, "--scope", "all", "--expires", "2999-12-31"})
          .code,
      2);
  EXPECT_EQ(run({"token", "create", "--name", "x", "--owner", owner, "--scope", "read_group", "--expires",
                 "2999-12-31"})
                .code,
            1)
      << "a liaison may not read it";
}

TEST_F(StaffCommands, ACertificateIsNamedByItsFileOrItsFingerprint) {
  const auto owner = person(invite());
  const auto by_file = run({"token", "certificate", "--name", "one", "--owner", owner, "--expires",
                            "2999-12-31", "--file", town_.folder() / "tls/certificate.pem"});
  ASSERT_EQ(by_file.code, 0) << by_file.err;
  const auto fingerprint = support::run({"openssl", "x509", "-in", town_.folder() / "tls/certificate.pem",
                                         "-fingerprint", "-sha256", "-noout"})
                               .out;
  const auto same = run({"token", "certificate", "--name", "two", "--owner", owner, "--expires", "2999-12-31",
                         "--fingerprint", fingerprint.substr(fingerprint.find('=') + 1, 95)});
  EXPECT_EQ(same.code, 1) << "it is registered already";
  EXPECT_EQ(run({"token", "certificate", "--name", "two", "--owner", owner, "--expires", "2999-12-31",
                 "--fingerprint", std::string(64, 'a')})
                .code,
            0);
  EXPECT_EQ(run({"token", "certificate", "--name", "x", "--owner", owner, "--expires", "2999-12-31"}).code,
            2);
  EXPECT_EQ(run({"token", "certificate", "--name", "x", "--owner", owner, "--expires", "2999-12-31", "--file",
                 town_.config()})
                .code,
            6);
}

TEST_F(StaffCommands, TheLogTellsOperatorsApart) {
  std::ifstream login("/proc/self/loginuid");
  std::string session;
  if (login >> session && session != "4294967295") GTEST_SKIP() << "the session's login stands before sudo's";
  const auto as_eli =
      support::run({"env", "SUDO_USER=eli-of-the-night", "setsid", "--wait", program, "staff", "invite",
                    "--role", "liaison", "--name", "Cal Reyes", "--organization", "State Police", "--expires",
                    "2999-12-31", "--no-qr", "--config", town_.config()});
  ASSERT_EQ(as_eli.code, 0) << as_eli.err;
  EXPECT_THAT(run({"audit", "show"}).out,
              testing::ContainsRegex("operator:[^ ]+ \\(eli-of-the-night\\)  invited"));
}

TEST_F(StaffCommands, VerifyingNamesTheOriginAndSaysWhatItCannotKnow) {
  ASSERT_EQ(invite().code, 0);
  const auto origin = crypto::hex(store::staff_origin(vault(), key()).value().value());
  const auto file = town_.home() / "audit.jsonl";
  ASSERT_EQ(run({"audit", "export", file}).code, 0);
  const auto alone = run({"audit", "verify"});
  EXPECT_EQ(alone.code, 0);
  EXPECT_THAT(alone.out, HasSubstr("origin " + origin));
  EXPECT_THAT(alone.out, HasSubstr("WARNING  Without --known"));
  const auto with = run({"audit", "verify", "--known", file});
  EXPECT_EQ(with.code, 0);
  EXPECT_THAT(with.out, HasSubstr("origin " + origin));
  EXPECT_THAT(with.out, Not(HasSubstr("WARNING")));
}

TEST_F(StaffCommands, AStaffFileThatIsGoneIsNotMadeAnew) {
  std::filesystem::remove(town_.folder() / "staff.db");
  for (const auto& refused : {invite(), run({"audit", "verify"}), run({"audit", "show"})}) {
    EXPECT_EQ(refused.code, 4);
    EXPECT_THAT(refused.err, HasSubstr("staff.db is not there although this city has one: restore it"));
  }
  EXPECT_FALSE(std::filesystem::exists(town_.folder() / "staff.db"));
}

TEST_F(StaffCommands, AStaffFileThatWasMadeWithTheVaultsKeyIsNotTaken) {
  ASSERT_EQ(invite().code, 0);
  const std::string own = support::read_file(town_.folder() / "staff.db");
  std::filesystem::remove(town_.folder() / "staff.db");
  make_staff_file();
  const auto refused = run({"audit", "verify"});
  EXPECT_EQ(refused.code, 4);
  EXPECT_THAT(refused.err, HasSubstr("staff.db is not this city's"));
  support::write_file(town_.folder() / "staff.db", own);
  EXPECT_EQ(run({"audit", "verify"}).code, 0);
}

TEST_F(StaffCommands, ACityOfBeforeGetsItsStaffFileAtFirstUse) {
  forget_staff_file();
  std::filesystem::remove(town_.folder() / "staff.db");
  EXPECT_EQ(invite().code, 0);
  EXPECT_TRUE(store::staff_origin(vault(), key()).value().has_value());
  EXPECT_EQ(run({"audit", "verify", "--release-key", town_.folder() / "keys/release.key", "--passphrase-file",
                 town_.passphrase_file()})
                .code,
            0);
}

TEST_F(StaffCommands, AStaffFileThatTheVaultDoesNotKnowYetIsAdopted) {
  ASSERT_EQ(invite().code, 0);
  forget_staff_file();
  EXPECT_THAT(run({"staff", "list"}).out, HasSubstr("Cal Reyes"));
  std::filesystem::remove(town_.folder() / "staff.db");
  EXPECT_EQ(run({"staff", "list"}).code, 4);
}

TEST_F(StaffCommands, WithoutTheLogNoKeyIsUsed) {
  support::write_file(town_.folder() / "staff.db", "not a vault");
  const auto released = run({"release", "2020", "--passphrase-file", town_.passphrase_file()});
  EXPECT_EQ(released.code, 4);
  EXPECT_THAT(released.err, HasSubstr("staff.db"));
  EXPECT_EQ(run({"review", "list", "--passphrase-file", town_.passphrase_file()}).code, 4);
}

}  // namespace
}  // namespace tellsafe::app
