#include "crypto/minisign.h"

#include <gtest/gtest.h>

#include <string>

#include "crypto/signing.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view content = "the manifest of a release\n";
constexpr std::string_view comment = "tellsafe release 2025-Q1";

class Minisign : public ::testing::Test {
 protected:
  Minisign() : key_((start(), SigningKey::generate())), file_(key_.sign(bytes_of(content), comment)) {}
  boost::system::error_code error_for(std::string_view file) const {
    const auto result = verify(key_.verify_key(), bytes_of(content), file);
    return result ? boost::system::error_code{} : result.error();
  }
  SigningKey key_;
  std::string file_;
};

TEST_F(Minisign, SignsWhatItVerifies) {
  const auto result = verify(key_.verify_key(), bytes_of(content), file_);
  ASSERT_TRUE(result) << result.error().message();
  EXPECT_EQ(*result, comment);
  EXPECT_EQ(key_.sign(bytes_of(content), comment), file_) << "signing is deterministic";
}

TEST_F(Minisign, NoticesOtherContent) {
  EXPECT_EQ(verify(key_.verify_key(), bytes_of("another"), file_).error(), Errc::bad_signature);
  EXPECT_EQ(verify(key_.verify_key(), {}, file_).error(), Errc::bad_signature);
}

TEST_F(Minisign, NoticesAChangeOfAnyByteButTheUntrustedComment) {
  const std::size_t first_line = file_.find('\n') + 1;
  const std::size_t label = std::string_view("untrusted comment: ").size();
  for (std::size_t i = 0; i + 1 < file_.size(); ++i) {
    if (i >= label && i + 1 < first_line) continue;
    std::string changed = file_;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_TRUE(error_for(changed)) << "byte " << i;
  }
  for (std::size_t size = 0; size + 1 < file_.size(); ++size)
    EXPECT_TRUE(error_for(file_.substr(0, size))) << size;
  EXPECT_EQ(error_for(file_ + "more\n"), Errc::bad_signature_file);
}

TEST_F(Minisign, NoticesAnotherKeyEvenUnderTheSameId) {
  const SigningKey another = SigningKey::generate();
  EXPECT_EQ(verify(another.verify_key(), bytes_of(content), file_).error(), Errc::bad_signature);
  VerifyKey same_id = another.verify_key();
  same_id.id = key_.verify_key().id;
  EXPECT_EQ(verify(same_id, bytes_of(content), file_).error(), Errc::bad_signature);
}

TEST_F(Minisign, ForgivesLineEndings) {
  std::string windows;
  for (const char c : file_) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_FALSE(error_for(windows));
  EXPECT_FALSE(error_for(file_.substr(0, file_.size() - 1)));
}

TEST_F(Minisign, KeysGoRoundAsText) {
  const VerifyKey key = key_.verify_key();
  for (const std::string& text : {key.file(), key.line(), key.line() + "\n"}) {
    const auto parsed = VerifyKey::parse(text);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->id, key.id);
    EXPECT_EQ(parsed->key, key.key);
  }
  for (const std::string& text : {std::string(), std::string("untrusted comment: x\n"), key.line().substr(4),
                                  "X" + key.line().substr(1), key.file() + "x\n", std::string("AAAA")}) {
    const auto parsed = VerifyKey::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error(), Errc::bad_signature_file);
  }
}

TEST_F(Minisign, ShowsKeyIdsAsMinisignDoes) {
  VerifyKey key = key_.verify_key();
  const auto shown = [&key](std::array<std::uint8_t, 8> id) {
    key.id = id;
    return key.file().substr(0, key.file().find('\n'));
  };
  EXPECT_EQ(shown({0xC8, 0x71, 0xCB, 0xA3, 0x53, 0xC2, 0x7F, 0x06}),
            "untrusted comment: minisign public key 67FC253A3CB71C8");
  EXPECT_EQ(shown({}), "untrusted comment: minisign public key 0");
}

TEST_F(Minisign, SecretsGoRound) {
  const auto again = SigningKey::from_secret(key_.secret().view());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->sign(bytes_of(content), comment), file_);
  EXPECT_EQ(key_.secret().size(), 40U);
  for (const std::size_t size : {0U, 39U, 41U}) {
    EXPECT_EQ(SigningKey::from_secret(Bytes(size)).error(), Errc::bad_key_file);
  }
}

TEST_F(Minisign, ATrustedCommentIsOneLine) {
  EXPECT_THROW(key_.sign(bytes_of(content), "two\nlines"), std::invalid_argument);
  EXPECT_THROW(key_.sign(bytes_of(content), "\r"), std::invalid_argument);
  EXPECT_THROW(key_.sign(bytes_of(content), std::string(8001, 'x')), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::crypto
