#include "crypto/x25519.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>

#include "crypto/bech32.h"

namespace tellsafe::crypto {
namespace {

// The example of the age specification's repository.
const std::string known = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

TEST(Recipient, GoesRoundAsText) {
  start();
  const auto recipient = Recipient::parse(known);
  ASSERT_TRUE(recipient);
  EXPECT_EQ(recipient->to_string(), known);
  EXPECT_EQ(Recipient(recipient->key()), *recipient);
}

TEST(Recipient, RefusesEveryWrongSymbolAndLength) {
  start();
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (const char c : std::string("qpzry9x8gf2tvdw0s3jn54khce6mua7lbio1Q ")) {
      if (c == known[i]) continue;
      std::string wrong = known;
      wrong[i] = c;
      EXPECT_FALSE(Recipient::parse(wrong)) << wrong;
    }
  }
  std::string upper = known;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  for (const std::string& text :
       {std::string(), known + "q", known.substr(0, 61), " " + known, known + "\n", upper}) {
    const auto recipient = Recipient::parse(text);
    ASSERT_FALSE(recipient) << text;
    EXPECT_EQ(recipient.error(), Errc::bad_recipient);
  }
}

TEST(Recipient, RefusesPointsOfLowOrder) {
  start();
  std::array<std::uint8_t, 32> point{};
  EXPECT_FALSE(Recipient::parse(Recipient(point).to_string()));
  point[0] = 1;
  EXPECT_FALSE(Recipient::parse(Recipient(point).to_string()));
  point[0] = 9;
  EXPECT_TRUE(Recipient::parse(Recipient(point).to_string()));
}

// Each of them has the right check symbols, so that only the named fault is left to notice.
TEST(Bech32, HasOneSpellingForOneKey) {
  const std::array<std::uint8_t, 32> zeros{};
  std::array<std::uint8_t, 32> key{};
  const std::string good = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z";
  EXPECT_EQ(text_of(bech32_encode("age", zeros)), good);
  ASSERT_TRUE(bech32_decode("age", good, key));
  EXPECT_EQ(key, zeros);
  EXPECT_FALSE(bech32_decode("agf", good, key));
  EXPECT_FALSE(bech32_decode("age", "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqpfwgqrs", key))
      << "padding";
  EXPECT_FALSE(bech32_decode("age", "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqg2vceql", key))
      << "padding";
  EXPECT_FALSE(bech32_decode("age", "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq6vg3z8", key))
      << "short";
  EXPECT_FALSE(bech32_decode("age", "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzhlqeg", key))
      << "long";
}

}  // namespace
}  // namespace tellsafe::crypto
