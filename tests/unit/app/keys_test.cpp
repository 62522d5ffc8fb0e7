#include "service/app/keys.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace tellsafe::app {
namespace {

constexpr auto fast = crypto::Hardness::interactive;

class KeysTest : public testing::Test {
 protected:
  KeysTest() { crypto::start(); }
  std::filesystem::path file(const std::string& content) {
    const auto name = folder_.path() / "key";
    support::write_file(name, content);
    return name;
  }
  support::TemporaryFolder folder_;
};

TEST_F(KeysTest, OpenWithTheirPassphrase) {
  const auto identity = crypto::Identity::generate();
  const auto opened = open_identity(file(protected_identity(identity, "open sesame", fast)), "open sesame");
  ASSERT_FALSE(opened.has_error()) << opened.error().message;
  EXPECT_EQ(opened->recipient(), identity.recipient());

  const auto key = crypto::SigningKey::generate();
  const auto signing = open_signing_key(file(protected_signing_key(key, "open sesame", fast)), "open sesame");
  ASSERT_FALSE(signing.has_error()) << signing.error().message;
  EXPECT_EQ(signing->verify_key().line(), key.verify_key().line());
}

TEST_F(KeysTest, TellAWrongPassphraseFromAWrongFile) {
  const auto identity = file(protected_identity(crypto::Identity::generate(), "open sesame", fast));
  EXPECT_EQ(open_identity(identity, "open barley").error().code, ExitCode::wrong_passphrase);
  EXPECT_EQ(open_signing_key(identity, "open sesame").error().code, ExitCode::key_file);
  EXPECT_EQ(open_identity(file("AGE-SECRET-KEY-1"), "open sesame").error().code, ExitCode::key_file);
  EXPECT_EQ(open_identity(folder_.path() / "none", "open sesame").error().code, ExitCode::key_file);
}

}  // namespace
}  // namespace tellsafe::app
