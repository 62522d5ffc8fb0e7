#include <gtest/gtest.h>
#include <openssl/crypto.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/memory_scan.h"

namespace {

// The secret exists in memory only as what a test makes of it: this holds it with each byte changed.
constexpr std::string_view disguised = "Uijt!jt!b!tfdsfu!uibu!op!nfnpsz!nbz!lffq";

void write_secret(char* to) {
  tellsafe::support::undisguise(disguised, to);
}

bool is_secret(const char* at) {
  return std::equal(disguised.begin(), disguised.end(), at, [](char d, char s) { return d == s + 1; });
}

std::size_t copies() {
  return tellsafe::support::copies_in(::getpid(), disguised);
}

TEST(WipingHeap, FindsTheSecretWhileItIsThere) {
  auto block = std::make_unique<char[]>(1000);
  write_secret(block.get() + 500);
  EXPECT_GE(copies(), 1U);
  block.reset();
  EXPECT_EQ(copies(), 0U);
}

TEST(WipingHeap, WipesWhatDeleteGivesBack) {
  for (const std::size_t size : {100U, 5000U, 1000000U}) {
    std::vector<char> bytes(size);
    write_secret(bytes.data() + size - 50);
    bytes.reserve(size * 2);  // leaves the first block
    bytes = {};
    bytes.shrink_to_fit();
    EXPECT_EQ(copies(), 0U) << size;
  }
}

TEST(WipingHeap, WipesWhatGrowingStringsLeave) {
  {
    std::string text;
    for (int i = 0; i < 100; ++i) {
      std::vector<char> secret(disguised.size());  // on the heap: it is the heap that is looked at
      write_secret(secret.data());
      text.append(secret.data(), secret.size());
    }
  }
  EXPECT_EQ(copies(), 0U);
}

TEST(WipingHeap, WipesWhatLibrariesFree) {
  auto* block = static_cast<char*>(OPENSSL_malloc(1000));
  write_secret(block);
  block = static_cast<char*>(OPENSSL_realloc(block, 100000));
  EXPECT_TRUE(is_secret(block));
  OPENSSL_free(block);
  auto* other = static_cast<char*>(std::malloc(1000));
  write_secret(other);
  std::free(other);
  EXPECT_EQ(copies(), 0U);
}

TEST(WipingHeap, ReallocKeepsWhatItShould) {
  auto* block = static_cast<char*>(std::realloc(nullptr, 100));
  ASSERT_NE(block, nullptr);
  write_secret(block);
  for (const std::size_t size : {200U, 100000U, 50U, 60U, 10000000U, 64U}) {
    block = static_cast<char*>(std::realloc(block, size));
    ASSERT_NE(block, nullptr);
    EXPECT_TRUE(is_secret(block)) << size;
  }
  std::free(block);
  EXPECT_EQ(copies(), 0U);
}

TEST(WipingHeap, TakesAlignedBlocksBack) {
  struct alignas(256) Large {
    char bytes[1024];
  };
  auto large = std::make_unique<Large>();
  write_secret(large->bytes);
  large.reset();
  EXPECT_EQ(copies(), 0U);
}

}  // namespace
