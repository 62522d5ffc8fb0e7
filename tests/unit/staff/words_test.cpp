#include "service/staff/words.h"

#include <gtest/gtest.h>

#include "service/access/wall_clock.h"

namespace tellsafe::staff {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

TEST(StaffWords, WriteDays) {
  const sys_days day = year(2026) / 2 / 28;
  EXPECT_EQ(words_of(day), "2026-02-28");
  EXPECT_EQ(access::utc_words(store::Time(day) + std::chrono::seconds(3661)), "2026-02-28 01:01:01");
}

TEST(StaffWords, WriteAndReadIds) {
  EXPECT_EQ(id_of(0xABC), "0000000000000abc");
  EXPECT_EQ(parse_id("0000000000000abc"), 0xABCU);
  for (const auto* wrong : {"", "abc", "0000000000000abz", "-000000000000abc"})
    EXPECT_FALSE(parse_id(wrong)) << wrong;
}

TEST(StaffWords, LeadNowhereButToThisSite) {
  for (const std::string local : {"/", "/brief/2026-11", "/group?table=a&period=2025", "/a//b"})
    EXPECT_EQ(local_address(local), local);
  for (const std::string elsewhere :
       {"", "brief", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "javascript:alert(1)", "/\t/evil.example", "/a\r\nSet-Cookie: x", "/a b", "/caf\xc3\xa9", "/a\\b"})
    EXPECT_EQ(local_address(elsewhere), "/") << elsewhere;
  EXPECT_EQ(local_address("/" + std::string(1000, 'a')), "/");
  EXPECT_EQ(sign_in_address("/brief/2026-11?a=b&c"), "/?then=%2Fbrief%2F2026-11%3Fa%3Db%26c");
  EXPECT_EQ(sign_in_address("//evil.example"), "/");
}

}  // namespace
}  // namespace tellsafe::staff
