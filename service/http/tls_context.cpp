#include "service/http/tls_context.h"

#include <openssl/err.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace tellsafe::http {
namespace {

// What OpenSSL says first, which is the cause of what it says later; and its queue emptied.
std::string reason() {
  const unsigned long code = ERR_peek_error();
  ERR_clear_error();
  if (ERR_SYSTEM_ERROR(code)) return std::generic_category().message(ERR_GET_REASON(code));
  const char* const text = code == 0 ? nullptr : ERR_reason_error_string(code);
  return text == nullptr ? "unknown reason" : text;
}

void demand(bool done, const std::string& what) {
  if (!done) throw std::runtime_error(what + ": " + reason());
}

// HTTP/1.1 or nothing; a browser that does not offer it is told so instead of being misunderstood.
int choose_protocol(SSL* /*ssl*/, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* offered, unsigned int offered_size, void* /*argument*/) {
  constexpr std::string_view ours = "http/1.1";
  for (unsigned int at = 0; at < offered_size;) {
    const unsigned char size = offered[at++];
    if (size > offered_size - at) break;
    if (std::equal(ours.begin(), ours.end(), offered + at, offered + at + size)) {
      *out = offered + at;
      *out_size = size;
      return SSL_TLSEXT_ERR_OK;
    }
    at += size;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

// An encrypted key would otherwise make the server ask on the terminal.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*argument*/) {
  return -1;
}

void choose_algorithms(SSL_CTX* context) {
  demand(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1, "TLS 1.2");
  demand(SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1, "TLS 1.3");
  demand(SSL_CTX_set_cipher_list(context,
                                 "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                                 "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
                                 "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384") == 1,
         "TLS 1.2 ciphers");
  demand(SSL_CTX_set_ciphersuites(
             context, "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384") == 1,
         "TLS 1.3 ciphers");
  demand(SSL_CTX_set1_groups_list(context, "X25519:P-256") == 1, "TLS groups");
}

void forget_visitors(SSL_CTX* context) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                   SSL_OP_CLEANSE_PLAINTEXT);
}

void ask_for_certificates(SSL_CTX* context, const std::filesystem::path& authorities) {
  const std::string problem = "the authorities " + authorities.string() + " cannot be used";
  demand(SSL_CTX_load_verify_locations(context, authorities.c_str(), nullptr) == 1, problem);
  STACK_OF(X509_NAME)* const names = SSL_load_client_CA_file(authorities.c_str());
  demand(names != nullptr, problem);
  SSL_CTX_set_client_CA_list(context, names);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
}

}  // namespace

TlsContext make_tls_context(const std::filesystem::path& certificate,
                            const std::filesystem::path& private_key,
                            const std::filesystem::path& client_authorities) {
  ERR_clear_error();
  TlsContext made(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* const context = made.get();
  demand(context != nullptr, "TLS");
  choose_algorithms(context);
  forget_visitors(context);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, no_passphrase);

  demand(SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) == 1,
         "the certificate " + certificate.string() + " cannot be used");
  demand(SSL_CTX_use_PrivateKey_file(context, private_key.c_str(), SSL_FILETYPE_PEM) == 1,
         "the private key " + private_key.string() + " cannot be used with that certificate");
  demand(SSL_CTX_check_private_key(context) == 1,
         "the private key " + private_key.string() + " does not belong to the certificate");
  if (!client_authorities.empty()) ask_for_certificates(context, client_authorities);
  return made;
}

}  // namespace tellsafe::http
