// Slow visitors. Nothing here waits for a time to pass: each test waits for what the server does when it has.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "test_site.h"

namespace tellsafe::http {
namespace {

using test::Site;
using test::text;
using testing::HasSubstr;
using testing::Not;

constexpr std::chrono::milliseconds brief{50};

TEST(Deadline, EndsAHandshakeThatDoesNotBegin) {
  Limits limits;
  limits.handshake = brief;
  Site site(limits);
  EXPECT_TRUE(test::BareConnection(site.port()).ended());
  site.stop_and_wait();
  EXPECT_THAT(site.tallies(), HasSubstr(R"("timeout":1)"));
}

TEST(Deadline, TellsAVisitorWhoseHeadDoesNotEnd) {
  Limits limits;
  limits.head = brief;
  const Site site(limits);
  Client client = site.client();
  client.send_raw("GET /es/echo HTTP/1.1\r\nHost: localhost\r\n");
  const ClientResponse response = client.read_response();
  EXPECT_EQ(response.status, 408U);
  EXPECT_EQ(text(response), "408 es");
  EXPECT_TRUE(client.ended());
}

// The deadline is for the whole head: sending a little again and again does not move it.
TEST(Deadline, IsNotMovedBySendingALittle) {
  Limits limits;
  limits.head = brief;
  limits.shutdown = brief;
  limits.head_bytes = std::size_t{1} << 30;
  Site site(limits);
  Client client = site.client();
  client.send_raw("GET /es/echo HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
  EXPECT_THROW(for (;;) client.send_raw("a"), std::runtime_error);
  site.stop_and_wait();
  EXPECT_THAT(site.tallies(), HasSubstr(R"("timeout":1)"));
}

TEST(Deadline, TellsAVisitorWhoseBodyDoesNotCome) {
  Limits limits;
  limits.body = brief;
  Site site(limits);
  Client client = site.client();
  client.send_raw("POST /es/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf");
  const ClientResponse response = client.read_response();
  EXPECT_EQ(response.status, 408U);
  EXPECT_EQ(text(response), "408 es");
  EXPECT_TRUE(client.ended());
  site.stop_and_wait();
  EXPECT_THAT(site.tallies(), HasSubstr(R"("timeout":1)"));
}

TEST(Deadline, EndsAConnectionThatIsIdle) {
  Limits limits;
  limits.idle = brief;
  Site site(limits);
  Client client = site.client();
  EXPECT_EQ(client.get("/").status, 200U);
  EXPECT_TRUE(client.ended());
  site.stop_and_wait();
  EXPECT_THAT(site.tallies(), Not(HasSubstr("timeout")));
}

TEST(Deadline, EndsAConnectionWhoseVisitorDoesNotRead) {
  Limits limits;
  limits.write = brief;
  limits.shutdown = brief;
  limits.drain = std::chrono::hours(1);
  Site site(limits);
  Client client = site.client();
  const std::string body(200000, 'a');
  const std::string request =
      "POST /en/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body;
  // Never reads: sooner or later the server's answers have nowhere to go.
  EXPECT_THROW(for (;;) client.send_raw(request), std::runtime_error);
  site.stop_and_wait();
}

TEST(Deadline, LetsTheKeptConnectionOfAClientBeMadeAnew) {
  Limits limits;
  limits.idle = brief;
  const Site site(limits);
  Client kept = site.client();
  Client watched = site.client();
  EXPECT_EQ(text(kept.post_form("/en/echo", "a=1")), "post en form a=1");
  EXPECT_EQ(watched.get("/").status, 200U);
  EXPECT_TRUE(watched.ended());  // began to be idle later, so `kept` has been ended too
  EXPECT_EQ(text(kept.post_form("/en/echo", "a=2")), "post en form a=2");
}

}  // namespace
}  // namespace tellsafe::http
