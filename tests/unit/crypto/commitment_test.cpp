#include "crypto/commitment.h"

#include <gtest/gtest.h>

namespace tellsafe::crypto {
namespace {

ByteView bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

class CommitmentTest : public testing::Test {
 protected:
  void SetUp() override { start(); }
};

TEST_F(CommitmentTest, IsTheSameForTheSameDocumentAndIdentity) {
  const auto identity = Identity::generate();
  const auto again = Identity::parse(text_of(identity.to_text()));
  EXPECT_EQ(commitment(identity, bytes("3 reports")), commitment(*again, bytes("3 reports")));
}

TEST_F(CommitmentTest, DependsOnTheDocumentAndOnTheIdentity) {
  const auto identity = Identity::generate();
  EXPECT_NE(commitment(identity, bytes("3 reports")), commitment(identity, bytes("4 reports")));
  EXPECT_NE(commitment(identity, bytes("3 reports")), commitment(Identity::generate(), bytes("3 reports")));
}

// Computed with Python's hmac (HKDF by RFC 5869) and hashlib.blake2b.
TEST_F(CommitmentTest, IsWhatTheFormatSays) {
  const auto identity =
      Identity::parse("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX");
  ASSERT_TRUE(identity.has_value());
  EXPECT_EQ(hex(commitment(*identity, bytes("3 reports"))),
            "cc13b4d6a7653dc45875968eb54a81b21b57aba0ab11ce5cea53846f0a026a85");
}

}  // namespace
}  // namespace tellsafe::crypto
