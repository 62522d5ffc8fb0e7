#include "service/store/ledger.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"

namespace tellsafe::store {
namespace {

TEST(Ledger, TheChainIsAsDocumented) {
  std::array<std::uint8_t, 32> manifests{};
  manifests.fill(0x22);
  const LedgerLine first = next_line({}, "2025-Q1", manifests);
  EXPECT_EQ(first.number, 1U);
  Bytes content(32, 0);
  content.insert(content.end(), {0, 0, 0, 0, 0, 0, 0, 1});
  for (const char c : std::string_view("2025-Q1")) content.push_back(static_cast<std::uint8_t>(c));
  content.push_back(0);
  content.insert(content.end(), 32, 0x22);
  EXPECT_EQ(first.chain, crypto::sha256(content));
  // python3: hashlib.sha256(bytes(32) + (1).to_bytes(8, 'big') + b'2025-Q1\0' + b'\x22' * 32).hexdigest()
  EXPECT_EQ(crypto::hex(first.chain), "c6bdae67239379a643b6dc0d9c4bd67bbb747c040ea81878222ac95be0566ec0");
}

TEST(Ledger, EachLineHangsOnTheOneBefore) {
  const LedgerLine first = next_line({}, "2025-Q1", {1});
  const LedgerLine changed = next_line({}, "2025-Q1", {2});
  const LedgerLine second = next_line(std::span(&first, 1), "2025-Q2", {3});
  EXPECT_EQ(second.number, 2U);
  EXPECT_NE(second.chain, next_line(std::span(&changed, 1), "2025-Q2", {3}).chain);
  EXPECT_EQ(second.chain, chain_of(second, first.chain));
}

}  // namespace
}  // namespace tellsafe::store
