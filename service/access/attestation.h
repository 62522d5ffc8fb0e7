// What an authenticator says: its data at each ceremony (WebAuthn level 2, section 6.1), and the object that
// it makes of them at registration (section 6.5.4).
#pragma once

#include <optional>
#include <string>

#include "crypto/hash.h"
#include "crypto/memory.h"
#include "service/access/cose_key.h"
#include "service/access/passkey_error.h"

namespace tellsafe::access {

// A new passkey's public half.
struct AttestedCredential {
  crypto::Bytes id;  // 1 to 1023 bytes
  CoseKey key;
  crypto::Bytes cose_key;  // the same as the CBOR that came
};

struct AuthenticatorData {
  crypto::Sha256 rp_id_hash{};
  bool user_present = false;
  bool user_verified = false;
  std::uint32_t counter = 0;                     // stays 0 in passkeys that are synchronized
  std::optional<AttestedCredential> credential;  // at registration
  int credential_protection = 0;  // what the extension credProtect says; 0 where it says nothing
};

struct Attestation {
  std::string format;        // "none", "packed", …
  crypto::Bytes statement;   // a CBOR map, whole
  crypto::Bytes data_bytes;  // what is signed of `data`
  AuthenticatorData data;
};

inline constexpr std::size_t longest_credential_id = 1023;
inline constexpr std::size_t longest_authenticator_data = 4096;
inline constexpr std::size_t longest_attestation = 8192;

// errors: malformed; unsupported, for the credential's key
PasskeyResult<AuthenticatorData> parse_authenticator_data(crypto::ByteView bytes);

// errors: malformed; unsupported, for the credential's key
PasskeyResult<Attestation> parse_attestation(crypto::ByteView cbor);

}  // namespace tellsafe::access
