#include "crypto/lines.h"

#include <gtest/gtest.h>

namespace tellsafe::crypto {
namespace {

TEST(Lines, AreTakenOneByOne) {
  std::string_view rest = "one\r\n\ntwo";
  EXPECT_EQ(take_line(rest), "one");
  EXPECT_EQ(take_line(rest), "");
  EXPECT_EQ(take_line(rest), "two");
  EXPECT_EQ(take_line(rest), std::nullopt);
}

TEST(Lines, HaveLabels) {
  EXPECT_EQ(after("Kind: ", "Kind: identity"), "identity");
  EXPECT_EQ(after("Kind: ", "kind: identity"), std::nullopt);
}

TEST(Lines, ArePlainOrNot) {
  EXPECT_TRUE(is_plain_line("age1 ~"));
  EXPECT_FALSE(is_plain_line("a\nb"));
  EXPECT_FALSE(is_plain_line("\xc3\xa4"));
}

}  // namespace
}  // namespace tellsafe::crypto
