// What a page asks the browser for, as JSON: PublicKeyCredentialCreationOptionsJSON and …RequestOptionsJSON
// of WebAuthn level 3, section 5.1. passkey.ts reads them from data-options of its form; the template escapes
// them.
#pragma once

#include <chrono>
#include <span>
#include <string>

#include "service/access/passkey.h"

namespace tellsafe::access {

// How long the browser waits: as long as a challenge lives.
inline constexpr std::chrono::minutes ceremony_time{5};

// Whom a new passkey is for.
struct PasskeyOwner {
  crypto::Bytes id;  // 1 to 64 random bytes that tell nothing; comes back as the user handle
  std::string name;  // UTF-8, shown when there are several passkeys to choose from
};

// A passkey that is found without a name, verifies its user and is on no authenticator that has one of
// `existing` (the ids of those that the person has).
std::string creation_options(const RelyingParty& rp, const Challenge& challenge, const PasskeyOwner& owner,
                             std::span<const crypto::Bytes> existing);

// Any passkey of this relying party, or one of `allowed` when it is not empty: those of a person who is known
// already.
std::string request_options(const RelyingParty& rp, const Challenge& challenge,
                            std::span<const crypto::Bytes> allowed);

}  // namespace tellsafe::access
