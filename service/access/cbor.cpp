#include "service/access/cbor.h"

#include <limits>

namespace tellsafe::access {
namespace {

// Major types of RFC 8949, section 3.1.
constexpr unsigned positive = 0;
constexpr unsigned negative = 1;
constexpr unsigned byte_string = 2;
constexpr unsigned text_string = 3;
constexpr unsigned array = 4;
constexpr unsigned map_of_pairs = 5;
constexpr unsigned simple = 7;

constexpr std::uint64_t largest_in_head = 23;  // larger values stand in 1, 2, 4 or 8 bytes behind
constexpr std::uint64_t simple_false = 20;
constexpr std::uint64_t simple_null = 22;
constexpr int most_levels = 4;

// The least value that needs so many bytes.
std::uint64_t least_in(unsigned bytes) {
  return bytes == 1 ? largest_in_head + 1 : std::uint64_t{1} << (bytes * 4);
}

}  // namespace

std::optional<CborReader::Head> CborReader::head() {
  if (rest_.empty()) return std::nullopt;
  const unsigned type = rest_.front() >> 5;
  std::uint64_t value = rest_.front() & 0x1f;
  rest_ = rest_.subspan(1);
  if (value <= largest_in_head) return Head{type, value};
  // 28 to 30 mean nothing, 31 a string, array or map of indefinite length; 7 with bytes behind is a float.
  if (value > largest_in_head + 4 || type == simple) return std::nullopt;
  const unsigned bytes = 1U << (value - largest_in_head - 1);
  if (rest_.size() < bytes) return std::nullopt;
  value = 0;
  for (const std::uint8_t byte : rest_.first(bytes)) value = value << 8 | byte;
  rest_ = rest_.subspan(bytes);
  if (value < least_in(bytes)) return std::nullopt;
  return Head{type, value};
}

std::optional<std::uint64_t> CborReader::head_of(unsigned type) {
  const auto found = head();
  if (!found || found->type != type) return std::nullopt;
  return found->value;
}

std::optional<std::int64_t> CborReader::integer() {
  const auto found = head();
  if (!found || found->type > negative) return std::nullopt;
  if (found->value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
  const auto value = static_cast<std::int64_t>(found->value);
  return found->type == positive ? value : -1 - value;
}

std::optional<crypto::ByteView> CborReader::string_of(unsigned type) {
  const auto size = head_of(type);
  if (!size || *size > rest_.size()) return std::nullopt;
  const crypto::ByteView content = rest_.first(*size);
  rest_ = rest_.subspan(*size);
  return content;
}

std::optional<crypto::ByteView> CborReader::bytes() {
  return string_of(byte_string);
}

std::optional<std::string_view> CborReader::text() {
  const auto content = string_of(text_string);
  if (!content) return std::nullopt;
  return std::string_view(reinterpret_cast<const char*>(content->data()), content->size());
}

std::optional<std::uint64_t> CborReader::map() {
  const auto pairs = head_of(map_of_pairs);
  if (!pairs || *pairs > rest_.size() / 2) return std::nullopt;
  return pairs;
}

std::optional<crypto::ByteView> CborReader::item() {
  const crypto::ByteView before = rest_;
  if (!skip(most_levels)) return std::nullopt;
  return before.first(before.size() - rest_.size());
}

bool CborReader::skip(int levels) {
  const auto found = head();
  if (!found) return false;
  std::uint64_t inside = 0;
  switch (found->type) {
    case positive:
    case negative:
      return true;
    case byte_string:
    case text_string:
      if (found->value > rest_.size()) return false;
      rest_ = rest_.subspan(found->value);
      return true;
    case array:
    case map_of_pairs:
      if (levels == 0 || found->value > rest_.size()) return false;
      inside = found->type == array ? found->value : 2 * found->value;
      break;
    case simple:
      return found->value >= simple_false && found->value <= simple_null;
    default:
      return false;
  }
  for (; inside > 0; --inside) {
    if (!skip(levels - 1)) return false;
  }
  return true;
}

}  // namespace tellsafe::access
