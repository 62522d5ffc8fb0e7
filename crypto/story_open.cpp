#include "crypto/story_open.h"

#include <charconv>

#include "crypto/age_open.h"
#include "crypto/story_format.h"

namespace tellsafe::crypto {
namespace {

// Takes `text` off the front.
bool take(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

bool take_number(std::string_view& rest, std::uint64_t& number) {
  const auto digits = rest.substr(0, story_report_digits);
  if (digits.size() != story_report_digits) return false;
  if (digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
  rest.remove_prefix(digits.size());
  return std::from_chars(digits.data(), digits.data() + digits.size(), number, 16).ec == std::errc{};
}

bool take_language(std::string_view& rest, std::string& language) {
  const auto tag = rest.substr(0, rest.find('\n'));
  if (!is_language_tag(tag)) return false;
  rest.remove_prefix(tag.size());
  language = tag;
  return true;
}

}  // namespace

Result<Story> open_story(std::span<const Identity> review, ByteView file) {
  const auto plaintext = age_decrypt(review, file);
  if (!plaintext) return plaintext.error();
  std::string_view rest(reinterpret_cast<const char*>(plaintext->data()), plaintext->size());

  Story story;
  if (!take(rest, story_format_line) || !take(rest, "\n") || !take(rest, story_report_label) ||
      !take_number(rest, story.report) || !take(rest, "\n") || !take(rest, story_language_label) ||
      !take_language(rest, story.language) || !take(rest, "\n\n")) {
    return Errc::bad_story;
  }
  // The padding is the spaces after the last line feed, and that line feed ends the story.
  const auto end = rest.find_last_not_of(' ');
  if (end == std::string_view::npos || rest[end] != '\n') return Errc::bad_story;
  const auto used = plaintext->size() - rest.size() + end + 1;
  if (story_bucket(used) != plaintext->size()) return Errc::bad_story;
  story.text = wiped(rest.substr(0, end));
  return story;
}

}  // namespace tellsafe::crypto
