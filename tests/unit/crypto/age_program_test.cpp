// Both directions against Debian's age and age-keygen.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "crypto/age_open.h"
#include "programs.h"

namespace tellsafe::crypto {
namespace {

constexpr std::array<std::size_t, 8> sizes{0, 1, 40, 65'535, 65'536, 65'537, 131'072, 200'000};

Bytes random_bytes(std::size_t size) {
  Bytes bytes(size);
  if (size > 0) randombytes_buf(bytes.data(), size);
  return bytes;
}

void write_identity(const WorkFolder& folder, const Identity& identity) {
  folder.write("key", bytes_of(text_of(identity.to_text())));
}

TEST(AgeProgram, OpensWhatWeSeal) {
  start();
  const WorkFolder folder;
  const Identity other = Identity::generate();
  const Identity mine = Identity::generate();
  const std::array<Recipient, 2> recipients{other.recipient(), mine.recipient()};
  write_identity(folder, mine);
  for (const std::size_t size : sizes) {
    SCOPED_TRACE(size);
    const Bytes plaintext = random_bytes(size);
    folder.write("sealed", age_encrypt(recipients, plaintext));
    ASSERT_EQ(folder.run("age -d -i key -o opened sealed"), 0) << folder.read_text("output");
    EXPECT_EQ(folder.read("opened"), plaintext);
  }
}

TEST(AgeProgram, IsOpenedByUs) {
  start();
  const WorkFolder folder;
  std::vector<Identity> keys;
  keys.push_back(Identity::generate());
  const std::string recipients =
      "-r " + Identity::generate().recipient().to_string() + " -r " + keys[0].recipient().to_string();
  for (const std::size_t size : sizes) {
    SCOPED_TRACE(size);
    const Bytes plaintext = random_bytes(size);
    folder.write("plain", plaintext);
    ASSERT_EQ(folder.run("age " + recipients + " -o sealed plain"), 0) << folder.read_text("output");
    const auto opened = age_decrypt(keys, folder.read("sealed"));
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_TRUE(std::ranges::equal(*opened, plaintext));
  }
}

TEST(AgeProgram, AgreesOnKeys) {
  start();
  const WorkFolder folder;
  const Identity ours = Identity::generate();
  write_identity(folder, ours);
  ASSERT_EQ(folder.run("age-keygen -y key > recipient"), 0) << folder.read_text("output");
  EXPECT_EQ(folder.read_text("recipient"), ours.recipient().to_string() + "\n");

  ASSERT_EQ(
      folder.run("age-keygen -o theirs && grep AGE-SECRET theirs > secret && age-keygen -y theirs > public"),
      0)
      << folder.read_text("output");
  const auto theirs = Identity::parse(folder.read_text("secret"));
  ASSERT_TRUE(theirs);
  EXPECT_EQ(theirs->recipient().to_string() + "\n", folder.read_text("public"));
  EXPECT_EQ(std::string(text_of(theirs->to_text())) + "\n", folder.read_text("secret"));
}

}  // namespace
}  // namespace tellsafe::crypto
