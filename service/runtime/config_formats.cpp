#include "service/runtime/config_formats.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>
#include <system_error>

namespace tellsafe::runtime {
namespace {

bool all_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view digits = "0123456789";

std::string with(std::string_view characters, std::string_view more) {
  return std::string(letters) + std::string(digits) + std::string(characters) + std::string(more);
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  const auto in_tag = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; };
  return tag.size() >= 2 && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), in_tag);
}

bool is_site_address(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  return url.starts_with(scheme) && url.size() > scheme.size() && url[scheme.size()] != '/' &&
         all_of(url.substr(scheme.size()), with("-._~", ":/[]"));
}

bool is_https_origin(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  if (!url.starts_with(scheme)) return false;
  const std::string_view authority = url.substr(scheme.size());
  const std::size_t colon = authority.find(':');
  const std::string_view host = authority.substr(0, colon);
  const bool named = !host.empty() && host.front() != '.' && host.back() != '.' &&
                     host.find("..") == std::string_view::npos &&
                     all_of(host, "abcdefghijklmnopqrstuvwxyz0123456789-.");
  if (colon == std::string_view::npos) return named;
  const std::string_view port = authority.substr(colon + 1);
  unsigned number = 0;
  const auto read = std::from_chars(port.data(), port.data() + port.size(), number);
  return named && read.ec == std::errc() && read.ptr == port.data() + port.size() && port.front() != '0' &&
         number <= 65535 && number != 443;
}

std::string_view host_of(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string_view::npos) return {};
  const std::string_view authority = url.substr(begin + 3);
  return authority.substr(0, authority.find_first_of(":/"));
}

bool is_onion_address(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  constexpr std::string_view end = "d.onion";
  constexpr std::size_t letters_before_end = 55;
  return url.size() == scheme.size() + letters_before_end + end.size() && url.starts_with(scheme) &&
         url.ends_with(end) &&
         all_of(url.substr(scheme.size(), letters_before_end), "abcdefghijklmnopqrstuvwxyz234567");
}

bool is_contact(std::string_view contact) {
  if (contact.starts_with("https://")) {
    return contact.size() > 8 && all_of(contact, with("-._~", ":/?#[]@!$&()*+,;=%"));
  }
  const std::size_t at = contact.find('@');
  if (at != std::string_view::npos) {
    const std::string_view host = contact.substr(at + 1);
    return at > 0 && !host.empty() && all_of(contact.substr(0, at), with("-._", "+")) &&
           all_of(host, with("-.", ""));
  }
  const auto count =
      std::count_if(contact.begin(), contact.end(), [](char c) { return c >= '0' && c <= '9'; });
  return count >= 3 && all_of(contact, std::string(digits) + "+-. ()");
}

bool is_color(std::string_view color) {
  return color.size() == 7 && color.front() == '#' && all_of(color.substr(1), "0123456789abcdefABCDEF");
}

}  // namespace tellsafe::runtime
