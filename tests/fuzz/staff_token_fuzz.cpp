// What staff and their programs show of themselves: nothing that is taken for a token has a second text.
#include <cstdlib>
#include <string_view>

#include "service/access/session_token.h"
#include "service/access/token.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tellsafe;
  static const bool started = (crypto::start(), true);
  static_cast<void>(started);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto session = access::SessionToken::parse(text)) {
    if (crypto::text_of(session->text()) != text) std::abort();
    if (access::SessionToken::parse(crypto::text_of(session->rotated().text()))->id() != session->id())
      std::abort();
  }
  for (const auto kind : {access::TokenKind::invitation, access::TokenKind::machine}) {
    if (access::token_hash(kind, text) && size != (kind == access::TokenKind::machine ? 46U : 43U))
      std::abort();
  }
  if (const auto bytes = access::from_base64url(text, 32)) {
    if (crypto::text_of(access::base64url(*bytes)) != text) std::abort();
  }
  return 0;
}
