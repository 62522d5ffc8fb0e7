#include "service/http/encoding.h"

#include <gtest/gtest.h>

namespace tellsafe::http {
namespace {

TEST(AcceptEncoding, IsReadWithItsWeights) {
  const auto read = [](std::string_view value) {
    const Accepted accepted = parse_accept_encoding(value);
    return std::pair(accepted.brotli, accepted.gzip);
  };
  EXPECT_EQ(read("gzip, deflate, br, zstd"), std::pair(1000U, 1000U));
  EXPECT_EQ(read("br;q=1.0, gzip;q=0.8, *;q=0.1"), std::pair(1000U, 800U));
  EXPECT_EQ(read("*"), std::pair(1000U, 1000U));
  EXPECT_EQ(read("*;q=0.5, br;q=0"), std::pair(0U, 500U));
  EXPECT_EQ(read("GZIP ; Q=0.123"), std::pair(0U, 123U));
  EXPECT_EQ(read("identity"), std::pair(0U, 0U));
  EXPECT_EQ(read(""), std::pair(0U, 0U));
  EXPECT_EQ(read(",,;,"), std::pair(0U, 0U));
}

TEST(AcceptEncoding, PassesOverWhatIsWrong) {
  for (const char* value :
       {"br;q=2", "br;q=1.001", "br;q=-1", "br;q=", "br;q=0.1234", "br;x=1", "br;q=1.0x", "brr"}) {
    EXPECT_EQ(parse_accept_encoding(value).brotli, 0U) << value;
  }
}

TEST(Choose, TakesTheBestThatIsMade) {
  const handling::ReadyPage page{"plain", "gzip", "brotli"};
  EXPECT_EQ(choose(page, {1000, 1000}).name, "br");
  EXPECT_EQ(choose(page, {1000, 1000}).body, "brotli");
  EXPECT_EQ(choose(page, {100, 1000}).name, "gzip");
  EXPECT_EQ(choose(page, {0, 1}).body, "gzip");
  EXPECT_EQ(choose(page, {0, 0}).name, "");
  EXPECT_EQ(choose(page, {0, 0}).body, "plain");
  EXPECT_EQ(choose({"plain", "gzip", ""}, {1000, 500}).name, "gzip");
  EXPECT_EQ(choose({"plain", "", ""}, {1000, 1000}).body, "plain");
}

}  // namespace
}  // namespace tellsafe::http
