// What is expected to go wrong in crypto/, as error codes. None of them carries input: messages are safe to
// log.
#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

namespace tellsafe::crypto {

template <class T>
using Result = boost::system::result<T>;

enum class Errc {
  bad_recipient = 1,   // not an age1… X25519 recipient
  bad_identity,        // not an AGE-SECRET-KEY-1… X25519 identity
  bad_header,          // an age header that the specification refuses
  no_match,            // none of the identities opens the file
  bad_header_mac,      // the header was changed
  bad_payload,         // the payload was changed, cut or extended
  bad_seal,            // sealed facts that do not open: wrong key, wrong row, or changed
  bad_receipt,         // not a receipt: wrong length, symbol or check symbol
  bad_story,           // a story that is not padded and headed as FORMAT.md says
  bad_key_file,        // not a Tellsafe key file, or damaged
  wrong_passphrase,    // the key file is whole but the passphrase does not open it
  bad_signature,       // the signature does not fit key and content
  bad_signature_file,  // not a minisign signature or public key
};

const boost::system::error_category& error_category();
boost::system::error_code make_error_code(Errc code);

}  // namespace tellsafe::crypto

template <>
struct boost::system::is_error_code_enum<tellsafe::crypto::Errc> : std::true_type {};
