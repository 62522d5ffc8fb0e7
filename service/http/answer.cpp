#include "service/http/answer.h"

#include <fmt/format.h>

#include <iterator>
#include <variant>

namespace tellsafe::http {
namespace {

using handling::ContentType;
using handling::Keeping;

constexpr std::size_t body_padded_to = 4096;
constexpr std::size_t head_padded_to = 2048;
constexpr std::string_view padding_name = "X-Padding: ";

constexpr std::string_view name_of(ContentType type) {
  switch (type) {
    case ContentType::html:
      return "text/html; charset=utf-8";
    case ContentType::json:
      return "application/json";
    case ContentType::csv:
      return "text/csv; charset=utf-8";
    case ContentType::text:
      return "text/plain; charset=utf-8";
    case ContentType::javascript:
      return "text/javascript; charset=utf-8";
    case ContentType::atom:
      return "application/atom+xml; charset=utf-8";
    case ContentType::zip:
      return "application/zip";
    case ContentType::pdf:
      return "application/pdf";
    case ContentType::json_ld:
      return "application/ld+json";
    case ContentType::svg:
      return "image/svg+xml; charset=utf-8";
    case ContentType::css:
      return "text/css; charset=utf-8";
    case ContentType::geojson:
      return "application/geo+json";
    case ContentType::xml:
      return "application/xml; charset=utf-8";
  }
  return "application/octet-stream";
}

constexpr std::string_view name_of(Keeping keeping) {
  return keeping == Keeping::never ? "no-store" : "public, no-cache";
}

// Lines that only some answers have. None of them holds anything that a visitor sent.
std::string some_headers(const handling::Response& response, const Sending& sending) {
  std::string lines;
  if (!response.allow.empty()) lines += fmt::format("Allow: {}\r\n", response.allow);
  if (response.retry_after > 0) lines += fmt::format("Retry-After: {}\r\n", response.retry_after);
  if (!response.location.empty()) lines += fmt::format("Location: {}\r\n", response.location);
  if (!response.authenticate.empty()) lines += fmt::format("WWW-Authenticate: {}\r\n", response.authenticate);
  if (!response.file_name.empty())
    lines += fmt::format("Content-Disposition: attachment; filename=\"{}\"\r\n", response.file_name);
  if (!sending.keep_alive) lines += "Connection: close\r\n";
  return lines;
}

// A line that brings a head of `size` bytes to a multiple of head_padded_to.
std::string padding_line(std::size_t size) {
  const std::size_t least = size + padding_name.size() + 2;
  const std::size_t missing = (head_padded_to - least % head_padded_to) % head_padded_to;
  return fmt::format("{}{}\r\n", padding_name, std::string(missing, 'x'));
}

// Which lines a head has, and how long their numbers are, says what became of a form (a receipt, a mistake, a
// wait). So the heads of all pages that answer one, and of all that say no, have one length.
bool hides_its_head(const handling::Response& response) {
  const bool personal = std::holds_alternative<crypto::WipedText>(response.body);
  return response.type == ContentType::html && (personal || response.status >= 400);
}

// The status line has no words after the number: nobody reads them, and their length would tell one answer
// from another through the encryption.
std::string head_of(const handling::Response& response, std::string_view security_headers,
                    const Sending& sending, std::string_view encoding_lines, std::size_t length) {
  std::string head =
      fmt::format("HTTP/1.1 {} \r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: {}\r\n{}{}{}",
                  response.status, name_of(response.type), length, name_of(response.keeping), encoding_lines,
                  some_headers(response, sending), security_headers);
  if (hides_its_head(response)) head += padding_line(head.size() + 2);
  return head;
}

// The only line with a secret in it, and so only in wiped memory.
void append_cookie(crypto::WipedText& answer, const crypto::WipedText& set_cookie) {
  if (set_cookie.empty()) return;
  crypto::append(answer, "Set-Cookie: ");
  crypto::append(answer, crypto::text_of(set_cookie));
  crypto::append(answer, "\r\n");
}

crypto::WipedText joined(std::string_view head, const crypto::WipedText& set_cookie, std::string_view body,
                         std::size_t padding, const Sending& sending) {
  crypto::WipedText answer;
  constexpr std::size_t room_for_cookie = 64;
  answer.reserve(head.size() + set_cookie.size() + room_for_cookie + body.size() + padding);
  crypto::append(answer, head);
  append_cookie(answer, set_cookie);
  crypto::append(answer, "\r\n");
  if (sending.without_body) return answer;
  crypto::append(answer, body);
  answer.insert(answer.end(), padding, '\n');
  return answer;
}

crypto::WipedText answer_ready(const handling::Response& response, const handling::ReadyPage& page,
                               std::string_view security_headers, const Sending& sending) {
  const Encoded encoded = choose(page, sending.accepted);
  std::string lines;
  if (!page.gzip.empty() || !page.brotli.empty()) lines = "Vary: Accept-Encoding\r\n";
  if (!encoded.name.empty()) lines += fmt::format("Content-Encoding: {}\r\n", encoded.name);
  return joined(head_of(response, security_headers, sending, lines, encoded.body.size()), response.set_cookie,
                encoded.body, 0, sending);
}

crypto::WipedText answer_personal(const handling::Response& response, const crypto::WipedText& body,
                                  std::string_view security_headers, const Sending& sending) {
  const bool padded = response.type == ContentType::html;
  const std::size_t padding = padded ? (body_padded_to - body.size() % body_padded_to) % body_padded_to : 0;
  return joined(head_of(response, security_headers, sending, {}, body.size() + padding), response.set_cookie,
                crypto::text_of(body), padding, sending);
}

}  // namespace

std::string security_headers(std::string_view style_hash, Visitors visitors) {
  const std::string styles = style_hash.empty() ? "'none'" : std::string(style_hash);
  const bool staff = visitors == Visitors::staff;
  return fmt::format(
      "Content-Security-Policy: default-src 'none'; style-src {}; script-src 'self'; worker-src 'self'; "
      "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
      "Referrer-Policy: {}\r\n"
      "X-Content-Type-Options: nosniff\r\n"
      "X-Frame-Options: DENY\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Embedder-Policy: require-corp\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Permissions-Policy: accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), "
      "display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), "
      "idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), "
      "publickey-credentials-create=({}), publickey-credentials-get=({}), screen-wake-lock=(), serial=(), "
      "storage-access=(), usb=(), web-share=(), xr-spatial-tracking=()\r\n"
      "Strict-Transport-Security: max-age=63072000\r\n",
      styles, staff ? "same-origin" : "no-referrer", staff ? "self" : "", staff ? "self" : "");
}

crypto::WipedText make_answer(const handling::Response& response, std::string_view security_headers,
                              const Sending& sending) {
  if (const auto* page = std::get_if<std::shared_ptr<const handling::ReadyPage>>(&response.body)) {
    static const handling::ReadyPage empty;
    return answer_ready(response, *page ? **page : empty, security_headers, sending);
  }
  return answer_personal(response, std::get<crypto::WipedText>(response.body), security_headers, sending);
}

}  // namespace tellsafe::http
