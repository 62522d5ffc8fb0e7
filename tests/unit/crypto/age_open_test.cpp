#include "crypto/age_open.h"

#include <gtest/gtest.h>

#include "crypto/age_format.h"
#include "crypto/age_header.h"

namespace tellsafe::crypto {
namespace {

class AgeOpen : public ::testing::Test {
 protected:
  AgeOpen() : keys_(make_keys()), recipient_(keys_[0].recipient()) {}
  Bytes file_of(std::size_t size) const { return age_encrypt({&recipient_, 1}, Bytes(size, 'x')); }
  boost::system::error_code error_for(const Bytes& file) const {
    const auto opened = age_decrypt(keys_, file);
    return opened ? boost::system::error_code{} : opened.error();
  }
  static std::vector<Identity> make_keys() {
    start();
    std::vector<Identity> keys;
    keys.push_back(Identity::generate());
    return keys;
  }
  std::vector<Identity> keys_;
  Recipient recipient_;
};

TEST_F(AgeOpen, NoticesAChangeOfAnyByte) {
  const Bytes good = file_of(40);
  const std::size_t header = parse_age_header(good)->size;
  ASSERT_FALSE(error_for(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const std::uint8_t flip : {std::uint8_t{0x01}, std::uint8_t{0x80}}) {
      Bytes changed = good;
      changed[i] ^= flip;
      const auto error = error_for(changed);
      ASSERT_TRUE(error) << "byte " << i;
      EXPECT_EQ(error == Errc::bad_payload, i >= header) << "byte " << i << ": " << error.message();
    }
  }
}

TEST_F(AgeOpen, NoticesAChangedHeaderThatStillUnwraps) {
  Bytes file = file_of(40);
  const auto header = parse_age_header(file);
  auto stanzas = header->stanzas;
  stanzas.push_back({{"added", "later"}, {}});
  const auto text = age_header_text(stanzas) + age_header_end(header->mac);
  Bytes changed(text.begin(), text.end());
  changed.insert(changed.end(), file.begin() + static_cast<std::ptrdiff_t>(header->size), file.end());
  EXPECT_EQ(error_for(changed), Errc::bad_header_mac);
}

TEST_F(AgeOpen, NoticesEveryCutAndAnyExtension) {
  const Bytes good = file_of(40);
  const std::size_t nonce_end = parse_age_header(good)->size + age_nonce_size;
  for (std::size_t size = 0; size < good.size(); ++size) {
    const Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(error_for(cut), size < nonce_end ? Errc::bad_header : Errc::bad_payload) << size;
  }
  Bytes longer = good;
  longer.push_back(0);
  EXPECT_EQ(error_for(longer), Errc::bad_payload);
}

TEST_F(AgeOpen, NoticesChunksInAnotherOrderAndMissing) {
  const Bytes good = file_of(3 * age_chunk_size);
  const auto payload = static_cast<std::ptrdiff_t>(parse_age_header(good)->size + age_nonce_size);
  constexpr auto chunk = static_cast<std::ptrdiff_t>(age_sealed_chunk_size);
  Bytes exchanged = good;
  std::swap_ranges(exchanged.begin() + payload, exchanged.begin() + payload + chunk,
                   exchanged.begin() + payload + chunk);
  EXPECT_EQ(error_for(exchanged), Errc::bad_payload);
  Bytes missing = good;
  missing.erase(missing.begin() + payload, missing.begin() + payload + chunk);
  EXPECT_EQ(error_for(missing), Errc::bad_payload);
  const Bytes cut(good.begin(), good.end() - chunk);
  EXPECT_EQ(error_for(cut), Errc::bad_payload);
}

TEST_F(AgeOpen, GivesUpOnAHeaderWithoutEnd) {
  AgeDecryptor decryptor(keys_, [](ByteView) { FAIL() << "nothing to write"; });
  const Bytes noise(1000, '\n');
  Result<void> result;
  std::size_t fed = 0;
  for (; result && fed < 2 * age_header_limit; fed += noise.size()) result = decryptor.update(noise);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), Errc::bad_header);
  EXPECT_LE(fed, age_header_limit + noise.size());
}

TEST_F(AgeOpen, StaysFailed) {
  Bytes file = file_of(40);
  file[0] ^= 1U;
  AgeDecryptor decryptor(keys_, [](ByteView) {});
  EXPECT_EQ(decryptor.update(file).error(), Errc::bad_header);
  EXPECT_EQ(decryptor.update(file_of(1)).error(), Errc::bad_header);
  EXPECT_EQ(decryptor.finish().error(), Errc::bad_header);
}

}  // namespace
}  // namespace tellsafe::crypto
