#include "service/app/keys.h"

#include <fmt/format.h>

#include "service/app/files.h"

namespace tellsafe::app {
namespace {

using crypto::KeyKind;

Failure bad_key_file(const std::filesystem::path& file) {
  return {ExitCode::key_file,
          fmt::format("{}: {}", file.string(), make_error_code(crypto::Errc::bad_key_file).message())};
}

Outcome<crypto::SecretBytes> unlock(KeyKind kind, const std::filesystem::path& file,
                                    std::string_view passphrase) {
  const auto content = read_small_file(file, ExitCode::key_file);
  if (content.has_error()) return content.error();
  auto secret = crypto::unprotect_key(kind, *content, passphrase);
  if (secret.has_error() && secret.error() == crypto::Errc::wrong_passphrase) {
    return Failure{ExitCode::wrong_passphrase, fmt::format("{}: wrong passphrase", file.string())};
  }
  if (secret.has_error()) return bad_key_file(file);
  return std::move(*secret);
}

}  // namespace

std::string protected_identity(const crypto::Identity& identity, std::string_view passphrase,
                               crypto::Hardness hardness) {
  const crypto::WipedText text = identity.to_text();
  return crypto::protect_key(KeyKind::identity, identity.recipient().to_string(),
                             crypto::bytes_of(crypto::text_of(text)), passphrase, hardness);
}

std::string protected_signing_key(const crypto::SigningKey& key, std::string_view passphrase,
                                  crypto::Hardness hardness) {
  return crypto::protect_key(KeyKind::signing, key.verify_key().line(), key.secret().view(), passphrase,
                             hardness);
}

Outcome<crypto::Identity> open_identity(const std::filesystem::path& file, std::string_view passphrase) {
  const auto secret = unlock(KeyKind::identity, file, passphrase);
  if (secret.has_error()) return secret.error();
  auto identity = crypto::Identity::parse({reinterpret_cast<const char*>(secret->data()), secret->size()});
  if (identity.has_error()) return bad_key_file(file);
  return std::move(*identity);
}

Outcome<crypto::SigningKey> open_signing_key(const std::filesystem::path& file, std::string_view passphrase) {
  const auto secret = unlock(KeyKind::signing, file, passphrase);
  if (secret.has_error()) return secret.error();
  auto key = crypto::SigningKey::from_secret(secret->view());
  if (key.has_error()) return bad_key_file(file);
  return std::move(*key);
}

}  // namespace tellsafe::app
