#include "crypto/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <thread>

namespace {

// The block whose freeing is looked at, and whether it held only zeros then.
thread_local const void* watched = nullptr;
thread_local std::size_t watched_size = 0;
thread_local bool was_zero = false;

void look_at(const void* block) noexcept {
  if (block == nullptr || block != watched) return;
  was_zero = sodium_is_zero(static_cast<const unsigned char*>(block), watched_size) == 1;
  watched = nullptr;
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* const block = std::malloc(size == 0 ? 1 : size))
    return block;  // NOLINT(cppcoreguidelines-no-malloc)
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept {
  look_at(block);
  std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
}
void operator delete(void* block, std::size_t) noexcept {
  look_at(block);
  std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
}

namespace tellsafe::crypto {
namespace {

template <class Container>
void watch(const Container& container) {
  watched = container.data();
  watched_size = container.capacity();
  was_zero = false;
}

TEST(WipedText, IsWipedWhenItGoes) {
  start();
  {
    const WipedText text = wiped("what a resident typed");
    watch(text);
  }
  EXPECT_EQ(watched, nullptr) << "not freed";
  EXPECT_TRUE(was_zero);
}

TEST(WipedText, LeavesNothingBehindWhenItGrowsOrShrinks) {
  WipedText text = wiped("short");
  watch(text);
  append(text, " text that needs a larger block than it had before");
  EXPECT_EQ(watched, nullptr) << "did not move";
  EXPECT_TRUE(was_zero);
  text.resize(3);
  watch(text);
  text = WipedText();
  EXPECT_EQ(watched, nullptr);
  EXPECT_TRUE(was_zero) << "the part beyond the end was kept";
}

TEST(WipedText, SeesThatPlainTextIsNotWiped) {
  {
    const std::vector<char> plain(21, 'x');
    watch(plain);
  }
  EXPECT_EQ(watched, nullptr);
  EXPECT_FALSE(was_zero);
}

TEST(WipedArray, IsWipedWhenItGoes) {
  alignas(WipedArray<32>) unsigned char place[sizeof(WipedArray<32>)];
  auto* const secret = new (place) WipedArray<32>;
  std::fill(secret->bytes.begin(), secret->bytes.end(), std::uint8_t{0xAA});
  ASSERT_EQ(sodium_is_zero(place, sizeof place), 0);
  secret->~WipedArray();
  EXPECT_EQ(sodium_is_zero(place, sizeof place), 1);
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
  const SecretBytes one = SecretBytes::random(32);
  const SecretBytes two = SecretBytes::random(32);
  EXPECT_FALSE(std::ranges::equal(one.view(), two.view()));
  EXPECT_TRUE(std::ranges::equal(SecretBytes::copy_of(one.view()).view(), one.view()));
}

TEST(SecretBytes, MoveAndAreThenEmpty) {
  SecretBytes from = SecretBytes::random(32);
  const auto* const pages = from.data();
  SecretBytes to(std::move(from));
  EXPECT_EQ(to.data(), pages);
  EXPECT_TRUE(from.empty());        // NOLINT(bugprone-use-after-move)
  EXPECT_EQ(from.data(), nullptr);  // NOLINT(bugprone-use-after-move)
  SecretBytes again(8);
  again = std::move(to);
  EXPECT_EQ(again.data(), pages);
  EXPECT_EQ(again.size(), 32U);
  EXPECT_TRUE(to.empty());  // NOLINT(bugprone-use-after-move)
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
