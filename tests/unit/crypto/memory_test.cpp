#include "crypto/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <thread>

#include "watched_memory.h"

namespace tellsafe::crypto {
namespace {

TEST(WipedText, IsWipedWhenItGoes) {
  start();
  {
    const WipedText text = wiped("what a resident typed");
    watch(text.data(), text.capacity());
  }
  EXPECT_EQ(watched(), Freed::wiped);
}

TEST(WipedText, LeavesNothingBehindWhenItGrowsOrShrinks) {
  WipedText text = wiped("short");
  watch(text.data(), text.capacity());
  append(text, " text that needs a larger block than it had before");
  EXPECT_EQ(watched(), Freed::wiped);
  text.resize(3);
  watch(text.data(), text.capacity());
  text = WipedText();
  EXPECT_EQ(watched(), Freed::wiped) << "the part beyond the end was kept";
}

TEST(WipedText, SeesThatPlainTextIsNotWiped) {
  {
    const std::vector<char> plain(21, 'x');
    watch(plain.data(), plain.capacity());
  }
  EXPECT_EQ(watched(), Freed::with_content);
}

TEST(WipedArray, IsWipedWhenItGoes) {
  alignas(WipedArray<32>) std::array<unsigned char, sizeof(WipedArray<32>)> place{};
  auto* const secret = new (place.data()) WipedArray<32>;
  std::fill(secret->bytes.begin(), secret->bytes.end(), std::uint8_t{0xAA});
  ASSERT_EQ(sodium_is_zero(place.data(), place.size()), 0);
  secret->~WipedArray();
  EXPECT_EQ(sodium_is_zero(place.data(), place.size()), 1);
}

TEST(SecretBytes, BeginAsZeros) {
  start();
  const SecretBytes secret(32);
  EXPECT_EQ(secret.size(), 32U);
  EXPECT_EQ(sodium_is_zero(secret.data(), secret.size()), 1);
  EXPECT_TRUE(SecretBytes().empty());
  EXPECT_TRUE(SecretBytes(0).view().empty());
}

TEST(SecretBytes, AreRandomOrACopy) {
  start();
  const SecretBytes one = SecretBytes::random(32);
  const SecretBytes two = SecretBytes::random(32);
  EXPECT_FALSE(std::ranges::equal(one.view(), two.view()));
  EXPECT_TRUE(std::ranges::equal(SecretBytes::copy_of(one.view()).view(), one.view()));
}

TEST(SecretBytes, MoveAndAreThenEmpty) {
  start();
  SecretBytes from = SecretBytes::random(32);
  const auto* const pages = from.data();
  SecretBytes to(std::move(from));
  EXPECT_EQ(to.data(), pages);
  // NOLINTBEGIN(bugprone-use-after-move,clang-analyzer-cplusplus.Move): what is left is the question
  EXPECT_TRUE(from.empty());
  EXPECT_EQ(from.data(), nullptr);
  SecretBytes again(8);
  again = std::move(to);
  EXPECT_EQ(again.data(), pages);
  EXPECT_EQ(again.size(), 32U);
  EXPECT_TRUE(to.empty());
  // NOLINTEND(bugprone-use-after-move,clang-analyzer-cplusplus.Move)
}

TEST(SecretBytesDeathTest, StandBeforeAGuardPage) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  start();
  SecretBytes secret(32);
  volatile std::uint8_t* const bytes = secret.data();
  EXPECT_DEATH(bytes[32] = 1, "");
}

TEST(Start, MayBeCalledFromAnyThreadAgain) {
  std::thread other([] { start(); });
  start();
  other.join();
}

}  // namespace
}  // namespace tellsafe::crypto
