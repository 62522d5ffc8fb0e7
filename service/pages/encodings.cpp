#include "service/pages/encodings.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

namespace tellsafe::pages {
namespace {

// Both formats are written in two parts: all of the text, compressed and flushed to a byte's end, and what
// makes a complete stream of it. Between them other blocks may stand.

std::uint8_t* writable_bytes(std::string& text) {
  return reinterpret_cast<std::uint8_t*>(text.data());
}

void append_little(std::string& out, std::uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}

// RFC 1951, ends with an empty stored block.
std::string open_deflate(const std::string& plain) {
  constexpr int no_header = -15;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, no_header, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  constexpr std::size_t flush_size = 16;
  std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())) + flush_size, '\0');
  // zlib's old interface takes a pointer to non-const, and does not write there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = writable_bytes(packed);
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_SYNC_FLUSH);
  const bool complete = result == Z_OK && stream.avail_in == 0 && stream.avail_out > 0;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (!complete) throw std::runtime_error("zlib failed");
  return packed;
}

std::uint32_t crc_of(std::string_view text, std::uint32_t before = 0) {
  const auto* bytes = reinterpret_cast<const Bytef*>(text.data());
  return static_cast<std::uint32_t>(crc32(before, bytes, static_cast<uInt>(text.size())));
}

// RFC 1952. A gap of one byte or more is filled by the comment, which ends with a zero byte.
std::string gzip_header(std::size_t gap = 0) {
  constexpr char has_comment = 0x10;
  constexpr char slowest = 2;
  constexpr char unknown_system = '\xFF';
  std::string header = {'\x1F', '\x8B',  Z_DEFLATED,    gap > 0 ? has_comment : '\0', 0, 0, 0,
                        0,      slowest, unknown_system};
  if (gap > 0) {
    header.append(gap - 1, ' ');
    header += '\0';
  }
  return header;
}

// The last stored block, with all of `tail`, and the trailer.
std::string gzip_end(std::string_view tail, std::uint32_t crc, std::size_t total_size) {
  std::string end = {'\x01'};
  append_little(end, tail.size(), 2);
  append_little(end, ~tail.size(), 2);
  end += tail;
  append_little(end, crc, 4);
  append_little(end, total_size, 4);
  return end;
}

struct EndEncoder {
  void operator()(BrotliEncoderState* encoder) const { BrotliEncoderDestroyInstance(encoder); }
};

// A window that holds all of the text and no more: its memory is what takes long in a small page.
std::uint32_t window_bits(std::size_t size) {
  return std::clamp<std::uint32_t>(static_cast<std::uint32_t>(std::bit_width(size + 16)), 16,
                                   BROTLI_DEFAULT_WINDOW);
}

std::string open_brotli(const std::string& plain, Effort effort) {
  constexpr std::uint32_t quick_quality = 9;
  const std::unique_ptr<BrotliEncoderState, EndEncoder> encoder(
      BrotliEncoderCreateInstance(nullptr, nullptr, nullptr));
  if (!encoder) throw std::runtime_error("brotli cannot start");
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_QUALITY,
                            effort == Effort::best ? BROTLI_MAX_QUALITY : quick_quality);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_LGWIN, window_bits(plain.size()));
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_SIZE_HINT, static_cast<std::uint32_t>(plain.size()));
  constexpr std::size_t flush_size = 16;
  std::string packed(BrotliEncoderMaxCompressedSize(plain.size()) + flush_size, '\0');
  std::size_t left = plain.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(plain.data());
  std::size_t room = packed.size();
  std::uint8_t* out = writable_bytes(packed);
  const bool good = BrotliEncoderCompressStream(encoder.get(), BROTLI_OPERATION_FLUSH, &left, &next, &room,
                                                &out, nullptr) == BROTLI_TRUE;
  if (!good || left > 0 || BrotliEncoderHasMoreOutput(encoder.get()) == BROTLI_TRUE) {
    throw std::runtime_error("brotli failed");
  }
  packed.resize(packed.size() - room);
  return packed;
}

