#include "service/http/target.h"

#include <gtest/gtest.h>

#include <string>

namespace tellsafe::http {
namespace {

std::string decoded(std::string_view target) {
  const auto path = decode_target(target);
  return path.has_value() ? std::string(crypto::text_of(*path)) : std::to_string(path.error().status);
}

TEST(Target, IsDecodedWithoutItsQuery) {
  EXPECT_EQ(decoded("/"), "/");
  EXPECT_EQ(decoded("/es/report"), "/es/report");
  EXPECT_EQ(decoded("/es/report?name=%zz&x"), "/es/report");
  EXPECT_EQ(decoded("/%65s/r%C3%a9port"), "/es/r\xC3\xA9port");
  EXPECT_EQ(decoded("/a+b"), "/a+b");
  EXPECT_EQ(decoded("/a%3Fb"), "/a?b");
}

TEST(Target, IsRefusedWhereItIsNotAPath) {
  for (const char* target : {"", "*", "es/report", "http://localhost/es", "//%", "/%", "/%4", "/%4g", "/%g4",
                             "/%00", "/%0a", "/%7F", "/es%2Freport", "/es%2freport", "/es#top", "/\x01"}) {
    EXPECT_EQ(decoded(target), "400") << target;
  }
}

TEST(Target, HasALongestLength) {
  EXPECT_EQ(decoded("/" + std::string(longest_target - 1, 'a')), "/" + std::string(longest_target - 1, 'a'));
  EXPECT_EQ(decoded("/" + std::string(longest_target, 'a')), "414");
}

TEST(GuessPath, FindsAPathInWhatCameSoFar) {
  EXPECT_EQ(guess_path("GET /es/report HTTP/1.1\r\nHost: a"), "/es/report");
  EXPECT_EQ(guess_path("GET /es/report?x HTTP/1.1"), "/es/report");
  EXPECT_EQ(guess_path("GET /es/rep"), "/es/rep");
  EXPECT_EQ(guess_path("nothing"), "");
  EXPECT_EQ(guess_path("A\r\nGET /es HTTP/1.1"), "");
  EXPECT_EQ(guess_path(""), "");
}

}  // namespace
}  // namespace tellsafe::http
