// Requests and responses as handlers see them: nothing of the connection, no address, no agent, no cookie.
// The one place that knows more is service/http, which forgets it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "crypto/memory.h"

namespace tellsafe::handling {

enum class Method { get, head, post };

struct Request {
  Method method = Method::get;
  crypto::WipedText path;   // decoded path without the query, always beginning with "/"
  bool urlencoded = false;  // the body's type is application/x-www-form-urlencoded
  crypto::WipedText body;
};

// A page made once and kept in memory, with its encodings made ahead. Immutable, shared by all threads.
struct ReadyPage {
  std::string plain;
  std::string gzip;    // empty where there is none
  std::string brotli;  // empty where there is none
};

enum class ContentType { html, json, csv, text, javascript };

// What may be kept by a browser or a proxy on the way.
enum class Keeping {
  never,    // no-store: everything that could say that somebody reported
  shortly,  // public and the same for everybody: no-cache, checked again each time
};

// The status of a page that people type into. Chromium keeps a page whole for its Back button, with what was
// typed and in spite of no-store, but only one of status 200; every browser shows 203 as it shows 200.
inline constexpr unsigned status_to_type_into = 203;

struct Response {
  unsigned status = 200;
  ContentType type = ContentType::html;
  Keeping keeping = Keeping::never;
  std::variant<std::shared_ptr<const ReadyPage>, crypto::WipedText> body;
  std::string allow;         // for 405: "GET, HEAD"
  unsigned retry_after = 0;  // seconds, for 429 and 503; 0 for none
  std::string location;      // for redirects, a path of this site
};

}  // namespace tellsafe::handling