// ISLAST and ISLASTEMPTY.
constexpr char brotli_end = '\x03';

// RFC 7932, 9.2, from the lowest bit: ISLAST 0, MNIBBLES 0 for four nibbles, MLEN - 1 in 16 bits,
// ISUNCOMPRESSED 1.
std::string stored_brotli(std::string_view tail) {
  std::string block;
  append_little(block, (tail.size() - 1) << 3U | 1U << 19U, 3);
  block += tail;
  return block;
}

// Metadata blocks of exactly that many bytes together. From the lowest bit: ISLAST 0, MNIBBLES 3, a zero,
// MSKIPBYTES in two bits, MSKIPLEN - 1.
std::string silent_brotli(std::size_t gap) {
  constexpr std::uint64_t metadata = 3U << 1U;
  std::string blocks;
  while (gap > 0) {
    // A length is written in as few bytes as it needs: no block has exactly 259.
    const unsigned header = gap >= 260 ? 3 : gap >= 3 ? 2 : 1;
    const std::size_t length = std::min<std::size_t>(gap - header, header == 3   ? 65536
                                                                   : header == 2 ? 256
                                                                                 : 0);
    const std::uint64_t said = length == 0 ? 0 : (length - 1) << 6U;
    append_little(blocks, metadata | (header - 1) << 4U | said, header);
    blocks.append(length, ' ');
    gap -= header + length;
  }
  return blocks;
}

std::size_t largest(const std::vector<std::string>& texts) {
  std::size_t most = 0;
  for (const auto& text : texts) most = std::max(most, text.size());
  return most;
}

std::vector<std::shared_ptr<const handling::ReadyPage>> make_pages(std::vector<std::string> plain,
                                                                   Effort effort) {
  const std::size_t size = largest(plain);
  std::vector<std::string> deflated;
  std::vector<std::string> brotli;
  for (auto& text : plain) {
    text.resize(size, ' ');
    deflated.push_back(open_deflate(text));
    brotli.push_back(open_brotli(text, effort));
  }
  const std::size_t largest_deflated = largest(deflated);
  const std::size_t largest_brotli = largest(brotli);
  std::vector<std::shared_ptr<const handling::ReadyPage>> pages;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    auto page = std::make_shared<handling::ReadyPage>();
    page->gzip = gzip_header(largest_deflated - deflated[i].size()) + deflated[i] +
                 gzip_end("", crc_of(plain[i]), plain[i].size());
    page->brotli = brotli[i] + silent_brotli(largest_brotli - brotli[i].size()) + brotli_end;
    page->plain = std::move(plain[i]);
    pages.push_back(std::move(page));
  }
  return pages;
}

}  // namespace

std::shared_ptr<const handling::ReadyPage> make_ready(std::string plain, Effort effort) {
  return make_pages({std::move(plain)}, effort).front();
}

std::vector<std::shared_ptr<const handling::ReadyPage>> make_level(std::vector<std::string> plain) {
  return make_pages(std::move(plain), Effort::quick);
}

TailedPage::TailedPage(std::string head)
    : head_(std::move(head)),
      gzip_(gzip_header() + open_deflate(head_)),
      brotli_(open_brotli(head_, Effort::best)),
      crc_(crc_of(head_)) {}

std::shared_ptr<const handling::ReadyPage> TailedPage::with(std::string_view tail) const {
  if (tail.empty() || tail.size() > 65535) throw std::length_error("a tail of 1 to 65,535 bytes is needed");
  auto page = std::make_shared<handling::ReadyPage>();
  page->plain.reserve(head_.size() + tail.size());
  page->plain.append(head_).append(tail);
  page->gzip = gzip_ + gzip_end(tail, crc_of(tail, crc_), page->plain.size());
  page->brotli = brotli_ + stored_brotli(tail) + brotli_end;
  return page;
}

}  // namespace tellsafe::pages
