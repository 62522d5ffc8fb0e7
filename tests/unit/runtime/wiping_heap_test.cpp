// Looks at this process's memory as somebody would who has seized the machine.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <openssl/crypto.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

// The secret exists in memory only as what a test makes of it: this holds it with each byte changed.
constexpr std::string_view disguised = "Uijt!jt!b!tfdsfu!uibu!op!nfnpsz!nbz!lffq";

void write_secret(char* to) {
  for (std::size_t i = 0; i < disguised.size(); ++i) to[i] = static_cast<char>(disguised[i] - 1);
}

bool is_secret(const char* at) {
  for (std::size_t i = 0; i < disguised.size(); ++i) {
    if (at[i] != static_cast<char>(disguised[i] - 1)) return false;
  }
  return true;
}

// How often the secret stands in the writable memory of this process.
std::size_t copies() {
  static std::array<char, 1 << 16> part;  // looked for in pieces, so this one is searched as well
  std::size_t found = 0;
  std::ifstream maps("/proc/self/maps");
  const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  const auto own_begin = reinterpret_cast<std::uintptr_t>(part.data());
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char dash = 0;
    std::string rights;
    std::istringstream(line) >> std::hex >> begin >> dash >> end >> rights;
    if (!rights.starts_with("rw")) continue;
    const std::size_t step = part.size() - disguised.size();
    for (std::uintptr_t at = begin; at < end; at += step) {
      const std::size_t wanted = std::min<std::size_t>(part.size(), end - at);
      const ssize_t size = ::pread(memory, part.data(), wanted, static_cast<off_t>(at));
      for (ssize_t i = 0; i + static_cast<ssize_t>(disguised.size()) <= size; ++i) {
        const std::uintptr_t place = at + static_cast<std::uintptr_t>(i);
        const bool own = place >= own_begin && place < own_begin + part.size();
        if (!own && is_secret(part.data() + i)) ++found;
      }
    }
    std::memset(part.data(), 0, part.size());
  }
  ::close(memory);
  return found;
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
      std::array<char, disguised.size()> secret;
      write_secret(secret.data());
      text.append(secret.data(), secret.size());
      OPENSSL_cleanse(secret.data(), secret.size());
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
