#include "service/app/passphrase.h"

#include <gtest/gtest.h>

#include "crypto/identity.h"
#include "service/app/keys.h"
#include "tests/unit/app/terminal.h"
#include "tests/unit/app/town.h"

namespace tellsafe::app {
namespace {

class PassphraseTest : public testing::Test {
 protected:
  PassphraseTest() {
    crypto::start();
    support::write_file(key_,
                        protected_identity(identity_, "Ünlock this, please", crypto::Hardness::interactive));
  }
  Outcome<crypto::WipedText> from(const std::string& content) {
    support::write_file(file_, content);
    return passphrase(file_, "Passphrase");
  }
  crypto::Identity identity_ = crypto::Identity::generate();
  support::TemporaryFolder folder_;
  std::filesystem::path key_ = folder_.path() / "review.key";
  std::filesystem::path file_ = folder_.path() / "passphrase";
};

TEST_F(PassphraseTest, IsTheFirstLineOfAFile) {
  EXPECT_EQ(crypto::text_of(*from("one two\nthree\n")), "one two");
  EXPECT_EQ(crypto::text_of(*from("one two\r\n")), "one two");
  EXPECT_EQ(crypto::text_of(*from(" no end ")), " no end ");
  EXPECT_EQ(from("").error().code, ExitCode::key_file);
  EXPECT_EQ(from("\nsecond\n").error().code, ExitCode::key_file);
  EXPECT_EQ(passphrase(folder_.path() / "none", "").error().code, ExitCode::key_file);
}

TEST_F(PassphraseTest, ForANewKeyIsNotShort) {
  support::write_file(file_, "eleven char\n");
  EXPECT_EQ(new_passphrase(file_, "a key").error().code, ExitCode::refused);
  support::write_file(file_, "twelve chars\n");
  EXPECT_TRUE(new_passphrase(file_, "a key").has_value());
}

TEST_F(PassphraseTest, IsAskedForOnTheTerminalAndNotShown) {
  Terminal terminal({program, "identity", "reveal", key_});
  ASSERT_TRUE(terminal.wait_for("Passphrase of the key: "));
  // Wrong keys are taken back: a letter of two bytes, and a whole line.
  terminal.type(
      "wrong\x15"
      "\xC3\x9Cnlock thiX\xC3\xA9\x7F\x7Fs, please\r");
  EXPECT_EQ(terminal.wait(), 0);
  EXPECT_NE(terminal.screen().find(crypto::text_of(identity_.to_text())), std::string::npos);
  EXPECT_EQ(terminal.screen().find("nlock"), std::string::npos);
  EXPECT_EQ(terminal.screen().find("wrong"), std::string::npos);
}

TEST_F(PassphraseTest, CanBeBrokenOff) {
  Terminal terminal({program, "identity", "reveal", key_});
  ASSERT_TRUE(terminal.wait_for("Passphrase of the key: "));
  terminal.type("half\x03");
  EXPECT_EQ(terminal.wait(), 3);
  EXPECT_EQ(terminal.screen().find("AGE-SECRET-KEY"), std::string::npos);
}

TEST_F(PassphraseTest, OfANewCityIsAskedForTwice) {
  const support::Command init{program, "init",   folder_.path() / "city", "--city",
                              "Q",     "--demo", "--leave-url",           "https://www.weather.gov/"};
  Terminal terminal(init);
  ASSERT_TRUE(terminal.wait_for("New passphrase for the three secret keys: "));
  terminal.type("once upon a time\r");
  ASSERT_TRUE(terminal.wait_for("The same again: "));
  terminal.type("twice upon a time\r");
  EXPECT_EQ(terminal.wait(), 1);
  EXPECT_NE(terminal.screen().find("differ"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "city"));
}

}  // namespace
}  // namespace tellsafe::app
