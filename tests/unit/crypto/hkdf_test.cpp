#include "crypto/hkdf.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"

namespace tellsafe::crypto {
namespace {

std::string derived(ByteView secret, ByteView salt, std::string_view info) {
  std::array<std::uint8_t, 32> key;
  hkdf_sha256(secret, salt, info, key);
  return hex(key);
}

// RFC 5869, appendix A: the first 32 bytes of the outputs of cases 1 and 3.
TEST(Hkdf, KnowsTheExamplesOfTheRfc) {
  start();
  const Bytes secret(22, 0x0b);
  Bytes salt(13);
  for (std::size_t i = 0; i < salt.size(); ++i) salt[i] = static_cast<std::uint8_t>(i);
  EXPECT_EQ(derived(secret, salt, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9"),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  EXPECT_EQ(derived(secret, {}, ""), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

}  // namespace
}  // namespace tellsafe::crypto
