#include "crypto/story_shape.h"

#include <gtest/gtest.h>

#include <string>

#include "crypto/age.h"
#include "crypto/identity.h"

namespace tellsafe::crypto {
namespace {

std::vector<Recipient> recipients(std::size_t count) {
  start();
  std::vector<Recipient> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(Identity::generate().recipient());
  return all;
}

TEST(StoryShape, IsThatOfEveryStoryThatIsSealedHere) {
  for (const std::size_t count : {1U, 2U, 7U}) {
    const auto review = recipients(count);
    for (const std::size_t length : {1U, 2000U, 9000U}) {
      const auto file = seal_story(review, 1, "en", std::string(length, 'x')).value();
      EXPECT_TRUE(is_sealed_story(file, count)) << count << ' ' << length;
      EXPECT_FALSE(is_sealed_story(file, count + 1));
      EXPECT_FALSE(is_sealed_story(file, count - 1));
    }
  }
}

TEST(StoryShape, HasThreeSizes) {
  const auto review = recipients(2);
  for (const std::size_t bucket : story_buckets) {
    EXPECT_EQ(age_encrypt(review, Bytes(bucket)).size(), sealed_story_size(bucket, 2));
    EXPECT_TRUE(is_sealed_story(age_encrypt(review, Bytes(bucket)), 2));
    for (const std::size_t other : {bucket - 1, bucket + 1}) {
      EXPECT_FALSE(is_sealed_story(age_encrypt(review, Bytes(other)), 2)) << other;
    }
  }
  EXPECT_FALSE(is_sealed_story({}, 2));
  EXPECT_FALSE(is_sealed_story(Bytes(sealed_story_size(1024, 2)), 2));
  EXPECT_FALSE(is_sealed_story(Bytes(sealed_story_size(1024, 0)), 0));
}

// Each byte of the header can only be another symbol of base 64, if at all.
TEST(StoryShape, HasOneSpellingOfItsHeader) {
  const auto review = recipients(1);
  const Bytes good = seal_story(review, 1, "en", "x").value();
  const std::size_t header = good.size() - 16 - 1024 - 16;
  const std::string text(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(header));
  for (const char wrong : {'\n', '\r', ' ', '=', '-', '_', '\0', '\xC3'}) {
    for (std::size_t at = 0; at < header; ++at) {
      Bytes file = good;
      if (file[at] == static_cast<std::uint8_t>(wrong)) continue;
      file[at] = static_cast<std::uint8_t>(wrong);
      EXPECT_FALSE(is_sealed_story(file, 1)) << at << " as " << int{wrong};
    }
  }
  for (const auto& [from, to] : {std::pair("X25519", "x25519"), std::pair("X25519", "scrypt"),
                                 std::pair("/v1", "/v2"), std::pair("---", "-->")}) {
    std::string changed = text;
    changed.replace(changed.find(from), std::string(from).size(), to);
    Bytes file = good;
    std::copy(changed.begin(), changed.end(), file.begin());
    EXPECT_FALSE(is_sealed_story(file, 1)) << to;
  }
}

TEST(StoryShape, KnowsReportIds) {
  EXPECT_EQ(parse_report_id("0000000000000001"), 1U);
  EXPECT_EQ(parse_report_id("7fffffffffffffff"), 0x7fffffffffffffffU);
  for (const std::string_view wrong : {"", "0000000000000000", "8000000000000000", "ffffffffffffffff",
                                       "000000000000001", "00000000000000001", "000000000000000A",
                                       " 00000000000000a", "0x00000000000000", "-000000000000001"}) {
    EXPECT_FALSE(parse_report_id(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace tellsafe::crypto
