#include "crypto/base64.h"

#include <gtest/gtest.h>

namespace tellsafe::crypto {
namespace {

TEST(Base64, KnowsTheExamplesOfRfc4648) {
  const std::vector<std::pair<std::string_view, std::string_view>> examples{{"", ""},
                                                                            {"f", "Zg=="},
                                                                            {"fo", "Zm8="},
                                                                            {"foo", "Zm9v"},
                                                                            {"foob", "Zm9vYg=="},
                                                                            {"fooba", "Zm9vYmE="},
                                                                            {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, padded] : examples) {
    const auto unpadded = padded.substr(0, padded.find('='));
    EXPECT_EQ(base64_encode(bytes_of(plain), Base64::padded), padded);
    EXPECT_EQ(base64_encode(bytes_of(plain), Base64::unpadded), unpadded);
    EXPECT_EQ(base64_decode(padded, Base64::padded), Bytes(plain.begin(), plain.end()));
    EXPECT_EQ(base64_decode(unpadded, Base64::unpadded), Bytes(plain.begin(), plain.end()));
  }
}

TEST(Base64, HasSymbolsForAddresses) {
  const Bytes bytes{0xfb, 0xff, 0xfe, 0x01};
  EXPECT_EQ(base64_encode(bytes, Base64::url), "-__-AQ");
  EXPECT_EQ(base64_decode("-__-AQ", Base64::url), bytes);
  for (const char* const text : {"+__-AQ", "-_/-AQ", "-__-AQ==", "-__-AR", "-__-A"}) {
    EXPECT_FALSE(base64_decode(text, Base64::url)) << text;
  }
}

TEST(Base64, RefusesOtherSpellings) {
  for (const char* const text : {"Zg==", "Zh", "Zm9", "Z", "Zm9vY", "Zm 9", "Zm9v\n", "Zm-_", "Zm\xc3\xa4"}) {
    EXPECT_FALSE(base64_decode(text, Base64::unpadded)) << text;
  }
  for (const char* const text : {"Zg", "Zg=", "Zg===", "Zh==", "Zg==A", "=", "====", "Zm9v="}) {
    EXPECT_FALSE(base64_decode(text, Base64::padded)) << text;
  }
}

TEST(Base64, HasExactly64Symbols) {
  const std::string_view symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text{'A', 'A', 'A', static_cast<char>(byte)};
    const bool is_symbol = symbols.find(text[3]) != std::string_view::npos;
    EXPECT_EQ(base64_decode(text, Base64::unpadded).has_value(), is_symbol) << byte;
    EXPECT_EQ(base64_decode(text, Base64::padded).has_value(), is_symbol || byte == '=') << byte;
  }
}

TEST(Base64, KnowsHowMuchItIsToDecode) {
  std::array<std::uint8_t, 3> three{};
  EXPECT_TRUE(base64_decode("Zm9v", Base64::padded, three));
  EXPECT_EQ(three[0], 'f');
  EXPECT_FALSE(base64_decode("Zm8=", Base64::padded, three));
  EXPECT_FALSE(base64_decode("Zm9vYg==", Base64::padded, three));
}

}  // namespace
}  // namespace tellsafe::crypto
