// TLS as the server speaks it: 1.2 and 1.3, forward secrecy and authenticated ciphers only, and nothing by
// which a second visit could be known to be the same visitor's (no tickets, no session ids, no resumption).
#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>

namespace tellsafe::http {

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeContext>;

// certificate: a PEM chain; private_key: PEM without a passphrase. Throws std::runtime_error that says which
// file is wrong and how.
// client_authorities: PEM; a visitor may then show a certificate that one of them signed, and need not.
// Another one ends the handshake.
TlsContext make_tls_context(const std::filesystem::path& certificate,
                            const std::filesystem::path& private_key,
                            const std::filesystem::path& client_authorities = {});

}  // namespace tellsafe::http
