// Secret keys at rest, protected by a passphrase (Argon2id, then XChaCha20-Poly1305). See FORMAT.md, "Key
// file". Part of the opening side: tellsafed does not link it.
#pragma once

#include <string>
#include <string_view>

#include "crypto/memory.h"
#include "crypto/result.h"

namespace tellsafe::crypto {

enum class KeyKind { identity, signing };

// How hard a guess is. `interactive` is for tests and demonstrations only.
enum class Hardness { interactive, sensitive };

// A text file (ASCII armour) whose plain lines say what it is and, as `public_line`, the public half.
// `secret` is what Identity::to_text() or SigningKey::secret() gave; `public_line` is Recipient::to_string()
// or VerifyKey::line(). `sensitive` takes about a second and 256 MiB. Throws std::invalid_argument for an
// empty or over-long secret or a public line that is not one line of printable ASCII; std::bad_alloc when
// Argon2id gets no memory.
std::string protect_key(KeyKind kind, std::string_view public_line, ByteView secret,
                        std::string_view passphrase, Hardness hardness);

// Costs what the file says, within bounds. Throws std::bad_alloc when Argon2id gets no memory.
// errors: bad_key_file (also for another kind); wrong_passphrase (also when somebody changed the file and
// made its check line fit again)
Result<SecretBytes> unprotect_key(KeyKind kind, std::string_view file, std::string_view passphrase);

// The public line of a key file, without the passphrase. It is not authenticated until unprotect_key
// succeeds. errors: bad_key_file
Result<std::string> public_line(std::string_view file);

}  // namespace tellsafe::crypto
