// Requests and responses as handlers see them: nothing of the connection, and of residents no address, no
// agent, no cookie. The one place that knows more is service/http, which forgets it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "crypto/memory.h"

namespace tellsafe::handling {

enum class Method { get, head, post };

// What staff and their programs show of themselves. Only a listener for staff reads it: see
// http::ServerOptions::staff.
struct Credentials {
  crypto::WipedText session;  // the value of the cookie __Host-tellsafe; empty: none
  crypto::WipedText bearer;   // the token of "Authorization: Bearer"; empty: none; "?": not the shape of one
  std::string certificate;    // SHA-256 of the verified client certificate (DER), hexadecimal; empty: none
  std::string agent;          // what the browser calls itself, at most 512 bytes of it
  std::string origin;         // of the page that sent a form; empty where the browser did not say
  std::string query;          // of the address, after the "?", as it was sent
};

struct Request {
  Method method = Method::get;
  crypto::WipedText path;   // decoded path without the query, always beginning with "/"
  bool urlencoded = false;  // the body's type is application/x-www-form-urlencoded
  crypto::WipedText body;
  std::optional<Credentials> credentials = std::nullopt;  // none on the residents' listener
};

// A page made once and kept in memory, with its encodings made ahead. Immutable, shared by all threads.
struct ReadyPage {
  std::string plain;
  std::string gzip;    // empty where there is none
  std::string brotli;  // empty where there is none
};

enum class ContentType {
  html,
  json,
  csv,
  text,
  javascript,
  atom,
  zip,
  pdf,
  json_ld,
  svg,
  css,
  geojson,
  xml,
};

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

  // The sources of style of a page that brings its own, "'sha256-…'", in place of the site's; empty: the
  // site's.
  std::string style_hash;

  // Only on a listener for staff.
  crypto::WipedText set_cookie;  // a whole Set-Cookie value; empty: none
  std::string authenticate;      // for 401: how a program can show who it is
  std::string file_name;         // to be kept as a file of that name: letters, digits, ".", "_" and "-"
};

}  // namespace tellsafe::handling
