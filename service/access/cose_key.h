// Public keys of passkeys, as COSE has them (RFC 9053, section 7, and RFC 8812, section 2, for RSA).
#pragma once

#include "crypto/memory.h"
#include "service/access/cbor.h"
#include "service/access/passkey_error.h"

namespace tellsafe::access {

// Values of the IANA registry "COSE Algorithms".
enum class Algorithm : int { es256 = -7, eddsa = -8, rs256 = -257 };

struct CoseKey {
  Algorithm algorithm = Algorithm::es256;
  // ES256: x ‖ y on P-256 (64 bytes); EdDSA: the Ed25519 key (32 bytes); RS256: modulus ‖ exponent (256 + 3
  // bytes). The sizes hold; that a point lies on its curve is seen when the key is first used.
  crypto::Bytes key;
};

// Takes one key, as a map, off `cbor`. errors: malformed; unsupported, for other algorithms, curves and RSA
// keys of other than 2048 bits
PasskeyResult<CoseKey> take_cose_key(CborReader& cbor);

}  // namespace tellsafe::access
