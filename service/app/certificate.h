// A self-signed certificate for demonstrations and first steps.
#pragma once

#include <string>

#include "crypto/memory.h"

namespace tellsafe::app {

struct Certificate {
  std::string certificate;        // PEM
  crypto::WipedText private_key;  // PEM, PKCS #8
};

// ECDSA P-256, valid for 397 days (the longest that browsers accept) from yesterday, for localhost, 127.0.0.1
// and ::1. Throws std::runtime_error when OpenSSL fails.
Certificate make_certificate();

}  // namespace tellsafe::app
