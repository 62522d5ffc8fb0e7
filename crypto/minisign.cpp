#include "crypto/minisign.h"

#include <algorithm>

#include "crypto/base64.h"
#include "crypto/hash.h"
#include "crypto/lines.h"
#include "crypto/minisign_format.h"

namespace tellsafe::crypto {
namespace {

// A signature file, taken apart.
struct Signature {
  std::array<std::uint8_t, minisign_signature_size> bytes{};  // algorithm, key id, signature
  std::string comment;
  std::array<std::uint8_t, crypto_sign_BYTES> comment_signature{};

  ByteView algorithm() const { return ByteView(bytes).first(2); }
  ByteView key_id() const { return ByteView(bytes).subspan(2, 8); }
  ByteView signature() const { return ByteView(bytes).subspan(10); }
};

bool parse(std::string_view text, Signature& signature) {
  const auto untrusted = take_line(text);
  const auto line = take_line(text);
  const auto trusted = take_line(text);
  const auto last = take_line(text);
  if (!last || !text.empty() || !after(minisign_untrusted, *untrusted)) return false;
  const auto comment = after(minisign_trusted, *trusted);
  if (!comment) return false;
  signature.comment = *comment;
  return base64_decode(*line, Base64::padded, signature.bytes) &&
         base64_decode(*last, Base64::padded, signature.comment_signature);
}

bool is(ByteView bytes, std::string_view text) {
  return std::ranges::equal(bytes, bytes_of(text));
}

bool verifies(ByteView signature, ByteView message, const VerifyKey& key) {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.key.data()) == 0;
}

}  // namespace

Blake2b512 minisign_prehash(ByteView content) {
  Blake2b512 digest;
  crypto_generichash(digest.data(), digest.size(), content.data(), content.size(), nullptr, 0);
  return digest;
}

Bytes minisign_comment_message(ByteView signature, std::string_view comment) {
  Bytes message(signature.begin(), signature.end());
  message.insert(message.end(), comment.begin(), comment.end());
  return message;
}

Result<VerifyKey> VerifyKey::parse(std::string_view text) {
  auto line = take_line(text);
  if (line && after(minisign_untrusted, *line)) line = take_line(text);
  std::array<std::uint8_t, 42> bytes;
  if (!line || !text.empty() || !base64_decode(*line, Base64::padded, bytes) ||
      !is(ByteView(bytes).first(2), minisign_plain)) {
    return Errc::bad_signature_file;
  }
  VerifyKey key;
  std::copy_n(bytes.begin() + 2, key.id.size(), key.id.begin());
  std::copy_n(bytes.begin() + 10, key.key.size(), key.key.begin());
  return key;
}

std::string VerifyKey::line() const {
  Bytes bytes(minisign_plain.begin(), minisign_plain.end());
  bytes.insert(bytes.end(), id.begin(), id.end());
  bytes.insert(bytes.end(), key.begin(), key.end());
  return base64_encode(bytes, Base64::padded);
}

std::string VerifyKey::file() const {
  // minisign shows the id as a little-endian number in capital digits, without leading zeros.
  const Bytes big_endian(id.rbegin(), id.rend());
  std::string digits = hex(big_endian);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  std::ranges::transform(digits, digits.begin(),
                         [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
  return std::string(minisign_untrusted) + "minisign public key " + digits + '\n' + line() + '\n';
}

Result<std::string> verify(const VerifyKey& key, ByteView content, std::string_view signature_file) {
  Signature signature;
  if (!parse(signature_file, signature)) return Errc::bad_signature_file;
  const bool prehashed = is(signature.algorithm(), minisign_prehashed);
  if (!prehashed && !is(signature.algorithm(), minisign_plain)) return Errc::bad_signature_file;
  if (!std::ranges::equal(signature.key_id(), key.id)) return Errc::bad_signature;

  const bool fits = prehashed ? verifies(signature.signature(), minisign_prehash(content), key)
                              : verifies(signature.signature(), content, key);
  const Bytes comment = minisign_comment_message(signature.signature(), signature.comment);
  if (!fits || !verifies(signature.comment_signature, comment, key)) return Errc::bad_signature;
  return std::move(signature.comment);
}

}  // namespace tellsafe::crypto
