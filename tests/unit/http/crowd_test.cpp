// More connections than places. Nothing here waits for a time to pass: what a connection may claim is nothing
// or an hour, and no step of it ends by itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <array>
#include <future>
#include <stdexcept>

#include "test_site.h"

namespace tellsafe::http {
namespace {

using test::bare_connections;
using test::BareConnection;
using test::Site;
using test::text;
using testing::HasSubstr;
using testing::Not;

constexpr std::chrono::hours hour{1};

Limits endless(std::chrono::milliseconds patience) {
  Limits limits;
  limits.handshake = limits.head = limits.body = limits.write = limits.idle = hour;
  limits.patience_per_byte = limits.patience = patience;
  limits.drain = std::chrono::milliseconds(50);
  return limits;
}

Site crowded(unsigned places, std::chrono::milliseconds patience, unsigned sessions_per_address = 0) {
  return Site(endless(patience), 4, 16, places, std::make_shared<const test::Certificate>(),
              sessions_per_address);
}

// A resident whose report is on its way: one request is answered, and of the next one half is there.
Client with_half_a_report(const Site& site) {
  Client client = site.client();
  client.send_raw(
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
      "POST /en/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nhalf");
  EXPECT_EQ(text(client.read_response()), "PLAIN");
  return client;
}

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

// A browser on a bad line: what it has to say is one TLS record, which comes in parts.
class SlowVisit {
 public:
  explicit SlowVisit(std::uint16_t port)
      : connection_(port), context_(SSL_CTX_new(TLS_client_method())), ssl_(SSL_new(context_.get())) {
    SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(ssl_.get());
    while (SSL_do_handshake(ssl_.get()) != 1) {
      send(encrypted());
      if (!receive()) throw std::runtime_error("no handshake");
    }
    send(encrypted());
  }

