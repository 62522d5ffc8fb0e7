// What is expected to go wrong with a passkey, as error codes. None of them carries input: messages are safe
// to log.
#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

namespace tellsafe::access {

enum class PasskeyErrc {
  malformed = 1,        // not what a browser sends: encoding, sizes, JSON, CBOR, a key that is none
  wrong_type,           // made for registration and sent for signing in, or the other way round
  wrong_challenge,      // answers another challenge
  wrong_origin,         // made on another site, or in a frame of another site
  wrong_relying_party,  // the authenticator made it for another domain
  user_not_verified,    // nobody was there, or it was not verified (PIN, finger, face) who
  unsupported,          // another algorithm, or an attestation that is not checked here
  bad_signature,        // the signature does not fit
  cloned,               // the signature counter did not rise: a second authenticator has the same key
  not_this_person,      // another passkey than the stored one, or another person's
};

template <class T>
using PasskeyResult = boost::system::result<T>;

const boost::system::error_category& passkey_error_category();
boost::system::error_code make_error_code(PasskeyErrc code);

}  // namespace tellsafe::access

template <>
struct boost::system::is_error_code_enum<tellsafe::access::PasskeyErrc> : std::true_type {};
