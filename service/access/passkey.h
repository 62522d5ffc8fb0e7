// Passkeys: verifying what a browser sends when one is made (registration) or used (assertion), as WebAuthn
// level 2 says in sections 7.1 and 7.2. The user must have been present and verified, each time. Signatures
// are checked by libfido2.
//
// Attestation is not asked for, and who made an authenticator is not looked at: "none" is taken, and where
// one sends a "packed" statement all the same, its signature must fit.
//
// Pure functions, thread safe. A challenge that is passed in here must have been taken from Challenges
// before.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/access/client_data.h"
#include "service/access/passkey_error.h"

namespace tellsafe::access {

// This server, as browsers know it.
struct RelyingParty {
  std::string id;    // a domain, "staff.city.example": that of the origin or one above it
  std::string name;  // for people
  std::string
      origin;  // "https://staff.city.example" or "https://staff.city.example:8444", as browsers write it
};

struct Registration {
  crypto::Bytes client_data;
  crypto::Bytes attestation;
};

struct NewPasskey {
  crypto::Bytes
      id;  // 1 to 1023 bytes, made by the authenticator: another person's passkey may not have the same
  crypto::Bytes key;  // COSE, at most a few hundred bytes
  std::uint32_t counter = 0;
};

struct SignIn {
  crypto::Bytes id;
  crypto::Bytes client_data;
  crypto::Bytes authenticator_data;
  crypto::Bytes signature;
  std::optional<crypto::Bytes> user_handle;
};

struct StoredPasskey {
  crypto::Bytes id;
  crypto::Bytes key;
  std::uint32_t counter = 0;
  crypto::Bytes person;  // the user.id of creation_options
};

struct Assertion {
  std::uint32_t counter = 0;  // to be stored
};

// What passkey.js writes into the form, each base 64 of RFC 4648, section 5, without padding.
struct SentSignIn {
  std::string_view id;
  std::string_view client_data;
  std::string_view authenticator_data;
  std::string_view signature;
  std::string_view user_handle;  // empty for none
};

// Decode, with bounds on sizes. errors: malformed
PasskeyResult<Registration> read_registration(std::string_view client_data, std::string_view attestation);
PasskeyResult<SignIn> read_sign_in(const SentSignIn& sent);

// errors: all but cloned and not_this_person
PasskeyResult<NewPasskey> verify_registration(const RelyingParty& rp, const Challenge& challenge,
                                              const Registration& sent);

// `stored` is the passkey that has sent.id. errors: any; malformed also for a stored key that is none
PasskeyResult<Assertion> verify_assertion(const RelyingParty& rp, const Challenge& challenge,
                                          const StoredPasskey& stored, const SignIn& sent);

}  // namespace tellsafe::access
