#include "service/pages/encodings.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdint>

namespace tellsafe::pages {
namespace {

std::string unbrotli(const std::string& packed, std::size_t expected) {
  std::string plain(expected + 1, '\0');
  std::size_t size = plain.size();
  const auto result =
      BrotliDecoderDecompress(packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()), &size,
                              reinterpret_cast<std::uint8_t*>(plain.data()));
  plain.resize(result == BROTLI_DECODER_RESULT_SUCCESS ? size : 0);
  return plain;
}

std::string gunzip(std::string packed, std::size_t expected) {
  std::string plain(expected + 1, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

TEST(Encodings, BothGiveBackThePage) {
  for (const std::size_t repeats : {0U, 1U, 5000U}) {
    std::string text;
    for (std::size_t i = 0; i < repeats; ++i) text += "<p>una página " + std::to_string(i) + "</p>\n";
    const auto page = make_ready(text);
    EXPECT_EQ(page->plain, text);
    EXPECT_EQ(unbrotli(page->brotli, text.size()), text);
    EXPECT_EQ(gunzip(page->gzip, text.size()), text);
    if (repeats > 100) {
      EXPECT_LT(page->brotli.size(), text.size() / 4);
      EXPECT_LT(page->gzip.size(), text.size() / 4);
    }
  }
}

}  // namespace
}  // namespace tellsafe::pages
