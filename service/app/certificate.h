// A self-signed certificate for demonstrations and first steps, and what names a certificate.
#pragma once

#include <filesystem>
#include <string>

#include "crypto/hash.h"
#include "crypto/memory.h"
#include "service/app/outcome.h"

namespace tellsafe::app {

struct Certificate {
  std::string certificate;        // PEM
  crypto::WipedText private_key;  // PEM, PKCS #8
};

// ECDSA P-256, valid for 397 days (the longest that browsers accept) from yesterday, for localhost, 127.0.0.1
// and ::1. Throws std::runtime_error when OpenSSL fails.
Certificate make_certificate();

// SHA-256 over the DER form of the first certificate of a PEM file. errors: key_file
Outcome<crypto::Sha256> certificate_fingerprint(const std::filesystem::path& file);

}  // namespace tellsafe::app
