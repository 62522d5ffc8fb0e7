#include "crypto/key_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "crypto/hash.h"
#include "crypto/identity.h"
#include "crypto/signing.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view passphrase = "correct horse bättery staple";

class KeyFile : public ::testing::Test {
 protected:
  KeyFile() : identity_((start(), Identity::generate())), file_(protect(Hardness::interactive)) {}
  std::string protect(Hardness hardness) const {
    return protect_key(KeyKind::identity, identity_.recipient().to_string(),
                       bytes_of(text_of(identity_.to_text())), passphrase, hardness);
  }
  static boost::system::error_code error_for(const std::string& file) {
    const auto secret = unprotect_key(KeyKind::identity, file, passphrase);
    return secret ? boost::system::error_code{} : secret.error();
  }
  Identity identity_;
  std::string file_;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// What somebody does who changes a file on purpose: makes the check line fit again.
std::string with_check(const std::string& file) {
  const auto at = file.find("Check: ");
  std::array<std::uint8_t, 16> digest;
  const ByteView covered = bytes_of(std::string_view(file).substr(0, at));
  crypto_generichash(digest.data(), digest.size(), covered.data(), covered.size(), nullptr, 0);
  return file.substr(0, at) + "Check: " + hex(digest) + file.substr(file.find('\n', at));
}

TEST_F(KeyFile, GivesTheSecretBack) {
  const auto secret = unprotect_key(KeyKind::identity, file_, passphrase);
  ASSERT_TRUE(secret) << secret.error().message();
  const auto text = identity_.to_text();
  EXPECT_TRUE(std::ranges::equal(secret->view(), bytes_of(text_of(text))));
  EXPECT_EQ(public_line(file_).value(), identity_.recipient().to_string());
  EXPECT_EQ(file_.find(std::string(text_of(text))), std::string::npos);
  EXPECT_NE(protect(Hardness::interactive), file_);
}

TEST_F(KeyFile, HoldsSigningKeysToo) {
  const SigningKey key = SigningKey::generate();
  const auto file =
      protect_key(KeyKind::signing, key.verify_key().line(), key.secret().view(), "p", Hardness::interactive);
  const auto secret = unprotect_key(KeyKind::signing, file, "p");
  ASSERT_TRUE(secret);
  EXPECT_EQ(SigningKey::from_secret(secret->view())->verify_key().line(), key.verify_key().line());
  EXPECT_EQ(unprotect_key(KeyKind::identity, file, "p").error(), Errc::bad_key_file);
}

TEST_F(KeyFile, IsHardToGuessWhenItMatters) {
  const std::string file = protect(Hardness::sensitive);
  EXPECT_NE(file.find("\nArgon2id: t=4,m=262144\n"), std::string::npos);
  EXPECT_TRUE(unprotect_key(KeyKind::identity, file, passphrase));
}

TEST_F(KeyFile, TellsAWrongPassphrase) {
  for (const char* const wrong : {"", "correct horse", "correct horse battery staple"}) {
    const auto secret = unprotect_key(KeyKind::identity, file_, wrong);
    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error(), Errc::wrong_passphrase);
  }
}

TEST_F(KeyFile, TellsDamageOfAnyByte) {
  for (std::size_t i = 0; i < file_.size(); ++i) {
    std::string damaged = file_;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_EQ(error_for(damaged), Errc::bad_key_file) << "byte " << i;
    EXPECT_FALSE(public_line(damaged)) << "byte " << i;
  }
  // The last line may end without a line feed.
  for (std::size_t size = 0; size + 1 < file_.size(); ++size) {
    EXPECT_EQ(error_for(file_.substr(0, size)), Errc::bad_key_file) << size;
  }
  EXPECT_EQ(error_for(file_ + "x"), Errc::bad_key_file);
  EXPECT_EQ(error_for(std::string(100'000, 'x')), Errc::bad_key_file);
}

TEST_F(KeyFile, AuthenticatesEveryLine) {
  EXPECT_EQ(with_check(file_), file_);
  const auto stranger = Identity::generate().recipient().to_string();
  for (const std::string& changed : {replaced(file_, identity_.recipient().to_string(), stranger),
                                     replaced(file_, "Kind: identity", "Kind: signing"),
                                     replaced(file_, "t=2,", "t=1,"), replaced(file_, "t=2,", "t=02,")}) {
    const KeyKind kind =
        changed.find("Kind: signing") == std::string::npos ? KeyKind::identity : KeyKind::signing;
    const auto secret = unprotect_key(kind, with_check(changed), passphrase);
    ASSERT_FALSE(secret);
    EXPECT_EQ(secret.error(), Errc::wrong_passphrase);
  }
  for (const char* const label : {"Salt: ", "Nonce: ", "Secret: "}) {
    std::string changed = file_;
    char& symbol = changed[changed.find(label) + std::string_view(label).size()];
    symbol = symbol == 'A' ? 'B' : 'A';
    EXPECT_EQ(error_for(with_check(changed)), Errc::wrong_passphrase) << label;
  }
}

TEST_F(KeyFile, RefusesToWorkHarderThanReasonable) {
  for (const char* const cost :
       {"t=2,m=2097152", "t=17,m=65536", "t=0,m=65536", "t=2,m=8191", "t=2,m=99999999999999", "t=-1,m=65536",
        "t=2", "m=65536", "t=2,m=65536 ", "t=2,m=", "t=,m=65536"}) {
    EXPECT_EQ(error_for(with_check(replaced(file_, "t=2,m=65536", cost))), Errc::bad_key_file) << cost;
  }
}

TEST_F(KeyFile, IsWrittenOnlyWithASecretAndAPublicLine) {
  const auto protect_with = [](std::string_view line, ByteView secret) {
    return protect_key(KeyKind::identity, line, secret, "p", Hardness::interactive);
  };
  EXPECT_THROW(protect_with("two\nlines", bytes_of("s")), std::invalid_argument);
  EXPECT_THROW(protect_with(std::string(257, 'x'), bytes_of("s")), std::invalid_argument);
  EXPECT_THROW(protect_with("line", {}), std::invalid_argument);
  EXPECT_THROW(protect_with("line", Bytes(1025)), std::invalid_argument);
  const std::string largest = protect_with(std::string(256, 'x'), Bytes(1024));
  EXPECT_TRUE(unprotect_key(KeyKind::identity, largest, "p"));
}

}  // namespace
}  // namespace tellsafe::crypto
