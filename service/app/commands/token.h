// tellsafe token: programs that fetch exports by themselves.
#pragma once

#include <filesystem>
#include <string>

#include "service/app/outcome.h"

namespace tellsafe::app {

struct TokenOptions {
  std::filesystem::path config;
  std::string name;
  std::string owner;  // a person: 16 hexadecimal digits
  std::string scope = "read_export";
  std::string expires;                // the last day, "2026-12-31", in UTC
  std::string fingerprint;            // for a certificate: SHA-256 of its DER form, or
  std::filesystem::path certificate;  // the certificate itself, PEM
};

// All of them: errors: usage, configuration, vault, refused (no such owner, the owner may not read this …)

// Prints the token, which cannot be had again.
Outcome<> token_create(const TokenOptions& options);
// Registers a client certificate instead. errors: key_file also for what is no certificate
Outcome<> token_certificate(const TokenOptions& options);
Outcome<> token_list(const std::filesystem::path& config);
Outcome<> token_revoke(const std::filesystem::path& config, const std::string& machine);

}  // namespace tellsafe::app
