#include "service/reading/addresses.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace tellsafe::reading {
namespace {

TEST(Addresses, AreOfTheSite) {
  EXPECT_EQ(front_path("es"), "/es/numbers");
  EXPECT_EQ(page_path("es", {2025, 1}), "/es/numbers/2025-Q1");
  EXPECT_EQ(feed_path("pt-BR"), "/pt-BR/numbers/feed.atom");
  EXPECT_EQ(file_path({2025, 0}, "tables.csv"), "/numbers/2025/tables.csv");
  EXPECT_EQ(address_of("https://a.example", "/data.json"), "https://a.example/data.json");
  EXPECT_EQ(address_of("https://a.example/", "/data.json"), "https://a.example/data.json");
  EXPECT_EQ(address_of("", "/data.json"), "/data.json");
}

// RFC 9562, appendix B.2: the name space of domain names.
TEST(Addresses, HaveUrnsAsTheRfcMakesThem) {
  const std::array<std::uint8_t, 16> dns = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
                                            0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
  EXPECT_EQ(urn_of(dns, "www.example.com"), "urn:uuid:5c146b14-3c52-8afd-938a-375d0df1fbf6");
}

// Readers and portals know releases by these: they must never change.
TEST(Addresses, HaveUrnsForGood) {
  EXPECT_EQ(urn_of("release 0"), urn_of("release 0"));
  EXPECT_NE(urn_of("release 0"), urn_of("release 1"));
  EXPECT_EQ(urn_of("release 0"), "urn:uuid:14a704de-0105-8131-8e01-909999088249");
}

}  // namespace
}  // namespace tellsafe::reading
