#include "crypto/identity.h"

#include <algorithm>

#include "crypto/bech32.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view prefix = "age-secret-key-";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

Identity Identity::generate() {
  return Identity(SecretBytes::random(crypto_scalarmult_SCALARBYTES));
}

Result<Identity> Identity::parse(std::string_view text) {
  WipedText folded = wiped(trimmed(text));
  // Identities are written in capitals, and a mixture of cases is an error in Bech32.
  if (std::any_of(folded.begin(), folded.end(), [](char c) { return c != upper(c); }))
    return Errc::bad_identity;
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  SecretBytes secret(crypto_scalarmult_SCALARBYTES);
  if (!bech32_decode(prefix, text_of(folded), secret.writable().first<32>())) return Errc::bad_identity;
  return Identity(std::move(secret));
}

WipedText Identity::to_text() const {
  WipedText text = bech32_encode(prefix, secret_.view().first<32>());
  std::transform(text.begin(), text.end(), text.begin(), upper);
  return text;
}

Recipient Identity::recipient() const {
  std::array<std::uint8_t, 32> key;
  crypto_scalarmult_curve25519_base(key.data(), secret_.data());
  return Recipient(key);
}

}  // namespace tellsafe::crypto
