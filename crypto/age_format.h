// What both directions of the age v1 format share: the header's text, the derived keys, the chunk nonces.
// https://age-encryption.org/v1
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"

namespace tellsafe::crypto {

inline constexpr std::string_view age_version_line = "age-encryption.org/v1";
inline constexpr std::string_view age_x25519_type = "X25519";
inline constexpr std::size_t age_body_columns = 64;
inline constexpr std::size_t age_file_key_size = 16;
inline constexpr std::size_t age_tag_size = 16;
inline constexpr std::size_t age_nonce_size = 16;
inline constexpr std::size_t age_chunk_size = std::size_t{64} * 1024;
inline constexpr std::size_t age_sealed_chunk_size = age_chunk_size + age_tag_size;

using AgeFileKey = WipedArray<age_file_key_size>;
using AgeMac = std::array<std::uint8_t, 32>;
using AgeChunkNonce = std::array<std::uint8_t, 12>;

// One recipient stanza. arguments[0] is its type.
struct AgeStanza {
  std::vector<std::string> arguments;
  Bytes body;
};

// The header up to and including "---": what the MAC covers.
std::string age_header_text(std::span<const AgeStanza> stanzas);
// The rest of the header, its line feed included.
std::string age_header_end(const AgeMac& mac);
AgeMac age_header_mac(const AgeFileKey& file_key, std::string_view header_text);

// The key that wraps the file key in an X25519 stanza; `shared` is the Diffie-Hellman secret.
void age_wrap_key(ByteView shared, std::span<const std::uint8_t, 32> share,
                  std::span<const std::uint8_t, 32> recipient, std::span<std::uint8_t, 32> key);
SecretBytes age_payload_key(const AgeFileKey& file_key, ByteView nonce);
// 11 bytes of counter, big endian, and the flag of the last chunk.
AgeChunkNonce age_chunk_nonce(std::uint64_t counter, bool last);

}  // namespace tellsafe::crypto
