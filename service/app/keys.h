// The custodian's and the reviewers' key files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "crypto/identity.h"
#include "crypto/key_file.h"
#include "crypto/signing.h"
#include "service/app/outcome.h"

namespace tellsafe::app {

// An identity is kept in its text form, so that what the passphrase opens is what `age` takes.
std::string protected_identity(const crypto::Identity& identity, std::string_view passphrase,
                               crypto::Hardness hardness);
std::string protected_signing_key(const crypto::SigningKey& key, std::string_view passphrase,
                                  crypto::Hardness hardness);

// errors: key_file (absent, damaged, of another kind), wrong_passphrase
Outcome<crypto::Identity> open_identity(const std::filesystem::path& file, std::string_view passphrase);
Outcome<crypto::SigningKey> open_signing_key(const std::filesystem::path& file, std::string_view passphrase);

}  // namespace tellsafe::app
