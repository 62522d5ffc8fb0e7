#include "crypto/block.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "crypto/age.h"
#include "crypto/age_open.h"

namespace tellsafe::crypto {
namespace {

constexpr std::size_t key_size = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(piece_overhead == nonce_size + crypto_aead_xchacha20poly1305_ietf_ABYTES);

// Label (16), block (8), stripe (8), column (8); numbers big endian.
std::array<std::uint8_t, 40> associated_data(const PieceContext& context) {
  constexpr std::string_view label = "tellsafe-block-1";
  std::array<std::uint8_t, 40> data{};
  auto out = std::copy(label.begin(), label.end(), data.begin());
  for (const std::uint64_t number : {context.block, context.stripe, context.column}) {
    for (int shift = 56; shift >= 0; shift -= 8) *out++ = static_cast<std::uint8_t>(number >> shift);
  }
  return data;
}

}  // namespace

BlockKey BlockKey::generate() {
  return BlockKey(SecretBytes::random(key_size));
}

Result<BlockKey> BlockKey::open(const Identity& release, ByteView sealed_key) {
  const auto key = age_decrypt({&release, 1}, sealed_key);
  if (!key) return key.error();
  if (key->size() != key_size) return Errc::bad_payload;
  return BlockKey(SecretBytes::copy_of(*key));
}

Bytes BlockKey::sealed_to(const Recipient& release) const {
  return age_encrypt({&release, 1}, key_.view());
}

Bytes BlockKey::seal(const PieceContext& context, ByteView piece) const {
  const auto data = associated_data(context);
  Bytes sealed(piece.size() + piece_overhead);
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce_size, nullptr, piece.data(), piece.size(),
                                             data.data(), data.size(), nullptr, sealed.data(), key_.data());
  return sealed;
}

Result<void> BlockKey::open_piece(const PieceContext& context, ByteView sealed, WipedBytes& piece) const {
  if (sealed.size() < piece_overhead) return Errc::bad_seal;
  const auto data = associated_data(context);
  piece.resize(sealed.size() - piece_overhead);
  const auto rest = sealed.subspan(nonce_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(piece.data(), nullptr, nullptr, rest.data(), rest.size(),
                                                 data.data(), data.size(), sealed.data(), key_.data()) != 0) {
    return Errc::bad_seal;
  }
  return {};
}

}  // namespace tellsafe::crypto
