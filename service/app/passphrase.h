// Asking for passphrases: on the terminal without showing them, or from a file.
#pragma once

#include <filesystem>
#include <string_view>

#include "crypto/memory.h"
#include "service/app/outcome.h"

namespace tellsafe::app {

// Bytes. Long enough that guessing has to go through all of Argon2id many times; three common words are
// enough.
inline constexpr std::size_t shortest_passphrase = 12;

// The first line of `file`, without its end; asks on the terminal with `prompt` where `file` is empty.
// errors: wrong_passphrase (there is no terminal, or the reading was broken off), key_file (the passphrase
// file cannot be read or begins with an empty line)
Outcome<crypto::WipedText> passphrase(const std::filesystem::path& file, std::string_view prompt);

// The same for a new key: asks twice, and refuses one that is too short.
// errors: those of passphrase(); refused when the two differ or it is too short
Outcome<crypto::WipedText> new_passphrase(const std::filesystem::path& file, std::string_view what_for);

}  // namespace tellsafe::app
