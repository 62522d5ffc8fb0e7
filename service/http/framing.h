// Where a request begins and ends, strictly. Beast's parser is lenient where a proxy and a server could come
// to read the same bytes as different requests; what is not plainly right is refused here, and the connection
// is closed.
#pragma once

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <cstddef>
#include <optional>
#include <string_view>

#include "crypto/memory.h"

namespace tellsafe::http {

using Fields = boost::beast::http::basic_fields<crypto::WipingAllocator<char>>;
using RequestHeader = boost::beast::http::request_header<Fields>;

// Statuses as in RFC 9110; 0 stands for "nothing is wrong".

// The raw lines of a head, before Beast sees them: 400 for control characters, a carriage return or a line
// feed that stands alone, and lines that continue the one before (obs-fold).
unsigned check_lines(std::string_view head);

// The parsed header: 400 for a missing, repeated or odd Host, for Content-Length that is repeated or not a
// number, and for a body on GET or HEAD; 405 for a method that is known and not ours and 501 for any other;
// 400 or 501 for Transfer-Encoding of any kind; 411 for POST without a length, 413 for one above
// `longest_body`; 417 for Expect.
unsigned check_framing(const RequestHeader& header, std::size_t longest_body);

// The body's length; 0 where none is given. Nothing for what check_framing refuses.
std::optional<std::size_t> content_length(const RequestHeader& header);

}  // namespace tellsafe::http
