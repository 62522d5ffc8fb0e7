#include "service/http/framing.h"

#include <algorithm>
#include <boost/beast/http/verb.hpp>
#include <charconv>
#include <system_error>

namespace tellsafe::http {
namespace {

namespace beast = boost::beast::http;

std::string_view value_of(const RequestHeader& header, beast::field name) {
  const auto value = header[name];
  return {value.data(), value.size()};
}

unsigned check_method(beast::verb method) {
  switch (method) {
    case beast::verb::get:
    case beast::verb::head:
    case beast::verb::post:
      return 0;
    case beast::verb::unknown:
      return 501;
    default:
      return 405;
  }
}

// One name or address, with a port or without. It is compared with Origin and never looked up.
bool is_host(std::string_view host) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._:[]").find(c) != std::string_view::npos;
  };
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), allowed);
}

unsigned check_transfer_encoding(const RequestHeader& header) {
  if (header.count(beast::field::transfer_encoding) == 0) return 0;
  // Two ways to say where the body ends, or one that the version does not have, is how requests are smuggled.
  const bool two_lengths = header.count(beast::field::content_length) > 0;
  return two_lengths || header.version() < 11 ? 400 : 501;
}

}  // namespace

unsigned check_lines(std::string_view head) {
  char before = '\n';
  for (const char c : head) {
    const bool breaks_line_by_halves = (c == '\n') != (before == '\r');
    const bool folds = before == '\n' && (c == ' ' || c == '\t');
    const bool is_control =
        (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) && c != '\t' && c != '\r' && c != '\n';
    if (breaks_line_by_halves || folds || is_control) return 400;
    before = c;
  }
  return 0;
}

std::optional<std::size_t> content_length(const RequestHeader& header) {
  const std::size_t count = header.count(beast::field::content_length);
  if (count == 0) return 0;
  if (count > 1) return std::nullopt;
  const std::string_view text = value_of(header, beast::field::content_length);
  std::size_t length = 0;
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  const bool whole = !text.empty() && stopped == text.data() + text.size();
  // Too large for the type is still a number, and gets the answer of one that is too large.
  if (whole && error == std::errc::result_out_of_range) return std::size_t(-1);
  if (!whole || error != std::errc{}) return std::nullopt;
  return length;
}

unsigned check_framing(const RequestHeader& header, std::size_t longest_body) {
  if (header.count(beast::field::host) != 1 || !is_host(value_of(header, beast::field::host))) return 400;
  if (const unsigned status = check_transfer_encoding(header); status != 0) return status;
  const auto length = content_length(header);
  if (!length) return 400;
  if (const unsigned status = check_method(header.method()); status != 0) return status;
  if (header.method() == beast::verb::post) {
    if (header.count(beast::field::content_length) == 0) return 411;
    if (*length > longest_body) return 413;
  } else if (*length > 0) {
    return 400;
  }
  if (header.count(beast::field::expect) > 0) return 417;
  return 0;
}

}  // namespace tellsafe::http
