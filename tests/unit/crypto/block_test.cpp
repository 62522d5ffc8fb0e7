#include "crypto/block.h"

#include <gtest/gtest.h>

#include "crypto/age_open.h"

namespace tellsafe::crypto {
namespace {

class Block : public testing::Test {
 protected:
  Block() { start(); }
  const Bytes piece_ = Bytes(1000, 7);
  const PieceContext place_{11, 22, 33};
};

TEST_F(Block, OpensWhatItSealed) {
  const auto key = BlockKey::generate();
  const Bytes sealed = key.seal(place_, piece_);
  EXPECT_EQ(sealed.size(), piece_.size() + piece_overhead);
  EXPECT_NE(key.seal(place_, piece_), sealed);
  WipedBytes opened(5000, 1);
  ASSERT_TRUE(key.open_piece(place_, sealed, opened));
  EXPECT_EQ(Bytes(opened.begin(), opened.end()), piece_);
}

TEST_F(Block, OpensAPieceInItsPlaceOnly) {
  const auto key = BlockKey::generate();
  const Bytes sealed = key.seal(place_, piece_);
  WipedBytes opened;
  for (const PieceContext& other :
       {PieceContext{10, 22, 33}, PieceContext{11, 23, 33}, PieceContext{11, 22, 34}})
    EXPECT_EQ(key.open_piece(other, sealed, opened).error(), Errc::bad_seal);
  EXPECT_EQ(BlockKey::generate().open_piece(place_, sealed, opened).error(), Errc::bad_seal);
}

TEST_F(Block, NoticesEveryChange) {
  const auto key = BlockKey::generate();
  const Bytes sealed = key.seal(place_, Bytes(3, 9));
  WipedBytes opened;
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    Bytes changed = sealed;
    changed[at] ^= 1U;
    EXPECT_EQ(key.open_piece(place_, changed, opened).error(), Errc::bad_seal) << at;
    EXPECT_FALSE(key.open_piece(place_, ByteView(sealed).first(at), opened));
  }
}

TEST_F(Block, KeyTravelsAsAnAgeFile) {
  const auto release = Identity::generate();
  const auto key = BlockKey::generate();
  const Bytes file = key.sealed_to(release.recipient());
  const Bytes sealed = key.seal(place_, piece_);
  WipedBytes opened;
  EXPECT_TRUE(BlockKey::open(release, file).value().open_piece(place_, sealed, opened));
  EXPECT_EQ(BlockKey::open(Identity::generate(), file).error(), Errc::no_match);
  const auto recipient = release.recipient();
  EXPECT_EQ(BlockKey::open(release, age_encrypt({&recipient, 1}, Bytes(31, 1))).error(), Errc::bad_payload);
}

// As FORMAT.md has it, with libsodium alone.
TEST_F(Block, IsSealedAsDocumented) {
  const auto release = Identity::generate();
  const auto key = BlockKey::generate();
  const auto raw = age_decrypt({&release, 1}, key.sealed_to(release.recipient())).value();
  const Bytes sealed = key.seal({0x0102, 3, 4}, piece_);
  Bytes data;
  for (const char c : std::string_view("tellsafe-block-1")) data.push_back(static_cast<std::uint8_t>(c));
  data.insert(data.end(), {0, 0, 0, 0, 0, 0, 1, 2});
  data.insert(data.end(), {0, 0, 0, 0, 0, 0, 0, 3});
  data.insert(data.end(), {0, 0, 0, 0, 0, 0, 0, 4});
  Bytes plain(piece_.size());
  EXPECT_EQ(crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data() + 24,
                                                       sealed.size() - 24, data.data(), data.size(),
                                                       sealed.data(), raw.data()),
            0);
  EXPECT_EQ(plain, piece_);
}

}  // namespace
}  // namespace tellsafe::crypto
