// The vault on SQLCipher 4: one file, raw 256-bit key, WAL, synchronous=FULL, secure_delete.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "service/store/vault.h"

namespace tellsafe::store {

struct VaultOptions {
  std::filesystem::path file;
  std::filesystem::path migrations;  // the folder schema/migrations
};

// "4.14.0 community"; asked of the linked library.
std::string cipher_version();
// errors: old_cipher
Result<void> check_cipher(std::string_view version);

// Makes a new vault; `demo` can never be changed afterwards. key: 32 bytes.
// errors: already_exists, io, disk_full, old_cipher
Result<void> create_vault(const VaultOptions& options, const crypto::SecretBytes& key, bool demo);

// Whether the vault was made as a demonstration. errors: not_a_vault, io, old_cipher
Result<bool> is_demo_vault(const VaultOptions& options, const crypto::SecretBytes& key);

// Opens and migrates forward. errors: not_a_vault, newer_vault, busy, io, old_cipher
Result<std::unique_ptr<ReportSink>> open_sink(const VaultOptions& options, const crypto::SecretBytes& key);
Result<std::unique_ptr<ReportSource>> open_source(const VaultOptions& options,
                                                  const crypto::SecretBytes& key);

}  // namespace tellsafe::store
