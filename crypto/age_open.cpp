#include "crypto/age_open.h"

#include <algorithm>
#include <optional>

#include "crypto/age_header.h"
#include "crypto/base64.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view end_of_header = "---";

bool open(ByteView sealed, ByteView key, const AgeChunkNonce& nonce, std::uint8_t* plaintext) {
  return crypto_aead_chacha20poly1305_ietf_decrypt(plaintext, nullptr, nullptr, sealed.data(), sealed.size(),
                                                   nullptr, 0, nonce.data(), key.data()) == 0;
}

// True when the stanza holds the file key for this identity. errors: bad_header
Result<bool> unwrap(const AgeStanza& stanza, const Identity& identity, AgeFileKey& file_key) {
  std::array<std::uint8_t, 32> share;
  if (stanza.arguments.size() != 2 || !base64_decode(stanza.arguments[1], Base64::unpadded, share) ||
      stanza.body.size() != age_file_key_size + age_tag_size) {
    return Errc::bad_header;
  }
  WipedArray<32> shared;
  if (crypto_scalarmult_curve25519(shared.data(), identity.secret().data(), share.data()) != 0) {
    return Errc::bad_header;  // a point of low order
  }
  WipedArray<32> key;
  age_wrap_key(shared.view(), share, identity.recipient().key(), key.bytes);
  return open(stanza.body, key.view(), AgeChunkNonce{}, file_key.data());
}

// errors: bad_header, no_match
Result<void> find_file_key(const AgeHeader& header, std::span<const Identity> identities,
                           AgeFileKey& file_key) {
  bool found = false;
  for (const AgeStanza& stanza : header.stanzas) {
    // A passphrase stanza must stand alone; we have no passphrases.
    if (stanza.arguments[0] == "scrypt" && header.stanzas.size() > 1) return Errc::bad_header;
    if (stanza.arguments[0] != age_x25519_type) continue;
    for (const Identity& identity : identities) {
      if (found) break;
      const auto opened = unwrap(stanza, identity, file_key);
      if (!opened) return opened.error();
      found = *opened;
    }
  }
  if (!found) return Errc::no_match;
  return {};
}

}  // namespace

struct AgeDecryptor::State {
  enum class Stage { header, nonce, chunks, done };

  std::span<const Identity> identities;
  Write write;
  Stage stage = Stage::header;
  boost::system::error_code failure;
  Bytes buffer;  // what has come of the header, nonce or chunk; never more than one of them
  std::size_t line_start = 0;
  AgeFileKey file_key;
  SecretBytes payload_key;
  WipedBytes plaintext;
  std::uint64_t counter = 0;

  State(std::span<const Identity> keys, Write sink) : identities(keys), write(std::move(sink)) {}

  Result<void> take(ByteView file);
  Result<void> finish();
  bool take_header(ByteView& file);
  bool fill(ByteView& file, std::size_t size);
  Result<void> open_header();
  void open_nonce();
  Result<void> open_full_chunk();
  bool open_chunk(bool last);
};

// Takes bytes until the line that ends the header is whole or the header too long.
bool AgeDecryptor::State::take_header(ByteView& file) {
  while (!file.empty() && buffer.size() < age_header_limit) {
    buffer.push_back(file.front());
    file = file.subspan(1);
    if (buffer.back() != '\n') continue;
    const auto line = ByteView(buffer).subspan(line_start);
    if (line.size() > end_of_header.size() &&
        std::equal(end_of_header.begin(), end_of_header.end(), line.begin())) {
      return true;
    }
    line_start = buffer.size();
  }
  return buffer.size() == age_header_limit;
}

bool AgeDecryptor::State::fill(ByteView& file, std::size_t size) {
  const auto taken = file.first(std::min(file.size(), size - buffer.size()));
  buffer.insert(buffer.end(), taken.begin(), taken.end());
  file = file.subspan(taken.size());
  return buffer.size() == size;
}

Result<void> AgeDecryptor::State::open_header() {
  const auto header = parse_age_header(buffer);
  if (!header) return header.error();
  if (auto found = find_file_key(*header, identities, file_key); !found) return found;
  const std::string_view covered(reinterpret_cast<const char*>(buffer.data()), header->covered);
  const AgeMac mac = age_header_mac(file_key, covered);
  if (sodium_memcmp(mac.data(), header->mac.data(), mac.size()) != 0) return Errc::bad_header_mac;
  buffer.clear();
  stage = Stage::nonce;
  return {};
}

void AgeDecryptor::State::open_nonce() {
  payload_key = age_payload_key(file_key, buffer);
  buffer.clear();
  stage = Stage::chunks;
}

bool AgeDecryptor::State::open_chunk(bool last) {
  plaintext.resize(buffer.size() - age_tag_size);
  if (!open(buffer, payload_key.view(), age_chunk_nonce(counter, last), plaintext.data())) return false;
  ++counter;
  if (last) stage = Stage::done;
  buffer.clear();
  return true;
}

// A full chunk may be the last one or not; only its tag tells.
Result<void> AgeDecryptor::State::open_full_chunk() {
  if (!open_chunk(false) && !open_chunk(true)) return Errc::bad_payload;
  write(plaintext);
  return {};
}

Result<void> AgeDecryptor::State::take(ByteView file) {
  while (!file.empty()) {
    Result<void> step;
    switch (stage) {
      case Stage::header:
        if (take_header(file)) step = open_header();
        break;
      case Stage::nonce:
        if (fill(file, age_nonce_size)) open_nonce();
        break;
      case Stage::chunks:
        if (fill(file, age_sealed_chunk_size)) step = open_full_chunk();
        break;
      case Stage::done:
        step = Errc::bad_payload;
        break;
    }
    if (!step) return step;
  }
  return {};
}

Result<void> AgeDecryptor::State::finish() {
  if (stage == Stage::done) return {};
  if (stage != Stage::chunks) return Errc::bad_header;
  if (buffer.size() < age_tag_size || !open_chunk(true)) return Errc::bad_payload;
  // An empty last chunk is for an empty payload only.
  if (plaintext.empty()) return counter == 1 ? Result<void>{} : Errc::bad_payload;
  write(plaintext);
  return {};
}

AgeDecryptor::AgeDecryptor(std::span<const Identity> identities, Write write)
    : state_(std::make_unique<State>(identities, std::move(write))) {}

AgeDecryptor::~AgeDecryptor() = default;

Result<void> AgeDecryptor::update(ByteView file) {
  if (state_->failure) return state_->failure;
  auto result = state_->take(file);
  if (!result) state_->failure = result.error();
  return result;
}

Result<void> AgeDecryptor::finish() {
  if (state_->failure) return state_->failure;
  return state_->finish();
}

Result<WipedBytes> age_decrypt(std::span<const Identity> identities, ByteView file) {
  WipedBytes plaintext;
  plaintext.reserve(file.size());
  AgeDecryptor decryptor(identities, [&plaintext](ByteView piece) {
    plaintext.insert(plaintext.end(), piece.begin(), piece.end());
  });
  if (auto taken = decryptor.update(file); !taken) return taken.error();
  if (auto finished = decryptor.finish(); !finished) return finished.error();
  return plaintext;
}

}  // namespace tellsafe::crypto
