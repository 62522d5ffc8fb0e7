#include "crypto/age.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "crypto/age_format.h"
#include "crypto/age_header.h"
#include "crypto/age_open.h"

namespace tellsafe::crypto {
namespace {

Bytes numbered(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
  return bytes;
}

std::vector<Identity> identities(std::size_t count) {
  start();
  std::vector<Identity> made;
  made.reserve(count);
  for (std::size_t i = 0; i < count; ++i) made.push_back(Identity::generate());
  return made;
}

TEST(Age, GoesRoundAtEveryChunkBoundary) {
  const auto keys = identities(1);
  const Recipient recipient = keys[0].recipient();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, age_chunk_size - 1, age_chunk_size, age_chunk_size + 1,
        2 * age_chunk_size, 2 * age_chunk_size + 1, 3 * age_chunk_size - 1}) {
    SCOPED_TRACE(size);
    const Bytes plaintext = numbered(size);
    const Bytes file = age_encrypt({&recipient, 1}, plaintext);
    const std::size_t chunks = std::max<std::size_t>(1, (size + age_chunk_size - 1) / age_chunk_size);
    EXPECT_EQ(file.size(), parse_age_header(file)->size + age_nonce_size + size + chunks * age_tag_size);
    const auto opened = age_decrypt(keys, file);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_TRUE(std::ranges::equal(*opened, plaintext));
  }
}

TEST(Age, DoesNotDependOnThePiecesItIsGiven) {
  const auto keys = identities(1);
  const Recipient recipient = keys[0].recipient();
  const Bytes plaintext = numbered(150'000);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{977}, age_chunk_size, std::size_t{150'000}}) {
    Bytes file;
    AgeEncryptor encryptor({&recipient, 1},
                           [&](ByteView bytes) { file.insert(file.end(), bytes.begin(), bytes.end()); });
    for (std::size_t at = 0; at < plaintext.size(); at += piece) {
      encryptor.update(ByteView(plaintext).subspan(at, std::min(piece, plaintext.size() - at)));
    }
    encryptor.finish();
    const auto opened = age_decrypt(keys, file);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_TRUE(std::ranges::equal(*opened, plaintext));
  }
}

TEST(Age, EachOfSeveralRecipientsOpensAlone) {
  const auto keys = identities(5);
  std::vector<Recipient> recipients;
  recipients.reserve(keys.size());
  for (const auto& key : keys) recipients.push_back(key.recipient());
  const Bytes file = age_encrypt(recipients, numbered(100));
  for (const auto& key : keys) EXPECT_TRUE(age_decrypt({&key, 1}, file));
  const auto stranger = identities(3);
  EXPECT_EQ(age_decrypt(stranger, file).error(), Errc::no_match);
  EXPECT_EQ(age_decrypt({}, file).error(), Errc::no_match);
}

TEST(Age, NeverSealsTheSameWayTwice) {
  const auto keys = identities(1);
  const Recipient recipient = keys[0].recipient();
  const Bytes plaintext = numbered(64);
  EXPECT_NE(age_encrypt({&recipient, 1}, plaintext), age_encrypt({&recipient, 1}, plaintext));
}

TEST(Age, RefusesToSealToNobodyOrToEverybody) {
  start();
  EXPECT_THROW(age_encrypt({}, numbered(1)), std::invalid_argument);
  const Recipient everybody(std::array<std::uint8_t, 32>{});
  EXPECT_THROW(age_encrypt({&everybody, 1}, numbered(1)), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::crypto
