#include <gmock/gmock.h>

#include "tests/unit/app/town.h"

namespace tellsafe::app {
namespace {

using testing::HasSubstr;

// What goes wrong most often: the number for scripts, and words that say what to do.
void expect(const support::Ran& ran, int code, const std::string& words) {
  EXPECT_EQ(ran.code, code) << ran.out << ran.err;
  EXPECT_THAT(ran.out + ran.err, HasSubstr(words));
}

class CommandLine : public testing::Test {
 protected:
  static void SetUpTestSuite() { town_ = new Town(); }
  static void TearDownTestSuite() { delete town_; }
  support::Ran with_config(support::Command arguments) const {
    arguments.insert(arguments.end(), {"--config", town_->config()});
    return tellsafe(arguments);
  }
  support::Ran unlocked(support::Command arguments) const {
    arguments.insert(arguments.end(), {"--passphrase-file", town_->passphrase_file()});
    return with_config(arguments);
  }
  static Town* town_;
};
Town* CommandLine::town_ = nullptr;

TEST_F(CommandLine, ExplainsItself) {
  expect(tellsafe({"--help"}), 0, "Exit codes");
  for (const char* const command : {"init", "release", "open", "identity", "verify", "export", "demo"}) {
    expect(tellsafe({command, "--help"}), 0, command);
    EXPECT_THAT(tellsafe({"--help"}).out, HasSubstr(command));
  }
  expect(tellsafe({"--version"}), 0, "tellsafe ");
}

TEST_F(CommandLine, RefusesWhatItDoesNotKnow) {
  expect(tellsafe({}), 2, "subcommand");
  expect(tellsafe({"frobnicate"}), 2, "no command or option frobnicate");
  expect(tellsafe({"init"}), 2, "folder");
  expect(tellsafe({"init", "/tmp/none"}), 2, "--city");
  expect(tellsafe({"open"}), 2, "--config");
  expect(with_config({"release"}), 2, "--due");
  expect(with_config({"release", "2025-Q1", "--due"}), 2, "--due");
  expect(with_config({"release", "2025-Q5"}), 2, "2025-Q1");
  expect(with_config({"open", "xyz"}), 2, "16 hexadecimal digits");
  expect(with_config({"open", "--raw"}), 2, "--list");
}

TEST_F(CommandLine, SaysWhichConfigurationIsWrong) {
  expect(tellsafe({"open", "--config", "/nowhere.toml"}), 5, "/nowhere.toml");
  const auto bad = town_->home() / "bad.toml";
  support::write_file(bad, support::read_file(town_->config()) + "\n[nonsense]\n");
  expect(tellsafe({"open", "--config", bad}), 5, "nonsense");
}

TEST_F(CommandLine, SaysWhatIsWrongWithTheVault) {
  const Town town;
  std::filesystem::rename(town.folder() / "vault.db", town.folder() / "moved.db");
  expect(tellsafe({"open", "--config", town.config()}), 4, "[vault] file");
  std::filesystem::permissions(town.folder() / "vault.key", std::filesystem::perms::all);
  expect(tellsafe({"open", "--config", town.config()}), 5, "chmod 600");
}

TEST_F(CommandLine, HasNoStoryAndNoPeriodInANewCity) {
  expect(with_config({"open"}), 0, "no story");
  expect(with_config({"open", "0000000000000001"}), 1, "0000000000000001");
  expect(unlocked({"release", "--due"}), 0, "No period is due");
  expect(unlocked({"release", "2020"}), 1, "2020");
  expect(with_config({"demo", "status"}), 0, "0 reports");
}

TEST_F(CommandLine, WantsTheRightKeyAndPassphrase) {
  const auto wrong = town_->home() / "wrong";
  support::write_file(wrong, "not this one at all\n");
  expect(with_config({"release", "2020", "--passphrase-file", wrong}), 3, "wrong passphrase");
  expect(with_config({"release", "2020"}), 3, "--passphrase-file");
  const auto keys = town_->folder() / "keys";
  expect(unlocked({"release", "2020", "--release-key", keys / "review.key"}), 6, "[keys] release");
  expect(unlocked({"release", "2020", "--release-key", keys / "signing.key"}), 6, "signing.key");
  expect(unlocked({"release", "2020", "--signing-key", "/nowhere.key"}), 6, "/nowhere.key");
  expect(tellsafe({"identity", "reveal", keys / "review.key", "--passphrase-file", wrong}), 3,
         "wrong passphrase");
}

TEST_F(CommandLine, VerifiesOnlyWhatIsThere) {
  const std::string key = town_->folder() / "keys/signing.pub";
  expect(tellsafe({"verify", "/nowhere", "--key", key}), 1, "not a folder");
  expect(tellsafe({"verify", town_->folder(), "--key", key}), 1, "BAD");
  expect(tellsafe({"verify", town_->folder(), "--key", "RWnonsense"}), 6, "RWnonsense");
}

TEST_F(CommandLine, FeedsDemonstrationsOnly) {
  const Town real(support::Command{"--self-signed"});
  expect(tellsafe({"demo", "feed", "--config", real.config()}), 1, "real city");
  expect(with_config({"demo", "feed", "--connections", "0"}), 2, "--connections");
  expect(with_config({"demo", "feed", "--fbi", "/nowhere.csv"}), 2, "/nowhere.csv");
}

TEST_F(CommandLine, SaysThatTheServerIsNotRunning) {
  const Town town;
  std::string config = support::read_file(town.config());
  // The discard port: nothing listens there.
  config.replace(config.find("port = 8443"), 11, "port = 9");
  support::write_file(town.config(), config);
  const auto fed = tellsafe({"demo", "feed", "--reports", "3", "--config", town.config()});
  expect(fed, 7, "0 of 3 reports");
  EXPECT_FALSE(std::filesystem::exists(town.folder() / "clock"));
}

}  // namespace
}  // namespace tellsafe::app
