#include "service/access/token.h"

#include "crypto/lines.h"

namespace tellsafe::access {
namespace {

constexpr std::size_t token_size = 32;

std::string_view prefix_of(TokenKind kind) {
  return kind == TokenKind::machine ? "ts_" : "";
}

std::string_view name_of(TokenKind kind) {
  return kind == TokenKind::machine ? "machine" : "invitation";
}

}  // namespace

crypto::WipedText base64url(crypto::ByteView bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  crypto::WipedText text(sodium_base64_encoded_len(bytes.size(), variant));
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();
  return text;
}

std::optional<crypto::WipedBytes> from_base64url(std::string_view text, std::size_t size) {
  // libsodium 1.0.18 takes some bytes beyond ASCII for symbols.
  if (!crypto::is_plain_line(text)) return std::nullopt;
  crypto::WipedBytes bytes(size);
  std::size_t decoded = 0;
  if (sodium_base642bin(bytes.data(), size, text.data(), text.size(), nullptr, &decoded, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      decoded != size) {
    return std::nullopt;
  }
  return bytes;
}

crypto::WipedText new_token(TokenKind kind) {
  crypto::WipedArray<token_size> bytes;
  randombytes_buf(bytes.data(), token_size);
  crypto::WipedText text = crypto::wiped(prefix_of(kind));
  crypto::append(text, crypto::text_of(base64url(bytes.view())));
  return text;
}

std::optional<crypto::Sha256> token_hash(TokenKind kind, std::string_view text) {
  if (!text.starts_with(prefix_of(kind))) return std::nullopt;
  const auto bytes = from_base64url(text.substr(prefix_of(kind).size()), token_size);
  if (!bytes) return std::nullopt;
  crypto::WipedText content = crypto::wiped("tellsafe token");
  content.push_back('\0');
  crypto::append(content, name_of(kind));
  content.push_back('\0');
  content.insert(content.end(), bytes->begin(), bytes->end());
  return crypto::sha256(crypto::bytes_of(crypto::text_of(content)));
}

}  // namespace tellsafe::access
