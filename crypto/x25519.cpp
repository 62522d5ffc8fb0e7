#include "crypto/x25519.h"

#include "crypto/bech32.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view prefix = "age";

// A point of low order would make every file that is sealed to it readable by anybody.
bool is_low_order(const std::array<std::uint8_t, 32>& key) {
  static constexpr std::array<std::uint8_t, 32> any_scalar{1};
  std::array<std::uint8_t, 32> shared;
  return crypto_scalarmult_curve25519(shared.data(), any_scalar.data(), key.data()) != 0;
}

}  // namespace

Result<Recipient> Recipient::parse(std::string_view text) {
  std::array<std::uint8_t, 32> key;
  if (!bech32_decode(prefix, text, key) || is_low_order(key)) return Errc::bad_recipient;
  return Recipient(key);
}

std::string Recipient::to_string() const {
  return std::string(text_of(bech32_encode(prefix, key_)));
}

}  // namespace tellsafe::crypto
