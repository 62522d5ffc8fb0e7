// X25519 recipients and identities in age's own text form (https://age-encryption.org/v1, Bech32 of BIP 173).
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "crypto/result.h"

namespace tellsafe::crypto {

// A public key that sealing is done to: "age1…", 62 characters.
class Recipient {
 public:
  // Lower case only, no white space around it. errors: bad_recipient (also for a point of low order)
  static Result<Recipient> parse(std::string_view text);
  explicit Recipient(const std::array<std::uint8_t, 32>& key) : key_(key) {}
  std::string to_string() const;
  const std::array<std::uint8_t, 32>& key() const { return key_; }
  friend bool operator==(const Recipient&, const Recipient&) = default;

 private:
  std::array<std::uint8_t, 32> key_;
};

}  // namespace tellsafe::crypto
