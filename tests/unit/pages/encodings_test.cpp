#include "service/pages/encodings.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdint>
#include <random>
#include <set>
#include <stdexcept>

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
  EXPECT_EQ(stream.avail_in, 0U);
  inflateEnd(&stream);
  return plain;
}

std::string noise(std::size_t size) {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < size) text += static_cast<char>(random());
  return text;
}

void expect_decodes(const handling::ReadyPage& page) {
  EXPECT_EQ(unbrotli(page.brotli, page.plain.size()), page.plain);
  EXPECT_EQ(gunzip(page.gzip, page.plain.size()), page.plain);
}

TEST(Encodings, BothGiveBackThePage) {
  for (const std::size_t repeats : {0U, 1U, 5000U}) {
    std::string text;
    for (std::size_t i = 0; i < repeats; ++i) text += "<p>una página " + std::to_string(i) + "</p>\n";
    const auto page = make_ready(text, Effort::best);
    EXPECT_EQ(page->plain, text);
    EXPECT_EQ(unbrotli(page->brotli, text.size()), text);
    EXPECT_EQ(gunzip(page->gzip, text.size()), text);
    if (repeats > 100) {
      EXPECT_LT(page->brotli.size(), text.size() / 4);
      EXPECT_LT(page->gzip.size(), text.size() / 4);
    }
  }
}

TEST(Encodings, PagesOfOneLevelHaveOneSize) {
  // Noise of these lengths leaves gaps of every kind to the largest.
  std::vector<std::string> texts = {"", "a", noise(70'000)};
  for (const std::size_t gap :
       {1U, 2U, 3U, 4U, 257U, 258U, 259U, 260U, 261U, 5000U, 65'539U, 65'540U, 66'000U}) {
    texts.push_back(noise(70'000 - gap) + std::string(gap, ' '));
  }
  const auto pages = make_level(texts);
  ASSERT_EQ(pages.size(), texts.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    EXPECT_EQ(pages[i]->plain.substr(0, texts[i].size()), texts[i]);
    EXPECT_EQ(pages[i]->plain.size(), pages[0]->plain.size());
    EXPECT_EQ(pages[i]->gzip.size(), pages[0]->gzip.size());
    EXPECT_EQ(pages[i]->brotli.size(), pages[0]->brotli.size());
    expect_decodes(*pages[i]);
  }
}

// Every length of the filling, one byte at a time.
TEST(Encodings, AnyGapCanBeFilled) {
  for (std::size_t gap = 0; gap < 600; ++gap) {
    const auto pages = make_level({noise(700), noise(700 - gap) + std::string(gap, ' ')});
    EXPECT_EQ(pages[0]->brotli.size(), pages[1]->brotli.size()) << gap;
    EXPECT_EQ(pages[0]->gzip.size(), pages[1]->gzip.size()) << gap;
    expect_decodes(*pages[1]);
  }
}

TEST(TailedPage, GivesBackHeadAndTail) {
  for (const std::size_t head : {0U, 1U, 1000U, 100'000U}) {
    const std::string text = head == 1000 ? noise(head) : std::string(head, 'x');
    const TailedPage page(text);
    for (const std::size_t tail : {1U, 27U, 60U, 65'535U}) {
      const auto ready = page.with(noise(tail));
      EXPECT_EQ(ready->plain, text + noise(tail));
      expect_decodes(*ready);
    }
  }
}

TEST(TailedPage, ItsSizeIsTheSameForAllTails) {
  const TailedPage page("<!doctype html><p>" + noise(500));
  std::set<std::size_t> gzip;
  std::set<std::size_t> brotli;
  for (char sign = 'A'; sign <= 'Z'; ++sign) {
    const auto ready = page.with(std::string(27, sign) + "\"></body></html>");
    gzip.insert(ready->gzip.size());
    brotli.insert(ready->brotli.size());
  }
  EXPECT_EQ(gzip.size(), 1U);
  EXPECT_EQ(brotli.size(), 1U);
}

TEST(TailedPage, RefusesTailsThatOneBlockCannotHold) {
  const TailedPage page("head");
  EXPECT_THROW(page.with(""), std::length_error);
  EXPECT_THROW(page.with(std::string(65'536, 'x')), std::length_error);
}

}  // namespace
}  // namespace tellsafe::pages
