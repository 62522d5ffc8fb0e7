#include "service/pages/escape.h"

#include <cstddef>
#include <cstdint>

namespace tellsafe::pages {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// The length of the well-formed sequence at the start of `text` (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  const std::uint8_t lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const std::uint8_t highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < lowest || byte(1) > highest) return 0;
  for (std::size_t at = 2; at < length; ++at) {
    if (byte(at) < 0x80 || byte(at) > 0xBF) return 0;
  }
  return length;
}

// What stands for an ASCII character, or empty where it stands for itself.
std::string_view entity(char character) {
  switch (character) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
    case '\n':
    case '\r':
      return {};
    default: {
      const auto code = static_cast<std::uint8_t>(character);
      return code < 0x20 || code == 0x7F ? replacement : std::string_view{};
    }
  }
}

template <class Text>
void escape_into(Text& out, std::string_view raw) {
  const auto add = [&](std::string_view piece) { out.insert(out.end(), piece.begin(), piece.end()); };
  while (!raw.empty()) {
    const std::size_t length = sequence_length(raw);
    if (length == 0) {
      add(replacement);
      raw.remove_prefix(1);
      continue;
    }
    const std::string_view instead = length == 1 ? entity(raw.front()) : std::string_view{};
    add(instead.empty() ? raw.substr(0, length) : instead);
    raw.remove_prefix(length);
  }
}

}  // namespace

void append_escaped(crypto::WipedText& out, std::string_view raw) {
  escape_into(out, raw);
}

std::string escaped(std::string_view raw) {
  std::string out;
  escape_into(out, raw);
  return out;
}

}  // namespace tellsafe::pages