  // One record, and what the handshake has left to send.
  std::string encrypted(std::string_view plain = {}) {
    if (!plain.empty()) SSL_write(ssl_.get(), plain.data(), static_cast<int>(plain.size()));
    std::string bytes(BIO_ctrl_pending(SSL_get_wbio(ssl_.get())), ' ');
    if (!bytes.empty()) BIO_read(SSL_get_wbio(ssl_.get()), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  }
  void send(std::string_view bytes) {
    static_cast<void>(::send(connection_.socket(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }
  // Everything up to `end`; what came before the end of the connection where that is earlier.
  std::string read_until(std::string_view end) {
    std::string all;
    std::array<char, 4096> part{};
    do {
      for (int size = 0; (size = SSL_read(ssl_.get(), part.data(), part.size())) > 0;) {
        all.append(part.data(), static_cast<std::size_t>(size));
      }
    } while (all.find(end) == std::string::npos && receive());
    return all;
  }

 private:
  bool receive() {
    std::array<char, 4096> part{};
    const ssize_t size = ::recv(connection_.socket(), part.data(), part.size(), 0);
    if (size > 0) BIO_write(SSL_get_rbio(ssl_.get()), part.data(), static_cast<int>(size));
    return size > 0;
  }

  BareConnection connection_;
  std::unique_ptr<SSL_CTX, FreeContext> context_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
};

// The answer to a newcomer, who may be told to come again: a connection that has just been answered does not
// wait yet.
ClientResponse ask(const Site& site) {
  ClientResponse response;
  for (int i = 0; i < 1000 && response.status != 200; ++i) response = site.client().get("/");
  return response;
}

TEST(Crowd, OfBareConnectionsKeepsNobodyOut) {
  Site site = crowded(20, hour);
  auto bare = bare_connections(23, site.port());
  EXPECT_EQ(text(site.client().get("/")), "PLAIN");
  EXPECT_TRUE(bare.front().ended()) << "has waited longest";
  for (int i = 0; i < 20; ++i) {
    bare.emplace_back(site.port());
    EXPECT_EQ(text(site.client().post_form("/en/echo", "a=1")), "post en form a=1");
  }
  site.stop_and_wait();
  EXPECT_THAT(site.tallies(), HasSubstr(R"("overload":)"));
  EXPECT_THAT(site.tallies(), Not(HasSubstr("127.0.0.1")));
}

TEST(Crowd, OfConnectionsWithoutARequestKeepsNobodyOut) {
  const Site site = crowded(4, hour);
  std::vector<Client> open;
  for (int i = 0; i < 8; ++i) {
    open.push_back(site.client());
    open.back().send_raw("");
  }
  EXPECT_EQ(text(ask(site)), "PLAIN");
  EXPECT_TRUE(open.front().ended());
}

TEST(Crowd, OfRequestsThatDoNotGoOnKeepsNobodyOut) {
  const Site site = crowded(4, std::chrono::milliseconds(0));
  std::vector<Client> open;
  for (int i = 0; i < 4; ++i) open.push_back(with_half_a_report(site));
  EXPECT_EQ(text(ask(site)), "PLAIN");
}

TEST(Crowd, LeavesAReportOnItsWay) {
  const Site site = crowded(4, hour);
  Client resident = with_half_a_report(site);
  const auto bare = bare_connections(50, site.port());
  EXPECT_EQ(text(site.client().get("/")), "PLAIN");
  resident.send_raw("rest");
  EXPECT_EQ(text(resident.read_response()), "post en other halfrest");
}

TEST(Crowd, LeavesAReportOfWhichNoWholeRecordHasCome) {
  const Site site = crowded(4, hour);
  SlowVisit resident(site.port());
  const std::string first = resident.encrypted("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const std::string second = resident.encrypted(
      "POST /en/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n\r\n" + std::string(2000, 'a'));
  resident.send(first + second.substr(0, 1000));
  EXPECT_THAT(resident.read_until("PLAIN"), HasSubstr("PLAIN"));
  const auto bare = bare_connections(200, site.port());
  EXPECT_EQ(text(site.client().get("/")), "PLAIN");
  resident.send(second.substr(1000));
  EXPECT_THAT(resident.read_until("aaa"), HasSubstr("post en other aaa"));
}

TEST(Crowd, LeavesAReportThatIsWorkedAt) {
  Site site = crowded(4, hour);
  Client resident = site.client();
  resident.send_raw("POST /en/gate HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  site.gate.wait_for(1);
  const auto bare = bare_connections(50, site.port());
  EXPECT_EQ(text(site.client().get("/")), "PLAIN");
  site.gate.open();
  EXPECT_EQ(text(resident.read_response()), "through");
}

TEST(Crowd, TakesThePlaceOfAReportThatDoesNotGoOn) {
  const Site site = crowded(4, std::chrono::milliseconds(0));
  Client resident = with_half_a_report(site);
  auto ended = std::async(std::launch::async, [&] { return resident.ended(); });
  while (ended.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready) {
    bare_connections(4, site.port());
  }
  EXPECT_TRUE(ended.get());
}

TEST(Crowd, IsTurnedAwayWhereAllPlacesAreWorkedFor) {
  Site site = crowded(2, hour);
  const std::string request = "POST /en/gate HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
  Client first = site.client();
  Client second = site.client();
  first.send_raw(request);
  second.send_raw(request);
  site.gate.wait_for(2);
  const auto bare = bare_connections(5, site.port());
  Client third = site.client();
  third.send_raw("GET /es/echo HTTP/1.1\r\nHost: a\r\n\r\n");
  const ClientResponse busy = third.read_response();
  EXPECT_EQ(busy.status, 503U);
  EXPECT_EQ(text(busy), "503 es");
  EXPECT_EQ(busy.header("retry-after"), "5");
  EXPECT_TRUE(third.ended());
  site.gate.open();
  EXPECT_EQ(text(first.read_response()), "through");
  EXPECT_EQ(text(second.read_response()), "through");
}

TEST(Crowd, FindsNoPlaceWhereThoseToBeTurnedAwayHaveBegunToo) {
  Site site = crowded(1, hour);
  Client first = site.client();
  first.send_raw("POST /en/gate HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  site.gate.wait_for(1);
  bool closed = false;
  for (int i = 0; i < 1000 && !closed; ++i) {
    Client second = site.client();
    second.send_raw("GET");  // holds the one place for those who are told to come again, once it is read
    try {
      site.client().get("/");
    } catch (const std::runtime_error&) {
      closed = true;
    }
  }
  EXPECT_TRUE(closed);
  site.gate.open();
  EXPECT_EQ(text(first.read_response()), "through");
}

TEST(Crowd, FromOneAddressTakesItsOwnPlacesFirst) {
  const Site site = crowded(20, hour, 5);
  Client kept = site.client();
  kept.send_raw("");
  const auto bare = bare_connections(60, site.port(), "127.0.0.2");
  EXPECT_EQ(text(site.client().get("/")), "PLAIN");
  kept.send_raw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(text(kept.read_response()), "PLAIN") << "though it has waited longest";
}

}  // namespace
}  // namespace tellsafe::http
