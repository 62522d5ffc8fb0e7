#include "crypto/identity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>

namespace tellsafe::crypto {
namespace {

// Of the age test vectors.
const std::string known = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

TEST(Identity, GoesRoundAsText) {
  start();
  const Identity made = Identity::generate();
  const WipedText text = made.to_text();
  EXPECT_EQ(text.size(), 74U);
  EXPECT_TRUE(text_of(text).starts_with("AGE-SECRET-KEY-1"));
  const auto parsed = Identity::parse(text_of(text));
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(std::ranges::equal(parsed->secret().view(), made.secret().view()));
  EXPECT_EQ(parsed->recipient(), made.recipient());
  EXPECT_FALSE(std::ranges::equal(Identity::generate().secret().view(), made.secret().view()));
}

TEST(Identity, ForgivesWhiteSpaceAroundIt) {
  start();
  const auto parsed = Identity::parse("\r\n " + known + "\t\n");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(text_of(parsed->to_text()), known);
}

TEST(Identity, RefusesEveryWrongSymbolCaseAndLength) {
  start();
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (const char c : std::string("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LBIO1q ")) {
      if (c == known[i]) continue;
      std::string wrong = known;
      wrong[i] = c;
      EXPECT_FALSE(Identity::parse(wrong)) << i;
    }
  }
  std::string lower = known;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const std::string& text : {std::string(), std::string(" "), known + "Q", known.substr(1), lower}) {
    const auto parsed = Identity::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error(), Errc::bad_identity);
  }
}

}  // namespace
}  // namespace tellsafe::crypto
