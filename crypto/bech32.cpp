#include "crypto/bech32.h"

#include <array>

namespace tellsafe::crypto {
namespace {

constexpr std::string_view alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t data_symbols = 52;  // 260 bits: 32 bytes and 4 bits of padding
constexpr std::size_t check_symbols = 6;

// The BCH code of BIP 173, one 5-bit symbol at a time.
class Checksum {
 public:
  explicit Checksum(std::string_view prefix) {
    for (const char c : prefix) feed(static_cast<std::uint8_t>(c) >> 5U);
    feed(0);
    for (const char c : prefix) feed(static_cast<std::uint8_t>(c) & 31U);
  }
  void feed(std::uint32_t symbol) {
    static constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                            0x2a1462b3};
    const std::uint32_t top = state_ >> 25U;
    state_ = ((state_ & 0x1ffffffU) << 5U) ^ symbol;
    for (unsigned bit = 0; bit < 5; ++bit) {
      if (((top >> bit) & 1U) != 0) state_ ^= generator[bit];
    }
  }
  std::uint32_t state() const { return state_; }

 private:
  std::uint32_t state_ = 1;
};

}  // namespace

WipedText bech32_encode(std::string_view prefix, std::span<const std::uint8_t, 32> key) {
  WipedText text;
  text.reserve(prefix.size() + 1 + data_symbols + check_symbols);
  append(text, prefix);
  text.push_back('1');
  Checksum checksum(prefix);
  const auto put = [&](std::uint32_t symbol) {
    checksum.feed(symbol);
    text.push_back(alphabet[symbol]);
  };
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const std::uint8_t byte : key) {
    bits = (bits << 8U) | byte;
    for (held += 8; held >= 5; held -= 5) put((bits >> (held - 5)) & 31U);
  }
  put((bits << (5 - held)) & 31U);

  for (std::size_t i = 0; i < check_symbols; ++i) checksum.feed(0);
  const std::uint32_t check = checksum.state() ^ 1U;
  for (unsigned shift = 30; shift > 0; shift -= 5) text.push_back(alphabet[(check >> (shift - 5)) & 31U]);
  return text;
}

bool bech32_decode(std::string_view prefix, std::string_view text, std::span<std::uint8_t, 32> key) {
  if (text.size() != prefix.size() + 1 + data_symbols + check_symbols) return false;
  if (!text.starts_with(prefix) || text[prefix.size()] != '1') return false;
  text.remove_prefix(prefix.size() + 1);

  Checksum checksum(prefix);
  std::uint32_t bits = 0;
  unsigned held = 0;
  std::size_t written = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto symbol = alphabet.find(text[i]);
    if (symbol == std::string_view::npos) return false;
    checksum.feed(static_cast<std::uint32_t>(symbol));
    if (i >= data_symbols) continue;
    bits = (bits << 5U) | static_cast<std::uint32_t>(symbol);
    held += 5;
    if (held >= 8) {
      held -= 8;
      key[written++] = static_cast<std::uint8_t>(bits >> held);
    }
    if (i + 1 == data_symbols && (bits & 15U) != 0) return false;
  }
  return checksum.state() == 1;
}

}  // namespace tellsafe::crypto
