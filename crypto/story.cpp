#include "crypto/story.h"

#include <algorithm>
#include <array>

#include "crypto/age.h"
#include "crypto/story_format.h"

namespace tellsafe::crypto {
namespace {

void append_text(WipedBytes& plaintext, std::string_view text) {
  plaintext.insert(plaintext.end(), text.begin(), text.end());
}

std::array<char, story_report_digits> hex_digits(std::uint64_t number) {
  std::array<char, story_report_digits> digits;
  for (std::size_t i = digits.size(); i > 0; --i, number >>= 4U)
    digits[i - 1] = "0123456789abcdef"[number & 15U];
  return digits;
}

}  // namespace

bool is_language_tag(std::string_view text) {
  return !text.empty() && text.size() <= 35 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::optional<std::size_t> story_bucket(std::size_t size) {
  const auto* const bucket = std::lower_bound(story_buckets.begin(), story_buckets.end(), size);
  if (bucket == story_buckets.end()) return std::nullopt;
  return *bucket;
}

Result<Bytes> seal_story(std::span<const Recipient> review, std::uint64_t report, std::string_view language,
                         std::string_view story) {
  constexpr std::size_t largest = story_buckets.back();
  if (!is_language_tag(language) || story.size() > largest) return Errc::bad_story;
  const auto digits = hex_digits(report);
  WipedBytes plaintext;
  // All the memory at once: growing would take more, and would tell the story's length by its time.
  plaintext.reserve(2 * largest);
  append_text(plaintext, story_format_line);
  append_text(plaintext, "\n");
  append_text(plaintext, story_report_label);
  append_text(plaintext, {digits.data(), digits.size()});
  append_text(plaintext, "\n");
  append_text(plaintext, story_language_label);
  append_text(plaintext, language);
  append_text(plaintext, "\n\n");
  append_text(plaintext, story);
  append_text(plaintext, "\n");
  const auto bucket = story_bucket(plaintext.size());
  if (!bucket) return Errc::bad_story;
  plaintext.resize(*bucket, ' ');
  return age_encrypt(review, plaintext);
}

}  // namespace tellsafe::crypto
