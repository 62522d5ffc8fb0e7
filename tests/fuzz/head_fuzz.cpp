// Bytes as they come from a connection: where the head ends, and what is made of it. What is accepted must
// hold to what the sessions rely on.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "service/http/head.h"
#include "service/http/target.h"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tellsafe;
  constexpr std::size_t longest_body = 262144;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);

  demand(bytes.find(http::guess_path(bytes)) != std::string_view::npos);
  const std::size_t end = http::find_head_end(bytes, 0);
  demand(end <= size && http::find_head_end(bytes, end / 2) >= end);
  static_cast<void>(http::has_bare_line_feed(bytes, 0));
  if (end == 0) return 0;

  const auto head = http::parse_head(bytes.substr(0, end), longest_body);
  if (head.has_error()) {
    demand(head.error().status >= 400 && head.error().status < 600);
    return 0;
  }
  demand(crypto::text_of(head->path).starts_with('/'));
  demand(head->path.size() <= http::longest_target);
  demand(head->content_length <= longest_body);
  demand(head->method == handling::Method::post || head->content_length == 0);
  demand(head->accepted.brotli <= 1000 && head->accepted.gzip <= 1000);
  return 0;
}
