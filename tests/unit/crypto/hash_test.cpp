#include "crypto/hash.h"

#include <gtest/gtest.h>

namespace tellsafe::crypto {
namespace {

TEST(Hash, IsSha256) {
  start();
  EXPECT_EQ(hex(sha256(bytes_of("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex({}), "");
}

}  // namespace
}  // namespace tellsafe::crypto
