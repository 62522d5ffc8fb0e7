// Which of a ready page's encodings a browser gets.
#pragma once

#include <string_view>

#include "service/handling/message.h"

namespace tellsafe::http {

// What Accept-Encoding asks for (RFC 9110, 12.5.3), each with its weight in thousandths; 0 for "not that".
struct Accepted {
  unsigned brotli = 0;
  unsigned gzip = 0;
};

// Wrong items are passed over. Asking for no encoding costs only size, so nothing here is ever refused.
Accepted parse_accept_encoding(std::string_view value);

struct Encoded {
  std::string_view body;  // points into the page
  std::string_view name;  // for Content-Encoding, empty for none
};
// The best that is asked for and made; brotli where both weigh the same. Plain where there is none.
Encoded choose(const handling::ReadyPage& page, Accepted accepted);

}  // namespace tellsafe::http
