// A commitment to a document that must stay secret: only who holds the identity can compute it, for the same
// document it is always the same, and it tells others nothing. See FORMAT.md, "Proof of a release". Part of
// the opening side.
#pragma once

#include "crypto/hash.h"
#include "crypto/identity.h"

namespace tellsafe::crypto {

// Thread safe. Compare with sodium_memcmp or ==: the value is published.
Sha256 commitment(const Identity& identity, ByteView document);

}  // namespace tellsafe::crypto
