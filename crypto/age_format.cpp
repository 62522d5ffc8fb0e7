#include "crypto/age_format.h"

#include <algorithm>

#include "crypto/base64.h"
#include "crypto/hkdf.h"

namespace tellsafe::crypto {

std::string age_header_text(std::span<const AgeStanza> stanzas) {
  std::string text(age_version_line);
  text += '\n';
  for (const AgeStanza& stanza : stanzas) {
    text += "->";
    for (const std::string& argument : stanza.arguments) text += ' ' + argument;
    text += '\n';
    // A body ends with a line that is shorter than full, if need be an empty one.
    const std::string body = base64_encode(stanza.body, Base64::unpadded);
    for (std::size_t start = 0; start <= body.size(); start += age_body_columns) {
      text.append(body, start, age_body_columns);
      text += '\n';
    }
  }
  text += "---";
  return text;
}

std::string age_header_end(const AgeMac& mac) {
  return ' ' + base64_encode(mac, Base64::unpadded) + '\n';
}

AgeMac age_header_mac(const AgeFileKey& file_key, std::string_view header_text) {
  WipedArray<32> key;
  hkdf_sha256(file_key.view(), {}, "header", key.bytes);
  AgeMac mac;
  const ByteView covered = bytes_of(header_text);
  crypto_auth_hmacsha256(mac.data(), covered.data(), covered.size(), key.data());
  return mac;
}

void age_wrap_key(ByteView shared, std::span<const std::uint8_t, 32> share,
                  std::span<const std::uint8_t, 32> recipient, std::span<std::uint8_t, 32> key) {
  std::array<std::uint8_t, 64> salt;
  std::copy(share.begin(), share.end(), salt.begin());
  std::copy(recipient.begin(), recipient.end(), salt.begin() + 32);
  hkdf_sha256(shared, salt, "age-encryption.org/v1/X25519", key);
}

SecretBytes age_payload_key(const AgeFileKey& file_key, ByteView nonce) {
  SecretBytes key(crypto_aead_chacha20poly1305_ietf_KEYBYTES);
  hkdf_sha256(file_key.view(), nonce, "payload", key.writable().first<32>());
  return key;
}

AgeChunkNonce age_chunk_nonce(std::uint64_t counter, bool last) {
  AgeChunkNonce nonce{};
  for (std::size_t i = 0; i < 8; ++i) nonce[10 - i] = static_cast<std::uint8_t>(counter >> (8 * i));
  nonce[11] = last ? 1 : 0;
  return nonce;
}

}  // namespace tellsafe::crypto
