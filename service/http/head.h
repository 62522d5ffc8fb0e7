// The head of a request, from its bytes to the little that is kept of it. What a resident's browser says
// about its owner (agent, language, address it came from, cookies) is read by nobody and freed with the
// bytes.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <optional>
#include <string_view>

#include "crypto/memory.h"
#include "service/handling/message.h"
#include "service/http/encoding.h"
#include "service/http/refusal.h"

namespace tellsafe::http {

struct Head {
  handling::Method method = handling::Method::get;
  crypto::WipedText path;  // decoded, without the query
  std::size_t content_length = 0;
  bool urlencoded = false;  // Content-Type is application/x-www-form-urlencoded, in UTF-8 if it says so
  bool keep_alive = true;
  // A form that another site's page sends. Browsers say "null" for our own pages, which tell nobody where a
  // visitor comes from, so only another site's name counts. Never for staff: their handlers compare
  // `credentials->origin` with their own site's, and record what they refuse.
  bool foreign = false;
  Accepted accepted;
  std::optional<handling::Credentials> credentials;  // for staff only
};

// Whose requests a listener takes.
enum class Visitors { residents, staff };

// How many bytes a head has, its empty line included; 0 while it is not whole. `searched` bytes were searched
// before.
std::size_t find_head_end(std::string_view received, std::size_t searched);

// A line that ends without a carriage return: such a head would never come to its end.
bool has_bare_line_feed(std::string_view received, std::size_t searched);

// `bytes` is one whole head. The error is the status to answer, after which the connection must be closed,
// because nobody can tell where the next request begins.
boost::system::result<Head, Refusal> parse_head(std::string_view bytes, std::size_t longest_body,
                                                Visitors visitors = Visitors::residents);

}  // namespace tellsafe::http
