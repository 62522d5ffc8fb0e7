#include "store_fixture.h"

namespace tellsafe::store {
namespace {

TEST(Cipher, TheLinkedLibraryIsNewEnough) {
  EXPECT_TRUE(check_cipher(cipher_version())) << cipher_version();
}

TEST(Cipher, TakesFourSixAndNewer) {
  for (const char* version : {"4.6.0 community", "4.6.1", "4.14.0 community", "5.0.0", "10.1.0 enterprise"}) {
    EXPECT_TRUE(check_cipher(version)) << version;
  }
}

TEST(Cipher, RefusesOlderAndUnreadableVersions) {
  for (const char* version : {"3.4.1", "3.15.4 community", "4.5.7 community", "4.0.1", "4", "4.", "",
                              "community", "-5.0.0", "4.x"}) {
    EXPECT_EQ(check_cipher(version).error(), Errc::old_cipher) << version;
  }
}

}  // namespace
}  // namespace tellsafe::store
