#include "service/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <stdexcept>

#include "test_site.h"

namespace tellsafe::http {
namespace {

using test::Site;
using test::text;
using testing::HasSubstr;
using testing::Not;

TEST(Server, AnswersAPage) {
  const Site site;
  const ClientResponse response = site.client().get("/");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(text(response), "PLAIN");
  EXPECT_EQ(response.header("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(response.header("cache-control"), "public, no-cache");
  EXPECT_EQ(response.header("vary"), "Accept-Encoding");
}

TEST(Server, HandsAFormToItsHandlerAndKeepsTheConnection) {
  const Site site;
  Client client = site.client();
  for (int i = 0; i < 5; ++i) {
    const ClientResponse response = client.post_form("/es/echo?from=mail", "a=1&b=2");
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(text(response), "post es form a=1&b=2");
    EXPECT_EQ(response.header("cache-control"), "no-store");
    EXPECT_EQ(response.header("connection"), "");
    EXPECT_EQ(text(client.get("/en/echo")), "get en other ");
  }
}

TEST(Server, TakesABodyUpToItsLimit) {
  const Site site;
  Client client = site.client();
  const std::string most(std::size_t{256} * 1024, 'x');
  EXPECT_EQ(text(client.post_form("/en/echo", most)), "post en form " + most);
  EXPECT_EQ(client.post_form("/en/echo", "").status, 200U);
  const ClientResponse refused = client.post_form("/es/echo", most + "x");
  EXPECT_EQ(refused.status, 413U);
  EXPECT_EQ(text(refused), "413 es");
  EXPECT_EQ(refused.header("connection"), "close");
}

TEST(Server, AnswersHeadWithoutABody) {
  const Site site;
  Client client = site.client();
  client.send_raw("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const ClientResponse head = client.read_response(true);
  EXPECT_EQ(head.status, 200U);
  EXPECT_EQ(head.header("content-length"), "5");
  EXPECT_EQ(text(client.read_response()), "PLAIN");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  const Site site;
  Client client = site.client();
  std::string requests;
  for (int i = 0; i < 20; ++i) {
    const std::string body = "number=" + std::to_string(i);
    requests +=
        "POST /en/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
  }
  client.send_raw(requests);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(text(client.read_response()), "post en other number=" + std::to_string(i));
  }
}

TEST(Server, TakesARequestByteByByte) {
  const Site site;
  Client client = site.client();
  for (const char c :
       std::string("POST /en/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")) {
    client.send_raw({&c, 1});
  }
  EXPECT_EQ(text(client.read_response()), "post en other abc");
}

TEST(Server, ChoosesAnEncodingForReadyPagesOnly) {
  const Site site;
  Client client = site.client();
  const auto ask = [&](const std::string& path, const std::string& accepted) {
    client.send_raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: " + accepted +
                    "\r\n\r\n");
    return client.read_response();
  };
  const ClientResponse brotli = ask("/", "gzip, deflate, br");
  EXPECT_EQ(text(brotli), "BROTLI");
  EXPECT_EQ(brotli.header("content-encoding"), "br");
  EXPECT_EQ(text(ask("/", "gzip, br;q=0.1")), "GZIP");
  EXPECT_EQ(ask("/", "zstd").header("content-encoding"), "");
  const ClientResponse personal = ask("/en/echo", "gzip, br");
  EXPECT_EQ(personal.header("content-encoding"), "");
  EXPECT_EQ(text(personal), "get en other ");
}

TEST(Server, PadsPersonalPages) {
  const Site site;
  Client client = site.client();
  const ClientResponse small = client.post_form("/en/echo", "a");
  const ClientResponse larger = client.post_form("/en/echo", std::string(3000, 'a'));
  EXPECT_EQ(small.body.size(), 4096U);
  EXPECT_EQ(larger.body.size(), 4096U);
  EXPECT_EQ(client.post_form("/en/echo", std::string(5000, 'a')).body.size(), 8192U);
}

std::size_t head_size(const ClientResponse& response) {
  std::size_t size = std::string_view("HTTP/1.1 200 \r\n\r\n").size();
  for (const auto& [name, value] : response.headers) size += name.size() + 2 + value.size() + 2;
  return size;
}

TEST(Server, PadsTheHeadsOfPagesThatAnswerAFormAndOfThoseThatSayNo) {
  const Site site;
  Client client = site.client();
  const auto after = [&](const std::string& request) {
    client.send_raw(request);
    return head_size(client.read_response());
  };
  EXPECT_EQ(head_size(client.post_form("/en/echo", "a")), 2048U);
  EXPECT_EQ(head_size(client.post_form("/en/echo", std::string(30'000, 'a'))), 2048U);
  EXPECT_EQ(head_size(client.get("/en/wait")), 2048U) << "with a time to wait";
  EXPECT_EQ(head_size(client.get("/en/nowhere")), 2048U);
  EXPECT_EQ(head_size(client.post_form("/", "a=1")), 2048U) << "with the methods that are allowed";
  EXPECT_LT(head_size(client.get("/")), 1536U) << "a page that everybody gets";
  EXPECT_EQ(after("POST /en/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n\r\n"), 2048U)
      << "with the end of the connection";
}

TEST(Server, NamesTheTypesOfWhatItSends) {
  const Site site;
  Client client = site.client();
  const ClientResponse script = client.get("/script.js");
  EXPECT_EQ(script.header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.header("cache-control"), "no-store");
  EXPECT_EQ(script.header("x-padding"), "");
}

TEST(Server, KnowsNoMethodWhereThereIsNothing) {
  const Site site;
  for (const char* method : {"PATCH", "DELETE"}) {
    Client client = site.client();
    client.send_raw(std::string(method) + " /es/nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
    const ClientResponse response = client.read_response();
    EXPECT_EQ(response.status, 404U);
    EXPECT_EQ(text(response), "404 es");
    EXPECT_EQ(response.header("allow"), "");
  }
}

TEST(Server, SendsSecurityHeadersWithEverything) {
  const Site site;
  for (const char* request :
       {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", "nonsense\r\n\r\n",
        "GET /es/oops HTTP/1.1\r\nHost: localhost\r\n\r\n", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /en/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nOrigin: "
        "https://example.org\r\n\r\n"}) {
    Client client = site.client();
    client.send_raw(request);
    const ClientResponse response = client.read_response();
    SCOPED_TRACE(request);
    EXPECT_EQ(response.header("content-security-policy"),
              "default-src 'none'; style-src 'sha256-abc='; script-src 'self'; worker-src 'self'; "
              "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    EXPECT_EQ(response.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(response.header("x-frame-options"), "DENY");
    EXPECT_EQ(response.header("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(response.header("cross-origin-embedder-policy"), "require-corp");
    EXPECT_EQ(response.header("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(response.header("strict-transport-security"), "max-age=63072000");
    EXPECT_THAT(std::string(response.header("permissions-policy")), HasSubstr("geolocation=()"));
    for (const char* absent : {"server", "date", "set-cookie", "etag", "last-modified"}) {
      EXPECT_EQ(response.header(absent), "") << absent;
    }
    EXPECT_NE(response.header("cache-control"), "");
  }
}

TEST(Server, SaysWhatIsWrongInTheReadersLanguage) {
  Site site;
  Client client = site.client();
  const ClientResponse unknown = client.get("/es/nowhere");
  EXPECT_EQ(unknown.status, 404U);
  EXPECT_EQ(text(unknown), "404 es");
  EXPECT_EQ(unknown.header("cache-control"), "no-store");
  EXPECT_EQ(unknown.header("connection"), "");

  const ClientResponse method = client.post_form("/", "a=1");
  EXPECT_EQ(method.status, 405U);
  EXPECT_EQ(method.header("allow"), "GET, HEAD");
  EXPECT_EQ(text(client.get("/en/gate")), "405 en");

  const ClientResponse thrown = client.post_form("/es/oops", "a=1");
  EXPECT_EQ(thrown.status, 500U);
  EXPECT_EQ(text(thrown), "500 es");
  EXPECT_EQ(text(client.get("/en/oops")), "500 en");
  EXPECT_EQ(client.get("/").status, 200U);
  site.stop_and_wait();
  EXPECT_THAT(site.tallies(), HasSubstr(R"("event":"tallies","not_found":4,"handler_failed":2})"));
}

struct Refused {
  const char* request;
  unsigned status;
  const char* page;
};

TEST(Server, RefusesEachFramingThatIsNotPlainAndCloses) {
  const Site site;
  const std::string long_target = "GET /es/" + std::string(3000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string endless_target = "GET /es/" + std::string(17000, 'a');
  const std::string long_head = "GET /es/echo HTTP/1.1\r\nHost: a\r\nX: " + std::string(17000, 'a');
  const std::string many_lines = [] {
    std::string head = "GET /es/echo HTTP/1.1\r\nHost: a\r\n";
    while (head.size() < 17000) head += "X-Line: 1\r\n";
    return head;
  }();
  const Refused cases[] = {
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501, "501 es"},
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
       "400 es"},
      {"POST /es/echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "400 es"},
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400, "400 es"},
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nx", 400, "400 es"},
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\n\r\n", 411, "411 es"},
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 262145\r\n\r\n", 413, "413 es"},
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n", 417,
       "417 es"},
      {"GET /es/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 400, "400 es"},
      {"GET /es/echo HTTP/1.1\r\n\r\n", 400, "400 es"},
      {"GET /es/echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "400 es"},
      {"GET /es/echo HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", 400, "400 es"},
      {"GET /es/echo HTTP/1.1\nHost: a\n\n", 400, "400 es"},
      {"GET http://a/es/echo HTTP/1.1\r\nHost: a\r\n\r\n", 400, "400 en"},
      {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400, "400 en"},
      {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405, "405 en"},
      {"DELETE /es/echo HTTP/1.1\r\nHost: a\r\n\r\n", 405, "405 es"},
      {"BREW /es/echo HTTP/1.1\r\nHost: a\r\n\r\n", 501, "501 es"},
      {"GET /es/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "400 es"},
      {"GET /es/%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "400 es"},
      {"GET /es/echo HTTP/3.0\r\nHost: a\r\n\r\n", 400, "400 es"},
      {"POST /es/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nOrigin: https://b\r\n\r\na=1", 403,
       "403 es"},
      {long_target.c_str(), 414, "414 es"},
      {endless_target.c_str(), 414, "414 es"},
      {long_head.c_str(), 431, "431 es"},
      {many_lines.c_str(), 431, "431 es"},
  };
  for (const Refused& refused : cases) {
    SCOPED_TRACE(std::string(refused.request).substr(0, 120));
    Client client = site.client();
    client.send_raw(refused.request);
    const ClientResponse response = client.read_response();
    EXPECT_EQ(response.status, refused.status);
    EXPECT_EQ(text(response), refused.page);
    EXPECT_EQ(response.header("connection"), "close");
    EXPECT_TRUE(client.ended());
  }
}

TEST(Server, NamesTheMethodsOfARouteForKnownOnesThatItDoesNotTake) {
  const Site site;
  Client client = site.client();
  client.send_raw("PUT /en/gate HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_response().header("allow"), "POST");
}

TEST(Server, ClosesWhenAskedTo) {
  const Site site;
  Client client = site.client();
  client.send_raw("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read_response().header("connection"), "close");
  EXPECT_TRUE(client.ended());
  Client old = site.client();
  old.send_raw("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
  EXPECT_EQ(old.read_response().status, 200U);
  EXPECT_TRUE(old.ended());
}

TEST(Server, SaysThatItIsBusyWhenThePoolIsFull) {
  Site site({}, 1, 1);
  const auto through = [&site] { return text(site.client().post_form("/en/gate", "a=1")); };
  auto first = std::async(std::launch::async, through);
  site.gate.wait_for(1);
  // One thread is at the gate; of the next two one waits in the queue and the other is turned away at once.
  Client second = site.client();
  Client third = site.client();
  const std::string request = "POST /es/gate HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
  second.send_raw(request);
  third.send_raw(request);
  auto from_second = std::async(std::launch::async, [&] { return second.read_response(); });
  auto from_third = std::async(std::launch::async, [&] { return third.read_response(); });
  while (from_second.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready &&
         from_third.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
  }
  EXPECT_EQ(site.client().get("/").status, 200U);  // pages that are ready still go out
  site.gate.open();
  EXPECT_EQ(first.get(), "through");
  const ClientResponse answers[] = {from_second.get(), from_third.get()};
  const ClientResponse& busy = answers[answers[0].status == 503 ? 0 : 1];
  const ClientResponse& served = answers[answers[0].status == 503 ? 1 : 0];
  EXPECT_EQ(busy.status, 503U);
  EXPECT_EQ(text(busy), "503 es");
  EXPECT_EQ(busy.header("retry-after"), "5");
  EXPECT_EQ(text(served), "through");
}

TEST(Server, FinishesWhatIsUnderWayWhenItStops) {
  Site site;
  Client idle = site.client();
  EXPECT_EQ(idle.get("/").status, 200U);
  Client busy = site.client();
  busy.send_raw("POST /en/gate HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  site.gate.wait_for(1);
  site.stop();
  EXPECT_TRUE(idle.ended());
  EXPECT_THROW(site.client().get("/"), std::runtime_error);
  site.gate.open();
  const ClientResponse response = busy.read_response();
  EXPECT_EQ(text(response), "through");
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_TRUE(busy.ended());
  site.stop_and_wait();
}

TEST(Server, StopsThoughAVisitorHoldsARequestOpen) {
  Limits limits;
  limits.drain = std::chrono::milliseconds(50);
  Site site(limits);
  Client client = site.client();
  EXPECT_EQ(client.get("/").status, 200U);
  client.send_raw("GET / HTTP/1.1\r\n");
  site.stop_and_wait();
  EXPECT_TRUE(client.ended());
}

TEST(Server, StopsBeforeItRan) {
  test::Certificate certificate;
  runtime::EventLog log([](std::string_view /*line*/) {});
  ServerOptions options;
  options.port = 0;
  options.certificate = certificate.chain();
  options.private_key = certificate.key();
  Server server(
      options, handling::Router({"en"}, {}), [](std::string_view, unsigned) { return nullptr; }, log);
  server.stop();
  server.stop();
  server.run();
}

TEST(Server, TalliesWithoutSayingWhatOrWho) {
  Site site;
  Client client = site.client();
  for (int i = 0; i < 3; ++i) client.get("/secret-path");
  Client nonsense = site.client();
  nonsense.send_raw("secret-nonsense\r\n\r\n");
  EXPECT_EQ(nonsense.read_response().status, 400U);
  EXPECT_TRUE(nonsense.ended());
  site.stop_and_wait();
  const std::string log = site.tallies();
  EXPECT_THAT(log, HasSubstr(R"("event":"tallies","bad_request":1,"not_found":4})"));
  EXPECT_THAT(log, Not(HasSubstr("secret")));
  EXPECT_THAT(log, Not(HasSubstr("127.0.0.1")));
}

std::string reason_of(const ServerOptions& options) {
  runtime::EventLog log([](std::string_view /*line*/) {});
  try {
    const Server server(
        options, handling::Router({"en"}, {}), [](std::string_view, unsigned) { return nullptr; }, log);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(Server, SaysWhatIsWrongAtItsStart) {
  test::Certificate certificate;
  test::Certificate other;
  ServerOptions good;
  good.port = 0;
  good.certificate = certificate.chain();
  good.private_key = certificate.key();
  EXPECT_EQ(reason_of(good), "");

  ServerOptions options = good;
  options.certificate = "/nowhere/certificate.pem";
  EXPECT_THAT(reason_of(options), HasSubstr("/nowhere/certificate.pem"));
  options = good;
  options.private_key = "/nowhere/private.key";
  EXPECT_THAT(reason_of(options), HasSubstr("/nowhere/private.key"));
  options = good;
  options.private_key = other.key();
  EXPECT_THAT(reason_of(options), HasSubstr("private key"));
  options = good;
  options.private_key = certificate.chain();
  EXPECT_THAT(reason_of(options), HasSubstr("private key"));
  options = good;
  options.address = "not an address";
  EXPECT_THAT(reason_of(options), HasSubstr("not an address"));
  const Site site;
  options = good;
  options.port = site.port();
  EXPECT_THAT(reason_of(options), HasSubstr("Address already in use"));
}

}  // namespace
}  // namespace tellsafe::http
