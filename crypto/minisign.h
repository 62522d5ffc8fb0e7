// Verifying signatures in minisign's format (https://jedisct1.github.io/minisign/), Ed25519 over BLAKE2b-512.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "crypto/result.h"

namespace tellsafe::crypto {

struct VerifyKey {
  std::array<std::uint8_t, 8> id{};
  std::array<std::uint8_t, 32> key{};
  // The two-line .pub file of minisign, or its second line alone. errors: bad_signature_file
  static Result<VerifyKey> parse(std::string_view text);
  // The one base-64 line, as `minisign -P` takes it.
  std::string line() const;
  // The two-line file.
  std::string file() const;
};

// Checks both the signature and the trusted comment; gives back the trusted comment.
// errors: bad_signature_file, bad_signature (also for another key)
Result<std::string> verify(const VerifyKey& key, ByteView content, std::string_view signature_file);

}  // namespace tellsafe::crypto
