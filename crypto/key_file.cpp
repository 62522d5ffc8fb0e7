#include "crypto/key_file.h"

#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>

#include "crypto/base64.h"
#include "crypto/hash.h"
#include "crypto/lines.h"

namespace tellsafe::crypto {
namespace {

constexpr std::string_view begin_line = "-----BEGIN TELLSAFE KEY-----";
constexpr std::string_view end_line = "-----END TELLSAFE KEY-----";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t longest_secret = 1024;
constexpr std::size_t longest_public_line = 256;
constexpr std::size_t longest_file = 4096;
constexpr std::size_t check_size = 16;

// What a guess costs. A file may ask for no more than the last of each pair.
struct Cost {
  unsigned passes = 0;
  unsigned kibibytes = 0;
};
constexpr Cost least{1, 8 * 1024};
constexpr Cost most{16, 1024 * 1024};
constexpr Cost interactive{2, 64 * 1024};
constexpr Cost sensitive{4, 256 * 1024};

struct KeyFile {
  std::string_view kind;
  std::string_view public_half;
  Cost cost;
  std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
  std::array<std::uint8_t, nonce_size> nonce{};
  Bytes sealed;
  std::string_view head;  // the lines before "Secret: ", which are associated data
};

std::string_view name_of(KeyKind kind) {
  return kind == KeyKind::identity ? "identity" : "signing";
}

std::string cost_text(Cost cost) {
  return "t=" + std::to_string(cost.passes) + ",m=" + std::to_string(cost.kibibytes);
}

std::optional<Cost> parse_cost(std::string_view text) {
  Cost cost;
  const char* const end = text.data() + text.size();
  if (!text.starts_with("t=")) return std::nullopt;
  const auto passes = std::from_chars(text.data() + 2, end, cost.passes);
  const std::string_view rest(passes.ptr, static_cast<std::size_t>(end - passes.ptr));
  if (passes.ec != std::errc{} || !rest.starts_with(",m=")) return std::nullopt;
  const auto memory = std::from_chars(rest.data() + 3, end, cost.kibibytes);
  if (memory.ec != std::errc{} || memory.ptr != end) return std::nullopt;
  if (cost.passes < least.passes || cost.passes > most.passes) return std::nullopt;
  if (cost.kibibytes < least.kibibytes || cost.kibibytes > most.kibibytes) return std::nullopt;
  return cost;
}

// Tells an accident from a wrong passphrase; what protects the file is the tag of the sealed secret.
std::string check_of(std::string_view text) {
  std::array<std::uint8_t, check_size> digest;
  const ByteView bytes = bytes_of(text);
  crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0);
  return hex(digest);
}

std::optional<std::string_view> take_field(std::string_view& rest, std::string_view label) {
  const auto line = take_line(rest);
  return line ? after(label, *line) : std::nullopt;
}

std::optional<KeyFile> parse(std::string_view file) {
  if (file.size() > longest_file) return std::nullopt;
  std::string_view rest = file;
  KeyFile key;
  if (take_line(rest) != begin_line || take_line(rest) != "Version: 1") return std::nullopt;
  const auto kind = take_field(rest, "Kind: ");
  const auto public_half = take_field(rest, "Public: ");
  const auto cost = take_field(rest, "Argon2id: ");
  const auto salt = take_field(rest, "Salt: ");
  const auto nonce = take_field(rest, "Nonce: ");
  key.head = file.substr(0, file.size() - rest.size());
  const auto secret = take_field(rest, "Secret: ");
  const auto checked = file.substr(0, file.size() - rest.size());
  const auto check = take_field(rest, "Check: ");
  if (!kind || !public_half || !cost || !salt || !nonce || !secret || !check) return std::nullopt;
  if (take_line(rest) != end_line || !rest.empty() || *check != check_of(checked)) return std::nullopt;

  const auto parsed_cost = parse_cost(*cost);
  auto sealed = base64_decode(*secret, Base64::padded);
  if (!parsed_cost || !sealed || sealed->size() <= tag_size ||
      !base64_decode(*salt, Base64::padded, key.salt) || !base64_decode(*nonce, Base64::padded, key.nonce)) {
    return std::nullopt;
  }
  key.kind = *kind;
  key.public_half = *public_half;
  key.cost = *parsed_cost;
  key.sealed = std::move(*sealed);
  return key;
}

SecretBytes derive(std::string_view passphrase, ByteView salt, Cost cost) {
  SecretBytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(), cost.passes,
                    std::size_t{cost.kibibytes} * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return key;
}

}  // namespace

std::string protect_key(KeyKind kind, std::string_view public_line, ByteView secret,
                        std::string_view passphrase, Hardness hardness) {
  if (secret.empty() || secret.size() > longest_secret)
    throw std::invalid_argument("a secret of 1 to 1,024 bytes");
  if (!is_plain_line(public_line) || public_line.size() > longest_public_line) {
    throw std::invalid_argument("a public line is one line of ASCII");
  }
  const Cost cost = hardness == Hardness::sensitive ? sensitive : interactive;
  std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt;
  std::array<std::uint8_t, nonce_size> nonce;
  randombytes_buf(salt.data(), salt.size());
  randombytes_buf(nonce.data(), nonce.size());

  std::string file(begin_line);
  file += "\nVersion: 1\nKind: ";
  file += name_of(kind);
  file += "\nPublic: ";
  file += public_line;
  file += "\nArgon2id: " + cost_text(cost);
  file += "\nSalt: " + base64_encode(salt, Base64::padded);
  file += "\nNonce: " + base64_encode(nonce, Base64::padded) + '\n';

  const SecretBytes key = derive(passphrase, salt, cost);
  const ByteView head = bytes_of(file);
  Bytes sealed(secret.size() + tag_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, secret.data(), secret.size(),
                                             head.data(), head.size(), nullptr, nonce.data(), key.data());
  file += "Secret: " + base64_encode(sealed, Base64::padded) + '\n';
  file += "Check: " + check_of(file) + '\n';
  file += end_line;
  file += '\n';
  return file;
}

Result<SecretBytes> unprotect_key(KeyKind kind, std::string_view file, std::string_view passphrase) {
  const auto parsed = parse(file);
  if (!parsed || parsed->kind != name_of(kind)) return Errc::bad_key_file;
  const SecretBytes key = derive(passphrase, parsed->salt, parsed->cost);
  const ByteView head = bytes_of(parsed->head);
  SecretBytes secret(parsed->sealed.size() - tag_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(secret.data(), nullptr, nullptr, parsed->sealed.data(),
                                                 parsed->sealed.size(), head.data(), head.size(),
                                                 parsed->nonce.data(), key.data()) != 0) {
    return Errc::wrong_passphrase;
  }
  return secret;
}

Result<std::string> public_line(std::string_view file) {
  const auto parsed = parse(file);
  if (!parsed) return Errc::bad_key_file;
  return std::string(parsed->public_half);
}

}  // namespace tellsafe::crypto
