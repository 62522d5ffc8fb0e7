#include "crypto/story_shape.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/age_format.h"
#include "crypto/base64.h"
#include "crypto/story_format.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view stanza_label = "-> X25519 ";
constexpr std::string_view mac_label = "--- ";
constexpr std::size_t base64_32 = 43;  // 32 bytes without padding

constexpr std::size_t first_line_size = age_version_line.size() + 1;
constexpr std::size_t stanza_size = stanza_label.size() + base64_32 + 1 + base64_32 + 1;
constexpr std::size_t last_line_size = mac_label.size() + base64_32 + 1;
static_assert(story_buckets.back() <= age_chunk_size, "a story's payload is one chunk");

bool take(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

// 32 bytes in base 64, and the end of the line.
bool take_32_bytes(std::string_view& rest) {
  std::array<std::uint8_t, 32> bytes{};
  if (!base64_decode(rest.substr(0, base64_32), Base64::unpadded, bytes)) return false;
  rest.remove_prefix(base64_32);
  return take(rest, "\n");
}

}  // namespace

std::size_t sealed_story_size(std::size_t bucket, std::size_t recipients) {
  return first_line_size + recipients * stanza_size + last_line_size + age_nonce_size + bucket + age_tag_size;
}

bool is_sealed_story(ByteView file, std::size_t recipients) {
  const bool has_size = std::any_of(story_buckets.begin(), story_buckets.end(), [&](std::size_t bucket) {
    return file.size() == sealed_story_size(bucket, recipients);
  });
  if (!has_size || recipients == 0) return false;
  std::string_view rest(reinterpret_cast<const char*>(file.data()), file.size());
  if (!take(rest, age_version_line) || !take(rest, "\n")) return false;
  for (std::size_t i = 0; i < recipients; ++i) {
    if (!take(rest, stanza_label) || !take_32_bytes(rest) || !take_32_bytes(rest)) return false;
  }
  return take(rest, mac_label) && take_32_bytes(rest);
}

std::optional<std::uint64_t> parse_report_id(std::string_view digits) {
  if (digits.size() != story_report_digits) return std::nullopt;
  if (digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
  std::uint64_t id = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), id, 16);
  if (id == 0 || id >> 63U != 0) return std::nullopt;
  return id;
}

}  // namespace tellsafe::crypto
