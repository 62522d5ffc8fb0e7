#include "service/http/credentials.h"

#include <algorithm>
#include <boost/beast/http/field.hpp>
#include <optional>
#include <string>

#include "service/http/text.h"

namespace tellsafe::http {
namespace {

namespace beast = boost::beast::http;

// Longer than any token, so that nothing large is kept or looked up.
constexpr std::size_t longest_secret = 256;
constexpr std::size_t longest_agent = 512;

std::string_view view_of(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

// Of a header that is there once.
std::string_view only(const RequestHeader& header, beast::field name) {
  return header.count(name) == 1 ? view_of(header[name]) : std::string_view();
}

bool is_secret(std::string_view text) {
  return !text.empty() && text.size() <= longest_secret && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// The cookie's value in "a=1; __Host-tellsafe=…".
std::string_view session_of(std::string_view cookies) {
  std::optional<std::string_view> found;
  while (!cookies.empty()) {
    const std::size_t end = cookies.find(';');
    const std::string_view cookie = trim(cookies.substr(0, end));
    cookies = end == std::string_view::npos ? std::string_view() : cookies.substr(end + 1);
    const std::size_t equals = cookie.find('=');
    if (equals == std::string_view::npos || cookie.substr(0, equals) != session_cookie) continue;
    if (found) return {};
    found = cookie.substr(equals + 1);
  }
  return found.value_or(std::string_view());
}

// No token has it in it: whoever shows something else is refused, unlike those who show nothing.
constexpr std::string_view no_token = "?";

std::string_view bearer_of(const RequestHeader& header) {
  std::string_view found;
  for (const auto& line : header) {
    if (line.name() != beast::field::authorization) continue;
    const std::string_view value = view_of(line.value());
    const std::size_t space = std::min(value.find(' '), value.size());
    if (!equal_ignoring_case(value.substr(0, space), "Bearer")) continue;
    const std::string_view token = trim(value.substr(space));
    found = header.count(beast::field::authorization) == 1 && is_secret(token) ? token : no_token;
  }
  return found;
}

}  // namespace

handling::Credentials read_credentials(const RequestHeader& header, std::string_view target) {
  handling::Credentials credentials;
  const std::string_view session = session_of(only(header, beast::field::cookie));
  if (is_secret(session)) credentials.session = crypto::wiped(session);
  credentials.bearer = crypto::wiped(bearer_of(header));
  credentials.agent = only(header, beast::field::user_agent).substr(0, longest_agent);
  credentials.origin = only(header, beast::field::origin);
  const std::size_t question = target.find('?');
  if (question != std::string_view::npos) credentials.query = target.substr(question + 1);
  return credentials;
}

}  // namespace tellsafe::http
