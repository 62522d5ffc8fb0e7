#include "crypto/age.h"

#include <algorithm>
#include <stdexcept>

#include "crypto/age_format.h"
#include "crypto/base64.h"

namespace tellsafe::crypto {
namespace {

// The wrapping key depends on a fresh ephemeral key and is used once, so its nonce may be 0.
constexpr AgeChunkNonce zero_nonce{};

void seal(ByteView plaintext, ByteView key, const AgeChunkNonce& nonce, std::uint8_t* sealed) {
  crypto_aead_chacha20poly1305_ietf_encrypt(sealed, nullptr, plaintext.data(), plaintext.size(), nullptr, 0,
                                            nullptr, nonce.data(), key.data());
}

AgeStanza wrap(const AgeFileKey& file_key, const Recipient& recipient) {
  WipedArray<32> ephemeral;
  WipedArray<32> shared;
  WipedArray<32> key;
  std::array<std::uint8_t, 32> share;
  randombytes_buf(ephemeral.data(), ephemeral.bytes.size());
  crypto_scalarmult_curve25519_base(share.data(), ephemeral.data());
  if (crypto_scalarmult_curve25519(shared.data(), ephemeral.data(), recipient.key().data()) != 0) {
    throw std::invalid_argument("a recipient of low order");
  }
  age_wrap_key(shared.view(), share, recipient.key(), key.bytes);

  AgeStanza stanza{{std::string(age_x25519_type), base64_encode(share, Base64::unpadded)},
                   Bytes(age_file_key_size + age_tag_size)};
  seal(file_key.view(), key.view(), zero_nonce, stanza.body.data());
  return stanza;
}

}  // namespace

AgeEncryptor::AgeEncryptor(std::span<const Recipient> recipients, Write write) : write_(std::move(write)) {
  if (recipients.empty()) throw std::invalid_argument("an age file needs a recipient");
  AgeFileKey file_key;
  randombytes_buf(file_key.data(), file_key.bytes.size());

  std::vector<AgeStanza> stanzas;
  stanzas.reserve(recipients.size());
  for (const Recipient& recipient : recipients) stanzas.push_back(wrap(file_key, recipient));
  std::string header = age_header_text(stanzas);
  header += age_header_end(age_header_mac(file_key, header));
  write_(bytes_of(header));

  std::array<std::uint8_t, age_nonce_size> nonce;
  randombytes_buf(nonce.data(), nonce.size());
  write_(nonce);
  payload_key_ = age_payload_key(file_key, nonce);
}

void AgeEncryptor::update(ByteView plaintext) {
  while (!plaintext.empty()) {
    // A full chunk waits until more comes: only then is it known not to be the last.
    if (chunk_.size() == age_chunk_size) flush_chunk(false);
    const auto taken = plaintext.first(std::min(plaintext.size(), age_chunk_size - chunk_.size()));
    chunk_.insert(chunk_.end(), taken.begin(), taken.end());
    plaintext = plaintext.subspan(taken.size());
  }
}

void AgeEncryptor::finish() {
  flush_chunk(true);
}

void AgeEncryptor::flush_chunk(bool last) {
  Bytes sealed(chunk_.size() + age_tag_size);
  seal(chunk_, payload_key_.view(), age_chunk_nonce(counter_++, last), sealed.data());
  write_(sealed);
  chunk_.clear();
}

Bytes age_encrypt(std::span<const Recipient> recipients, ByteView plaintext) {
  Bytes file;
  AgeEncryptor encryptor(recipients,
                         [&file](ByteView piece) { file.insert(file.end(), piece.begin(), piece.end()); });
  encryptor.update(plaintext);
  encryptor.finish();
  return file;
}

}  // namespace tellsafe::crypto
