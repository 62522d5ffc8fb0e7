// An authenticator in software, with the browser around it: it answers the options of a page as passkey.js
// would send them on. For tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/memory.h"
#include "tests/support/form.h"

namespace tellsafe::support {

// What it does otherwise than it should, or may do otherwise.
struct Behavior {
  bool user_present = true;
  bool user_verified = true;
  bool attests_itself = false;  // "packed", signed with the passkey; else "none"
  bool counts = true;           // its signature counter rises from 0; else it stays 0
  bool gives_user_handle = true;
  bool in_frame = false;             // the page stands in a frame of another site
  std::optional<std::string> rp_id;  // signs for this domain instead of the one that was asked for
  std::optional<std::string> type;   // says this in the client data instead of "webauthn.…"
};

// Its keys are Ed25519 (EdDSA). Copying it clones it.
class Authenticator {
 public:
  Behavior behavior;

  // `options`: JSON of access::creation_options; `origin`: the page's. The fields id, client_data and
  // attestation. Throws std::runtime_error where a browser would fail: it holds one of the excluded passkeys,
  // or EdDSA is not asked for.
  Form create(const std::string& options, const std::string& origin);

  // `options`: JSON of access::request_options. The fields id, client_data, authenticator_data, signature and
  // user_handle, by the newest passkey that fits. Throws std::runtime_error when there is none.
  Form get(const std::string& options, const std::string& origin);

  // Finds the first form with data-passkey in a page and fills in the answer: its hidden inputs, ready to be
  // posted. Throws std::runtime_error when there is no such form, and as create and get do.
  Form answer(std::string_view page, const std::string& origin);

  std::size_t passkeys() const { return passkeys_.size(); }

 private:
  struct Passkey {
    std::string rp_id;
    crypto::Bytes id;
    crypto::Bytes user;
    crypto::Bytes public_key;
    crypto::Bytes secret_key;
    std::uint32_t counter = 0;
  };
  crypto::Bytes authenticator_data(const Passkey& passkey, bool with_credential) const;
  std::string client_data(const char* type, const std::string& challenge, const std::string& origin) const;

  std::vector<Passkey> passkeys_;
};

}  // namespace tellsafe::support
