#include "service/access/cbor.h"

#include <gtest/gtest.h>

#include <vector>

namespace tellsafe::access {
namespace {

using crypto::Bytes;

bool whole(const Bytes& cbor) {
  CborReader reader(cbor);
  return reader.item().has_value() && reader.at_end();
}

TEST(Cbor, ReadsTheNumbersOfRfc8949) {
  const std::vector<std::pair<Bytes, std::int64_t>> examples{
      {{0x00}, 0},
      {{0x17}, 23},
      {{0x18, 0x18}, 24},
      {{0x19, 0x03, 0xe8}, 1000},
      {{0x1a, 0x00, 0x0f, 0x42, 0x40}, 1'000'000},
      {{0x1b, 0x00, 0x00, 0x00, 0xe8, 0xd4, 0xa5, 0x10, 0x00}, 1'000'000'000'000},
      {{0x20}, -1},
      {{0x38, 0x63}, -100},
      {{0x39, 0x01, 0x00}, -257}};
  for (const auto& [cbor, value] : examples) EXPECT_EQ(CborReader(cbor).integer(), value) << value;
  // Beyond what an int64 holds.
  EXPECT_FALSE(CborReader(Bytes{0x1b, 0x80, 0, 0, 0, 0, 0, 0, 0}).integer());
  EXPECT_FALSE(CborReader(Bytes{0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}).integer());
}

TEST(Cbor, TakesOneItemAfterTheOther) {
  const Bytes cbor{0xa1, 0x63, 'f', 'm', 't', 0x42, 1, 2, 0x82, 0x01, 0x41, 9, 0x05};
  CborReader reader(cbor);
  EXPECT_EQ(reader.map(), 1U);
  EXPECT_EQ(reader.text(), "fmt");
  const auto bytes = reader.bytes();
  ASSERT_TRUE(bytes);
  EXPECT_EQ(Bytes(bytes->begin(), bytes->end()), (Bytes{1, 2}));
  const auto list = reader.item();
  ASSERT_TRUE(list);
  EXPECT_EQ(Bytes(list->begin(), list->end()), (Bytes{0x82, 0x01, 0x41, 9}));
  EXPECT_TRUE(reader.integer_next());
  EXPECT_EQ(reader.integer(), 5);
  EXPECT_TRUE(reader.at_end());
  EXPECT_FALSE(reader.item());
}

TEST(Cbor, RefusesOtherTypes) {
  EXPECT_FALSE(CborReader(Bytes{0x41, 1}).text());
  EXPECT_FALSE(CborReader(Bytes{0x61, 'a'}).bytes());
  EXPECT_FALSE(CborReader(Bytes{0x41, 1}).integer());
  EXPECT_FALSE(CborReader(Bytes{0x80}).map());
}

TEST(Cbor, RefusesWhatIsNotCanonical) {
  EXPECT_FALSE(whole({0x18, 0x17}));                    // 23 in two bytes
  EXPECT_FALSE(whole({0x19, 0x00, 0xff}));              // 255 in three
  EXPECT_FALSE(whole({0x1a, 0x00, 0x00, 0xff, 0xff}));  // 65535 in five
  EXPECT_FALSE(whole({0x1b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff}));
  EXPECT_FALSE(whole({0x5f, 0x41, 1, 0xff}));  // a string in pieces
  EXPECT_FALSE(whole({0x9f, 0x01, 0xff}));     // an array of indefinite length
  EXPECT_FALSE(whole({0xbf, 0xff}));
  EXPECT_FALSE(whole({0xc1, 0x01}));        // a tag
  EXPECT_FALSE(whole({0xf9, 0x00, 0x00}));  // a half-precision float
  EXPECT_FALSE(whole({0xf7}));              // undefined
  EXPECT_FALSE(whole({0x1c}));
  EXPECT_TRUE(whole({0xf4}));
  EXPECT_TRUE(whole({0xf5}));
  EXPECT_TRUE(whole({0xf6}));
}

TEST(Cbor, BelievesNoLength) {
  for (const std::uint8_t type : std::initializer_list<std::uint8_t>{0x40, 0x60, 0x80, 0xa0}) {
    for (const Bytes& length :
         {Bytes{27, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, Bytes{27, 0x80, 0, 0, 0, 0, 0, 0, 1},
          Bytes{26, 0xff, 0xff, 0xff, 0xff}, Bytes{2}}) {
      Bytes cbor = length;
      cbor.front() |= type;
      cbor.push_back(0);
      EXPECT_FALSE(whole(cbor)) << int{type};
      EXPECT_FALSE(CborReader(cbor).map());
      EXPECT_FALSE(CborReader(cbor).bytes());
      EXPECT_FALSE(CborReader(cbor).text());
    }
  }
}

TEST(Cbor, GoesFourLevelsDeep) {
  EXPECT_TRUE(whole({0x81, 0x81, 0x81, 0x81, 0x01}));
  EXPECT_FALSE(whole({0x81, 0x81, 0x81, 0x81, 0x81, 0x01}));
  EXPECT_FALSE(whole(Bytes(100'000, 0x81)));
  EXPECT_TRUE(whole({0xa1, 0x01, 0xa1, 0x02, 0x80}));
  EXPECT_FALSE(whole({0xa1, 0x01}));
}

}  // namespace
}  // namespace tellsafe::access
