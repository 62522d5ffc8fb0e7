#include "service/http/target.h"

#include <optional>

namespace tellsafe::http {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

// The byte that "%41" stands for, at the beginning of `text`.
std::optional<char> escaped(std::string_view text) {
  if (text.size() < 3) return std::nullopt;
  const auto high = hex_digit(text[1]);
  const auto low = hex_digit(text[2]);
  if (!high || !low) return std::nullopt;
  const char byte = static_cast<char>(*high * 16 + *low);
  // A slash that is escaped is not meant as one, and no path of ours has such.
  if (byte == '/') return std::nullopt;
  return byte;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

}  // namespace

boost::system::result<crypto::WipedText, Refusal> decode_target(std::string_view target) {
  if (target.size() > longest_target) return Refusal{414};
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return Refusal{400};

  const std::string_view path = target.substr(0, target.find('?'));
  crypto::WipedText decoded;
  decoded.reserve(path.size());
  for (std::size_t at = 0; at < path.size(); ++at) {
    char byte = path[at];
    if (byte == '%') {
      const auto meant = escaped(path.substr(at));
      if (!meant) return Refusal{400};
      byte = *meant;
      at += 2;
    }
    if (is_control(byte)) return Refusal{400};
    decoded.push_back(byte);
  }
  return decoded;
}

std::string_view guess_path(std::string_view received) {
  const std::string_view line = received.substr(0, received.find_first_of("\r\n"));
  const std::size_t begin = line.find(" /");
  if (begin == std::string_view::npos) return {};
  const std::string_view target = line.substr(begin + 1);
  return target.substr(0, target.find_first_of(" ?"));
}

}  // namespace tellsafe::http
