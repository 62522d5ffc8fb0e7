#include "crypto/signing.h"

#include <algorithm>
#include <stdexcept>

#include "crypto/base64.h"
#include "crypto/minisign_format.h"

namespace tellsafe::crypto {
namespace {

using Ed25519Signature = std::array<std::uint8_t, crypto_sign_BYTES>;

// minisign reads lines of up to 8,192 bytes.
constexpr std::size_t longest_comment = 8000;

Ed25519Signature ed25519(const SecretBytes& secret, ByteView message) {
  Ed25519Signature signature;
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret.data());
  return signature;
}

SecretBytes expand(ByteView seed) {
  SecretBytes secret(crypto_sign_SECRETKEYBYTES);
  std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> public_key;
  crypto_sign_seed_keypair(public_key.data(), secret.data(), seed.data());
  return secret;
}

}  // namespace

SigningKey SigningKey::generate() {
  SigningKey key;
  randombytes_buf(key.id_.data(), key.id_.size());
  key.secret_ = expand(SecretBytes::random(crypto_sign_SEEDBYTES).view());
  return key;
}

Result<SigningKey> SigningKey::from_secret(ByteView secret) {
  SigningKey key;
  if (secret.size() != key.id_.size() + crypto_sign_SEEDBYTES) return Errc::bad_key_file;
  std::copy_n(secret.begin(), key.id_.size(), key.id_.begin());
  key.secret_ = expand(secret.subspan(key.id_.size()));
  return key;
}

SecretBytes SigningKey::secret() const {
  // The first half of libsodium's secret key is the seed.
  SecretBytes secret(id_.size() + crypto_sign_SEEDBYTES);
  const auto out = std::copy(id_.begin(), id_.end(), secret.writable().begin());
  std::copy_n(secret_.data(), crypto_sign_SEEDBYTES, out);
  return secret;
}

VerifyKey SigningKey::verify_key() const {
  VerifyKey key;
  key.id = id_;
  const auto public_half = secret_.view().subspan(crypto_sign_SEEDBYTES);
  std::copy(public_half.begin(), public_half.end(), key.key.begin());
  return key;
}

std::string SigningKey::sign(ByteView content, std::string_view trusted_comment) const {
  if (trusted_comment.find_first_of("\r\n") != std::string_view::npos ||
      trusted_comment.size() > longest_comment) {
    throw std::invalid_argument("a trusted comment is one line of at most 8,000 bytes");
  }
  const Ed25519Signature signature = ed25519(secret_, minisign_prehash(content));
  const Ed25519Signature comment_signature =
      ed25519(secret_, minisign_comment_message(signature, trusted_comment));

  Bytes bytes(minisign_prehashed.begin(), minisign_prehashed.end());
  bytes.insert(bytes.end(), id_.begin(), id_.end());
  bytes.insert(bytes.end(), signature.begin(), signature.end());
  std::string file(minisign_untrusted);
  file += "signature from a Tellsafe signing key\n";
  file += base64_encode(bytes, Base64::padded) + '\n';
  file += minisign_trusted;
  file += trusted_comment;
  file += '\n' + base64_encode(comment_signature, Base64::padded) + '\n';
  return file;
}

}  // namespace tellsafe::crypto
