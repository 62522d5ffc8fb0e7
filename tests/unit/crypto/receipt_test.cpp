#include "crypto/receipt.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>
#include <string>

#include "crypto/hash.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string plain(const Receipt& receipt) {
  std::string text(text_of(receipt.text()));
  std::erase(text, '-');
  return text;
}

TEST(Receipt, HasFiveGroupsOfFour) {
  start();
  const std::string text(text_of(Receipt::generate().text()));
  ASSERT_EQ(text.size(), 24U);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 5 == 4) {
      EXPECT_EQ(text[i], '-');
    } else {
      EXPECT_NE(alphabet.find(text[i]), std::string_view::npos);
    }
  }
}

TEST(Receipt, IsRandomInEverySymbol) {
  start();
  std::array<std::set<char>, 20> seen;
  for (int i = 0; i < 2000; ++i) {
    const std::string text = plain(Receipt::generate());
    for (std::size_t at = 0; at < 20; ++at) seen[at].insert(text[at]);
  }
  // A symbol that is missing after 2,000 draws has a probability of (31/32)^2000, about 10^-28.
  for (const auto& symbols : seen) EXPECT_EQ(symbols.size(), 32U);
}

TEST(Receipt, CatchesEveryWrongSymbol) {
  start();
  for (int round = 0; round < 20; ++round) {
    const std::string good = plain(Receipt::generate());
    ASSERT_TRUE(Receipt::parse(good));
    for (std::size_t at = 0; at < good.size(); ++at) {
      for (const char symbol : alphabet) {
        if (symbol == good[at]) continue;
        std::string wrong = good;
        wrong[at] = symbol;
        EXPECT_FALSE(Receipt::parse(wrong)) << wrong << " for " << good;
      }
    }
  }
}

TEST(Receipt, CatchesEveryExchangeOfTwoSymbols) {
  start();
  int exchanges = 0;
  for (int round = 0; round < 200; ++round) {
    const std::string good = plain(Receipt::generate());
    for (std::size_t one = 0; one < good.size(); ++one) {
      for (std::size_t two = one + 1; two < good.size(); ++two) {
        if (good[one] == good[two]) continue;
        std::string wrong = good;
        std::swap(wrong[one], wrong[two]);
        ++exchanges;
        EXPECT_FALSE(Receipt::parse(wrong)) << wrong << " for " << good;
      }
    }
  }
  EXPECT_GT(exchanges, 30'000);
}

TEST(Receipt, CatchesLostAndAddedSymbols) {
  start();
  const std::string good = plain(Receipt::generate());
  for (std::size_t at = 0; at < good.size(); ++at) {
    EXPECT_FALSE(Receipt::parse(good.substr(0, at) + good.substr(at + 1)));
    EXPECT_FALSE(Receipt::parse(good.substr(0, at) + "7" + good.substr(at)));
  }
}

// Worked out by hand from FORMAT.md: a lone 1 in each of the first places, and the check symbol it asks for.
TEST(Receipt, ChecksAsSpecified) {
  start();
  EXPECT_TRUE(Receipt::parse("0000-0000-0000-0000-0000"));
  EXPECT_TRUE(Receipt::parse("0000-0000-0000-0000-0012"));
  EXPECT_TRUE(Receipt::parse("0000-0000-0000-0000-0104"));
  EXPECT_TRUE(Receipt::parse("0000-0000-0000-0000-1008"));
  EXPECT_TRUE(Receipt::parse("0000-0000-0000-0001-000G"));
  EXPECT_TRUE(Receipt::parse("0000-0000-0000-0010-0005"));
}

TEST(Receipt, ForgivesHowItIsTyped) {
  start();
  // 1 and 0 in places where people write I, L and O.
  const auto good = Receipt::parse("0000-0000-0000-0000-0104").value();
  const auto same = [&](std::string_view text) {
    const auto parsed = Receipt::parse(text);
    return parsed && parsed->hash() == good.hash();
  };
  EXPECT_TRUE(same("00000000000000000104"));
  EXPECT_TRUE(same("oooo-OOOO-0000-0000-0l04"));
  EXPECT_TRUE(same("0000 0000 0000 0000 0I04"));
  EXPECT_TRUE(same("  0000--0000\t0000\r\n0000_0i04 "));
  EXPECT_TRUE(same("0000\u20130000\u20140000\u22120000\u00A0\u200E0L04\uFEFF"));
  EXPECT_TRUE(
      same("\u0660\u0660\u0660\u0660 \u06F0\u06F0\u06F0\u06F0 \u0966\u0966\u0966\u0966 "
           "\u09E6\u09E6\u09E6\u09E6 \u0660\u0661\u0660\u0664"));
  EXPECT_TRUE(same("\uFF10\uFF2F\uFF4F\uFF10\uFF0D0000-0000-0000-0104"));

  const Receipt made = Receipt::generate();
  std::string lower(text_of(made.text()));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  EXPECT_EQ(Receipt::parse(lower)->hash(), made.hash());
}

TEST(Receipt, RefusesWhatItIsNot) {
  start();
  for (const std::string& text :
       {std::string(), std::string("-"), std::string("0000-0000-0000-0000-000U"),
        std::string("0000-0000-0000-0000-000!"), std::string("0000-0000-0000-0000-000\0", 24),
        std::string("0000-0000-0000-0000-00\xC3"), std::string("0000-0000-0000-0000-000\xE2\x80"),
        std::string("\xFF") + "0000-0000-0000-0000-000",
        "0000-0000-0000-0000-0000" + std::string(600, ' ')}) {
    const auto parsed = Receipt::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error(), Errc::bad_receipt);
  }
}

TEST(ReceiptTag, NeedsTheKeyAndTheHash) {
  start();
  const SecretBytes key = SecretBytes::random(32);
  const SecretBytes another = SecretBytes::random(32);
  const Receipt one = Receipt::generate();
  const Receipt two = Receipt::generate();
  EXPECT_EQ(receipt_tag(key, one.hash()), receipt_tag(key, one.hash()));
  EXPECT_NE(receipt_tag(key, one.hash()), receipt_tag(key, two.hash()));
  EXPECT_NE(receipt_tag(key, one.hash()), receipt_tag(another, one.hash()));
  EXPECT_THROW(receipt_tag(SecretBytes(16), one.hash()), std::invalid_argument);
}

TEST(ReceiptTag, IsAsSpecified) {
  start();
  // python3: hashlib.blake2b(b"0"*20, digest_size=32); the tag: the same with key=bytes(32) over that digest
  const auto receipt = Receipt::parse("00000000000000000000").value();
  EXPECT_EQ(hex(receipt.hash()), "1600ecaf3d3c31c77908b79e086e29a8028b93a2c5d69e2dcb64587a6ca22764");
  EXPECT_EQ(hex(receipt_tag(SecretBytes(32), receipt.hash())),
            "7dcab7a4ce4ec62af5667ed9aa959b1a256cd685319d159cd3f38792dbc7e518");
}

}  // namespace
}  // namespace tellsafe::crypto
