// Signatures of passkeys, by libfido2.
#pragma once

#include <string>

#include "crypto/hash.h"
#include "service/access/attestation.h"
#include "service/access/passkey_error.h"

namespace tellsafe::access {

// Whether libfido2 takes the key: that an ES256 point lies on its curve, for one. errors: malformed
PasskeyResult<void> check_key(const CoseKey& key);

// The signature over data ‖ client_data_hash. `data` are authenticator data of that relying party with the
// user present and verified. errors: malformed, for the key; bad_signature
PasskeyResult<void> check_assertion(const std::string& rp_id, const CoseKey& key, crypto::ByteView data,
                                    const crypto::Sha256& client_data_hash, crypto::ByteView signature);

// The statement of an attestation that holds a credential: "none", which must be empty, or "packed", signed
// with the passkey itself or with the key of the first certificate in it, which nobody vouches for. errors:
// malformed, unsupported, bad_signature
PasskeyResult<void> check_attestation(const std::string& rp_id, const Attestation& attestation,
                                      const crypto::Sha256& client_data_hash);

}  // namespace tellsafe::access
