#include "crypto/age_header.h"

#include <algorithm>
#include <optional>

#include "crypto/base64.h"

namespace tellsafe::crypto {
namespace {

// Takes a line that must end with a line feed. Unlike take_line, leaves a carriage return where it is.
std::optional<std::string_view> take_strict_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

bool is_argument(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '!' && c <= '~'; });
}

// "-> type argument …": single spaces, no empty argument.
bool parse_arguments(std::string_view line, std::vector<std::string>& arguments) {
  if (!line.starts_with("-> ")) return false;
  line.remove_prefix(3);
  while (true) {
    const auto space = line.find(' ');
    const auto argument = line.substr(0, space);
    if (!is_argument(argument)) return false;
    arguments.emplace_back(argument);
    if (space == std::string_view::npos) return true;
    line.remove_prefix(space + 1);
  }
}

bool parse_body(std::string_view& rest, Bytes& body) {
  while (true) {
    const auto line = take_strict_line(rest);
    if (!line || line->size() > age_body_columns) return false;
    const auto bytes = base64_decode(*line, Base64::unpadded);
    if (!bytes) return false;
    body.insert(body.end(), bytes->begin(), bytes->end());
    if (line->size() < age_body_columns) return true;
  }
}

}  // namespace

Result<AgeHeader> parse_age_header(ByteView file) {
  const ByteView start = file.first(std::min(file.size(), age_header_limit));
  const std::string_view text(reinterpret_cast<const char*>(start.data()), start.size());
  std::string_view rest = text;
  if (take_strict_line(rest) != age_version_line) return Errc::bad_header;

  AgeHeader header;
  while (!rest.starts_with("---")) {
    AgeStanza stanza;
    const auto line = take_strict_line(rest);
    if (!line || !parse_arguments(*line, stanza.arguments)) return Errc::bad_header;
    if (!parse_body(rest, stanza.body)) return Errc::bad_header;
    header.stanzas.push_back(std::move(stanza));
  }
  if (header.stanzas.empty()) return Errc::bad_header;

  header.covered = text.size() - rest.size() + 3;
  const auto end = take_strict_line(rest);
  if (!end || !end->starts_with("--- ") || !base64_decode(end->substr(4), Base64::unpadded, header.mac)) {
    return Errc::bad_header;
  }
  header.size = text.size() - rest.size();
  return header;
}

}  // namespace tellsafe::crypto
