#include "service/pages/encodings.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace tellsafe::pages {
namespace {

std::string gzip(const std::string& plain) {
  constexpr int window_of_gzip = 15 + 16;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_of_gzip, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  // zlib's old interface takes a pointer to non-const, and does not write there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib failed");
  return packed;
}

std::string brotli(const std::string& plain) {
  std::size_t size = BrotliEncoderMaxCompressedSize(plain.size());
  std::string packed(size, '\0');
  if (BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, plain.size(),
                            reinterpret_cast<const std::uint8_t*>(plain.data()), &size,
                            reinterpret_cast<std::uint8_t*>(packed.data())) == BROTLI_FALSE) {
    throw std::runtime_error("brotli failed");
  }
  packed.resize(size);
  return packed;
}

}  // namespace

std::shared_ptr<const handling::ReadyPage> make_ready(std::string plain) {
  auto page = std::make_shared<handling::ReadyPage>();
  page->gzip = gzip(plain);
  page->brotli = brotli(plain);
  page->plain = std::move(plain);
  return page;
}

}  // namespace tellsafe::pages
