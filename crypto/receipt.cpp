#include "crypto/receipt.h"

#include <optional>
#include <stdexcept>

namespace tellsafe::crypto {
namespace {

// Crockford's base 32: without I, L, O and U.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t symbols_in_receipt = 20;
constexpr std::size_t symbols_in_group = 4;
constexpr std::size_t longest_input = 512;

// Times x in GF(32) = GF(2)[x] / (x⁵ + x² + 1). x generates all 31 non-zero elements, so each place of a
// receipt has a weight of its own, and the check symbol catches every single wrong symbol and every exchange
// of two symbols, wherever they stand.
constexpr unsigned times_x(unsigned symbol) {
  const unsigned shifted = symbol << 1U;
  return (shifted & 32U) != 0 ? shifted ^ 0b100101U : shifted;
}

class Check {
 public:
  void feed(unsigned symbol) { sum_ = times_x(sum_) ^ symbol; }
  unsigned sum() const { return sum_; }

 private:
  unsigned sum_ = 0;
};

struct CodePoint {
  char32_t value;
  std::size_t size;
};

// A lenient look at UTF-8: whatever is broken comes out as something that no receipt contains.
CodePoint next_code_point(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const auto more = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
  if (byte(0) < 0x80) return {byte(0), 1};
  if ((byte(0) & 0xE0U) == 0xC0U && more(1)) return {((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  if ((byte(0) & 0xF0U) == 0xE0U && more(1) && more(2)) {
    return {((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  }
  return {U'\uFFFD', 1};
}

bool is_between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// White space, hyphens and dashes, underscores, and the invisible marks that come along when text is copied.
bool is_separator(char32_t c) {
  return c == U' ' || is_between(c, U'\t', U'\r') || c == U'-' || c == U'_' || c == U'\u00A0' ||
         c == U'\u00AD' || c == U'\u061C' || is_between(c, U'\u2000', U'\u2015') ||
         is_between(c, U'\u2028', U'\u202F') || is_between(c, U'\u205F', U'\u2069') || c == U'\u2212' ||
         c == U'\u3000' || c == U'\uFE58' || c == U'\uFE63' || c == U'\uFEFF';
}

// Digits of other scripts and full-width forms, as keyboards of the site's languages type them, to ASCII.
char32_t to_ascii(char32_t c) {
  for (const char32_t zero : {U'\u0660', U'\u06F0', U'\u0966', U'\u09E6'}) {
    if (is_between(c, zero, zero + 9)) return U'0' + (c - zero);
  }
  if (is_between(c, U'\uFF01', U'\uFF5E')) return U'!' + (c - U'\uFF01');
  return c;
}

std::optional<unsigned> symbol_value(char32_t c) {
  if (is_between(c, U'a', U'z')) c = U'A' + (c - U'a');
  if (c == U'O') c = U'0';
  if (c == U'I' || c == U'L') c = U'1';
  if (c >= 0x80) return std::nullopt;
  const auto index = alphabet.find(static_cast<char>(c));
  if (index == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(index);
}

}  // namespace

Receipt Receipt::generate() {
  WipedArray<symbols_in_receipt - 1> random;
  randombytes_buf(random.data(), random.bytes.size());
  WipedText symbols;
  symbols.reserve(symbols_in_receipt);
  Check check;
  for (const std::uint8_t byte : random.bytes) {
    const unsigned symbol = byte & 31U;
    check.feed(symbol);
    symbols.push_back(alphabet[symbol]);
  }
  check.feed(0);
  symbols.push_back(alphabet[check.sum()]);
  return Receipt(std::move(symbols));
}

Result<Receipt> Receipt::parse(std::string_view text) {
  if (text.size() > longest_input) return Errc::bad_receipt;
  WipedText symbols;
  symbols.reserve(symbols_in_receipt);
  Check check;
  while (!text.empty()) {
    const auto next = next_code_point(text);
    text.remove_prefix(next.size);
    const char32_t c = to_ascii(next.value);
    if (is_separator(c)) continue;
    const auto symbol = symbol_value(c);
    if (!symbol || symbols.size() == symbols_in_receipt) return Errc::bad_receipt;
    check.feed(*symbol);
    symbols.push_back(alphabet[*symbol]);
  }
  if (symbols.size() != symbols_in_receipt || check.sum() != 0) return Errc::bad_receipt;
  return Receipt(std::move(symbols));
}

WipedText Receipt::text() const {
  WipedText text;
  text.reserve(symbols_in_receipt + symbols_in_receipt / symbols_in_group);
  for (std::size_t i = 0; i < symbols_.size(); ++i) {
    if (i > 0 && i % symbols_in_group == 0) text.push_back('-');
    text.push_back(symbols_[i]);
  }
  return text;
}

ReceiptHash Receipt::hash() const {
  ReceiptHash hash;
  const ByteView symbols = bytes_of(text_of(symbols_));
  crypto_generichash(hash.data(), hash.size(), symbols.data(), symbols.size(), nullptr, 0);
  return hash;
}

ReceiptTag receipt_tag(const SecretBytes& key, const ReceiptHash& hash) {
  if (key.size() != crypto_generichash_KEYBYTES) throw std::invalid_argument("a receipt key has 32 bytes");
  ReceiptTag tag;
  crypto_generichash(tag.data(), tag.size(), hash.data(), hash.size(), key.data(), key.size());
  return tag;
}

}  // namespace tellsafe::crypto
