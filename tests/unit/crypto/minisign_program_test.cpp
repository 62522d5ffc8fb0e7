// Both directions against Debian's minisign.
#include <gtest/gtest.h>

#include "crypto/signing.h"
#include "programs.h"

namespace tellsafe::crypto {
namespace {

TEST(MinisignProgram, VerifiesWhatWeSign) {
  start();
  const WorkFolder folder;
  const SigningKey key = SigningKey::generate();
  for (const std::size_t size : {0U, 1U, 100'000U}) {
    const Bytes content(size, 'x');
    folder.write("content", content);
    folder.write("key.pub", bytes_of(key.verify_key().file()));
    for (const std::string& comment : {std::string("release 1"), std::string(8000, 'c')}) {
      folder.write("content.minisig", bytes_of(key.sign(content, comment)));
      EXPECT_EQ(folder.run("minisign -V -H -p key.pub -m content"), 0) << folder.read_text("output");
      EXPECT_NE(folder.read_text("output").find("Trusted comment: " + comment), std::string::npos);
      EXPECT_EQ(folder.run("minisign -V -P '" + key.verify_key().line() + "' -m content"), 0);
    }
    folder.write("content", Bytes(size + 1, 'x'));
    EXPECT_NE(folder.run("minisign -V -p key.pub -m content"), 0);
  }
}

TEST(MinisignProgram, IsVerifiedByUs) {
  start();
  const WorkFolder folder;
  ASSERT_EQ(folder.run("minisign -G -W -p key.pub -s key.sec"), 0) << folder.read_text("output");
  const auto key = VerifyKey::parse(folder.read_text("key.pub"));
  ASSERT_TRUE(key);
  EXPECT_EQ(key->file(), folder.read_text("key.pub"));
  const Bytes content(70'000, 'x');
  folder.write("content", content);
  for (const std::string legacy : {"", "-l "}) {
    ASSERT_EQ(
        folder.run("rm -f content.minisig; minisign -S " + legacy + "-s key.sec -m content -t 'a comment'"),
        0)
        << folder.read_text("output");
    const std::string signature = folder.read_text("content.minisig");
    const auto result = verify(*key, content, signature);
    ASSERT_TRUE(result) << result.error().message();
    EXPECT_EQ(*result, "a comment");
    EXPECT_EQ(verify(*key, ByteView(content).first(69'999), signature).error(), Errc::bad_signature);
  }
}

}  // namespace
}  // namespace tellsafe::crypto
