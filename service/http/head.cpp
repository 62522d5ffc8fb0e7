#include "service/http/head.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "service/http/credentials.h"
#include "service/http/framing.h"
#include "service/http/target.h"
#include "service/http/text.h"

namespace tellsafe::http {
namespace {

namespace beast = boost::beast::http;
using Parser = beast::request_parser<beast::empty_body, crypto::WipingAllocator<char>>;

std::string_view view_of(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

handling::Method method_of(beast::verb verb) {
  if (verb == beast::verb::post) return handling::Method::post;
  if (verb == beast::verb::head) return handling::Method::head;
  return handling::Method::get;
}

// "application/x-www-form-urlencoded", alone or with charset=utf-8.
bool is_urlencoded(std::string_view type) {
  const std::size_t semicolon = type.find(';');
  if (!equal_ignoring_case(trim(type.substr(0, semicolon)), "application/x-www-form-urlencoded"))
    return false;
  if (semicolon == std::string_view::npos) return true;
  const std::string_view parameter = trim(type.substr(semicolon + 1));
  return equal_ignoring_case(parameter, "charset=utf-8") ||
         equal_ignoring_case(parameter, "charset=\"utf-8\"");
}

bool is_foreign(const RequestHeader& header) {
  for (const auto& line : header) {
    const std::string_view value = view_of(line.value());
    if (line.name() == beast::field::origin && value != "null") {
      const std::size_t scheme = value.find("://");
      const bool own = scheme != std::string_view::npos &&
                       equal_ignoring_case(value.substr(scheme + 3), view_of(header[beast::field::host]));
      if (!own) return true;
    }
    // "none": the person's own doing, such as reloading. Another host of the same city is another site, too.
    if (equal_ignoring_case(view_of(line.name_string()), "Sec-Fetch-Site") && value != "same-origin" &&
        value != "none") {
      return true;
    }
  }
  return false;
}

}  // namespace

std::size_t find_head_end(std::string_view received, std::size_t searched) {
  constexpr std::string_view empty_line = "\r\n\r\n";
  const std::size_t from = searched < empty_line.size() ? 0 : searched - (empty_line.size() - 1);
  const std::size_t found = received.find(empty_line, from);
  return found == std::string_view::npos ? 0 : found + empty_line.size();
}

bool has_bare_line_feed(std::string_view received, std::size_t searched) {
  for (std::size_t at = received.find('\n', searched); at != std::string_view::npos;
       at = received.find('\n', at + 1)) {
    if (at == 0 || received[at - 1] != '\r') return true;
  }
  return false;
}

boost::system::result<Head, Refusal> parse_head(std::string_view bytes, std::size_t longest_body,
                                                Visitors visitors) {
  if (const unsigned status = check_lines(bytes); status != 0) return Refusal{status};

  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(bytes.size()));
  parser.body_limit(boost::none);
  parser.skip(true);  // the body is read by whoever asks, once its length is known to be right
  boost::beast::error_code error;
  parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (error || !parser.is_header_done()) return Refusal{400};
  const auto& message = parser.get();
  const RequestHeader& header = message.base();
  if (const unsigned status = check_framing(header, longest_body); status != 0) return Refusal{status};
  auto path = decode_target(view_of(header.target()));
  if (!path) return path.error();

  Head head;
  head.method = method_of(header.method());
  head.path = std::move(*path);
  head.content_length = content_length(header).value_or(0);
  head.urlencoded = header.count(beast::field::content_type) == 1 &&
                    is_urlencoded(view_of(header[beast::field::content_type])) &&
                    header.count(beast::field::content_encoding) == 0;
  head.keep_alive = message.keep_alive();
  head.foreign =
      visitors == Visitors::residents && head.method == handling::Method::post && is_foreign(header);
  head.accepted = parse_accept_encoding(view_of(header[beast::field::accept_encoding]));
  if (visitors == Visitors::staff) head.credentials = read_credentials(header, view_of(header.target()));
  return head;
}

}  // namespace tellsafe::http
