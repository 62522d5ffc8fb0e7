#include "crypto/hkdf.h"

#include <array>
#include <initializer_list>

namespace tellsafe::crypto {
namespace {

void hmac(ByteView key, std::initializer_list<ByteView> parts, std::uint8_t* mac) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  for (const ByteView part : parts) crypto_auth_hmacsha256_update(&state, part.data(), part.size());
  crypto_auth_hmacsha256_final(&state, mac);
  sodium_memzero(&state, sizeof state);
}

}  // namespace

void hkdf_sha256(ByteView secret, ByteView salt, std::string_view info, std::span<std::uint8_t, 32> key) {
  static constexpr std::array<std::uint8_t, 1> first_block{1};
  static constexpr std::array<std::uint8_t, 32> no_salt{};
  WipedArray<32> extracted;
  hmac(salt.empty() ? ByteView(no_salt) : salt, {secret}, extracted.data());
  hmac(extracted.view(), {bytes_of(info), first_block}, key.data());
}

}  // namespace tellsafe::crypto
