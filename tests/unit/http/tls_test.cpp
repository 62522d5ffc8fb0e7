// What the TLS of the server does and does not, seen with a client that asks for more.
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <memory>
#include <string>
#include <vector>

#include "test_site.h"

namespace tellsafe::http {
namespace {

using test::Site;

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
struct FreeSession {
  void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;
using TlsSession = std::unique_ptr<SSL_SESSION, FreeSession>;

Context context_of(int version) {
  Context context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_min_proto_version(context.get(), version);
  SSL_CTX_set_max_proto_version(context.get(), version);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_CLIENT);
  return context;
}

class Visit {
 public:
  Visit(SSL_CTX* context, std::uint16_t port, SSL_SESSION* earlier = nullptr,
        const std::vector<unsigned char>& protocols = {})
      : connection_(port), ssl_(SSL_new(context)) {
    SSL_set_fd(ssl_.get(), connection_.socket());
    if (earlier != nullptr) SSL_set_session(ssl_.get(), earlier);
    if (!protocols.empty()) {
      SSL_set_alpn_protos(ssl_.get(), protocols.data(), static_cast<unsigned>(protocols.size()));
    }
    shaken_ = SSL_connect(ssl_.get()) == 1;
  }
  ~Visit() { SSL_shutdown(ssl_.get()); }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  bool shaken() const { return shaken_; }
  SSL* ssl() const { return ssl_.get(); }

  std::string ask() {
    const std::string request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    SSL_write(ssl_.get(), request.data(), static_cast<int>(request.size()));
    std::string answer;
    char part[4096];
    for (int size = 0; (size = SSL_read(ssl_.get(), part, sizeof part)) > 0;) {
      answer.append(part, static_cast<std::size_t>(size));
    }
    return answer;
  }

 private:
  test::BareConnection connection_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
  bool shaken_ = false;
};

TEST(Tls, SpeaksTwoVersions) {
  const Site site;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const Context context = context_of(version);
    Visit visit(context.get(), site.port());
    ASSERT_TRUE(visit.shaken());
    EXPECT_EQ(SSL_version(visit.ssl()), version);
    EXPECT_NE(visit.ask().find("PLAIN"), std::string::npos);
  }
}

TEST(Tls, RefusesOldVersions) {
  const Site site;
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    const Context context = context_of(version);
    EXPECT_FALSE(Visit(context.get(), site.port()).shaken());
  }
}

TEST(Tls, RefusesCiphersWithoutForwardSecrecyOrAuthentication) {
  const Site site;
  for (const char* ciphers : {"AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES128-SHA",
                              "ECDHE-ECDSA-AES128-CCM"}) {
    const Context context = context_of(TLS1_2_VERSION);
    ASSERT_EQ(SSL_CTX_set_cipher_list(context.get(), ciphers), 1) << ciphers;
    EXPECT_FALSE(Visit(context.get(), site.port()).shaken()) << ciphers;
  }
}

// A visitor who offers what an earlier visit left is not known again, and is left nothing to offer.
TEST(Tls, LeavesNothingToKnowAVisitorBy) {
  const Site site;
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const Context context = context_of(version);
    int sessions = 0;
    SSL_CTX_set_app_data(context.get(), &sessions);
    SSL_CTX_sess_set_new_cb(context.get(), [](SSL* ssl, SSL_SESSION* session) {
      // TLS 1.3 calls this for each ticket, TLS 1.2 after each full handshake.
      if (SSL_SESSION_has_ticket(session) == 1 || SSL_version(ssl) == TLS1_3_VERSION) {
        ++*static_cast<int*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
      }
      return 0;
    });
    Visit first(context.get(), site.port());
    ASSERT_TRUE(first.shaken());
    EXPECT_NE(first.ask().find("PLAIN"), std::string::npos);
    const TlsSession left(SSL_get1_session(first.ssl()));
    ASSERT_NE(left, nullptr);
    EXPECT_EQ(sessions, 0);
    EXPECT_EQ(SSL_SESSION_has_ticket(left.get()), 0);
    unsigned id_size = 1;
    SSL_SESSION_get_id(left.get(), &id_size);
    EXPECT_EQ(id_size, 0U);

    Visit second(context.get(), site.port(), left.get());
    ASSERT_TRUE(second.shaken());
    EXPECT_EQ(SSL_session_reused(second.ssl()), 0);
    EXPECT_NE(second.ask().find("PLAIN"), std::string::npos);
  }
}

TEST(Tls, DoesNotRenegotiateOrCompress) {
  const Site site;
  const Context context = context_of(TLS1_2_VERSION);
  Visit visit(context.get(), site.port());
  ASSERT_TRUE(visit.shaken());
  EXPECT_EQ(SSL_get_current_compression(visit.ssl()), nullptr);
  SSL_renegotiate(visit.ssl());
  EXPECT_LE(SSL_do_handshake(visit.ssl()), 0);
}

TEST(Tls, OffersHttp1Only) {
  const Site site;
  const Context context = context_of(TLS1_3_VERSION);
  const std::vector<unsigned char> both = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  const Visit visit(context.get(), site.port(), nullptr, both);
  ASSERT_TRUE(visit.shaken());
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(visit.ssl(), &chosen, &size);
  EXPECT_EQ(std::string(chosen, chosen + size), "http/1.1");
  EXPECT_FALSE(Visit(context.get(), site.port(), nullptr, {2, 'h', '2'}).shaken());
}

TEST(Tls, SurvivesWhatIsNotTls) {
  Site site;
  for (const std::string bytes : {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\x16\x03\x01\xff\xff", "x"}) {
    const test::BareConnection connection(site.port());
    const int socket = connection.socket();
    EXPECT_EQ(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    ::shutdown(socket, SHUT_WR);
    char part[256];
    while (::recv(socket, part, sizeof part, 0) > 0) {
    }
  }
  EXPECT_EQ(site.client().get("/").status, 200U);
  site.stop_and_wait();
  EXPECT_NE(site.tallies().find(R"("handshake_failed":4)"), std::string::npos) << site.tallies();
}

}  // namespace
}  // namespace tellsafe::http
