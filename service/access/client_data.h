// What the browser says about a ceremony: clientDataJSON (WebAuthn level 2, section 5.8.1). The authenticator
// signs its SHA-256, so it is kept as the bytes that came.
#pragma once

#include <array>
#include <string>

#include "crypto/memory.h"
#include "service/access/passkey_error.h"

namespace tellsafe::access {

// Random, made by the server, answered once. Nothing secret: the browser is told it in the page.
using Challenge = std::array<std::uint8_t, 32>;

struct ClientData {
  std::string type;  // "webauthn.create" or "webauthn.get" where a browser made it
  Challenge challenge{};
  std::string origin;
  bool cross_origin = false;  // asked for in a frame of another site
};

inline constexpr std::size_t longest_client_data = 4096;

// A JSON object in UTF-8 with those members (crossOrigin may be missing) and any others, none twice.
// errors: malformed; wrong_challenge, for one that is not ours by its size alone
PasskeyResult<ClientData> parse_client_data(crypto::ByteView json);

}  // namespace tellsafe::access
