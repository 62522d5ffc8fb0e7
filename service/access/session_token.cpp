#include "service/access/session_token.h"

#include "service/access/token.h"

namespace tellsafe::access {
namespace {

constexpr std::size_t half = 32;

}  // namespace

SessionToken SessionToken::make() {
  crypto::WipedBytes bytes(2 * half);
  randombytes_buf(bytes.data(), bytes.size());
  return SessionToken(std::move(bytes));
}

std::optional<SessionToken> SessionToken::parse(std::string_view text) {
  auto bytes = from_base64url(text, 2 * half);
  if (!bytes) return std::nullopt;
  return SessionToken(std::move(*bytes));
}

SessionToken SessionToken::rotated() const {
  crypto::WipedBytes bytes = bytes_;
  randombytes_buf(bytes.data() + half, half);
  return SessionToken(std::move(bytes));
}

crypto::WipedText SessionToken::text() const {
  return base64url(bytes_);
}

crypto::Sha256 SessionToken::hash() const {
  constexpr std::string_view purpose = "tellsafe session";
  crypto::WipedBytes content(purpose.begin(), purpose.end());
  content.push_back(0);
  content.insert(content.end(), bytes_.begin(), bytes_.end());
  return crypto::sha256(content);
}

crypto::Sha256 SessionToken::keyed(std::string_view purpose, std::string_view text) const {
  static_assert(crypto_auth_hmacsha256_KEYBYTES == half);
  crypto::WipedText content = crypto::wiped(purpose);
  if (!text.empty()) content.push_back('\0');
  crypto::append(content, text);
  const auto bytes = crypto::bytes_of(crypto::text_of(content));
  crypto::Sha256 tag;
  crypto_auth_hmacsha256(tag.data(), bytes.data(), bytes.size(), bytes_.data());
  return tag;
}

crypto::Sha256 SessionToken::id() const {
  return keyed("session");
}

crypto::Sha256 SessionToken::agent(std::string_view agent) const {
  return keyed("agent", agent);
}

crypto::WipedText SessionToken::csrf() const {
  crypto::Sha256 tag = keyed("csrf");
  crypto::WipedText text = base64url(tag);
  sodium_memzero(tag.data(), tag.size());
  return text;
}

}  // namespace tellsafe::access
