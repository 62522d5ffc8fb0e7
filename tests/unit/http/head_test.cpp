#include "service/http/head.h"

#include <gtest/gtest.h>

#include <string>

namespace tellsafe::http {
namespace {

constexpr std::size_t longest_body = 1000;

std::string get(const std::string& lines, const std::string& target = "/es/report") {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost:8443\r\n" + lines + "\r\n";
}
std::string post(const std::string& lines) {
  return "POST /es/report HTTP/1.1\r\nHost: localhost:8443\r\n" + lines + "\r\n";
}

unsigned status_of(const std::string& head) {
  const auto parsed = parse_head(head, longest_body);
  return parsed.has_value() ? 0 : parsed.error().status;
}

TEST(Head, KeepsWhatIsNeededOfAGet) {
  const auto head =
      parse_head(get("Accept-Encoding: gzip, br;q=0.5\r\nUser-Agent: Somebody\r\n", "/es/report?from=mail"),
                 longest_body);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->method, handling::Method::get);
  EXPECT_EQ(crypto::text_of(head->path), "/es/report");
  EXPECT_EQ(head->content_length, 0U);
  EXPECT_TRUE(head->keep_alive);
  EXPECT_FALSE(head->foreign);
  EXPECT_EQ(head->accepted.gzip, 1000U);
  EXPECT_EQ(head->accepted.brotli, 500U);
}

TEST(Head, KeepsWhatIsNeededOfAPost) {
  const auto head = parse_head(
      post("Content-Length: 12\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"),
      longest_body);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->method, handling::Method::post);
  EXPECT_EQ(head->content_length, 12U);
  EXPECT_TRUE(head->urlencoded);
}

TEST(Head, KnowsTheTypeOfAForm) {
  const auto urlencoded = [](const std::string& lines) {
    const auto head = parse_head(post("Content-Length: 0\r\n" + lines), longest_body);
    return head.has_value() && head->urlencoded;
  };
  EXPECT_TRUE(urlencoded("Content-Type: application/x-www-form-urlencoded\r\n"));
  EXPECT_TRUE(urlencoded("Content-Type: Application/X-WWW-Form-Urlencoded;charset=\"utf-8\"\r\n"));
  EXPECT_FALSE(urlencoded("Content-Type: application/x-www-form-urlencoded; charset=latin1\r\n"));
  EXPECT_FALSE(urlencoded("Content-Type: application/x-www-form-urlencoded-not\r\n"));
  EXPECT_FALSE(urlencoded("Content-Type: multipart/form-data; boundary=x\r\n"));
  EXPECT_FALSE(urlencoded("Content-Type: application/x-www-form-urlencoded\r\nContent-Type: text/plain\r\n"));
  EXPECT_FALSE(urlencoded("Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip\r\n"));
  EXPECT_FALSE(urlencoded(""));
}

TEST(Head, KnowsWhenToCloseTheConnection) {
  EXPECT_FALSE(parse_head(get("Connection: close\r\n"), longest_body)->keep_alive);
  EXPECT_TRUE(parse_head(get("Connection: Upgrade\r\nUpgrade: websocket\r\n"), longest_body)->keep_alive);
  EXPECT_FALSE(parse_head("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", longest_body)->keep_alive);
}

TEST(Head, KnowsAForeignForm) {
  const auto foreign = [](const std::string& lines) {
    return parse_head(post("Content-Length: 0\r\n" + lines), longest_body)->foreign;
  };
  EXPECT_FALSE(foreign(""));
  EXPECT_FALSE(foreign("Origin: null\r\n"));
  EXPECT_FALSE(foreign("Origin: https://LOCALHOST:8443\r\nSec-Fetch-Site: same-origin\r\n"));
  EXPECT_TRUE(foreign("Origin: https://localhost\r\n"));
  EXPECT_TRUE(foreign("Origin: https://example.org\r\n"));
  EXPECT_TRUE(foreign("Origin: localhost:8443\r\n"));
  EXPECT_TRUE(foreign("Origin: null\r\nSec-Fetch-Site: cross-site\r\n"));
  EXPECT_TRUE(foreign("Origin: null\r\nSec-Fetch-Site: same-site\r\n"));
  EXPECT_TRUE(foreign("Sec-Fetch-Site: anything else\r\n"));
  EXPECT_FALSE(foreign("Origin: null\r\nSec-Fetch-Site: same-origin\r\n"));
  EXPECT_FALSE(foreign("Sec-Fetch-Site: none\r\n"));
  EXPECT_FALSE(parse_head(get("Origin: https://example.org\r\n"), longest_body)->foreign);
  const auto staff =
      parse_head(post("Content-Length: 0\r\nOrigin: https://example.org\r\n"), longest_body, Visitors::staff);
  EXPECT_FALSE(staff->foreign) << "their handlers refuse it, and record that";
  EXPECT_EQ(staff->credentials->origin, "https://example.org");
}

TEST(Head, RefusesTransferEncodingOfAnyKind) {
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n")), 501U);
  EXPECT_EQ(status_of(post("Transfer-Encoding: gzip, chunked\r\n")), 501U);
  EXPECT_EQ(status_of(post("Transfer-Encoding: identity\r\n")), 501U);
  EXPECT_EQ(status_of(get("Transfer-Encoding: chunked\r\n")), 501U);
  EXPECT_EQ(status_of(post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")), 400U);
  EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")), 400U);
  EXPECT_EQ(status_of(post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n")), 400U);
  EXPECT_EQ(status_of("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), 400U);
}

TEST(Head, WantsExactlyOneHost) {
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400U);
  EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), 400U);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400U);
  for (const char* host : {"", " ", "a b", "a,b", "a/b", "user@a", "a\xC3\xA9"}) {
    EXPECT_EQ(status_of(std::string("GET / HTTP/1.1\r\nHost: ") + host + "\r\n\r\n"), 400U) << host;
  }
  for (const char* host : {"localhost", "localhost:8443", "[::1]:8443", "a_b.example", "EXAMPLE.org."}) {
    EXPECT_EQ(status_of(std::string("GET / HTTP/1.1\r\nHost: ") + host + "\r\n\r\n"), 0U) << host;
  }
}

TEST(Head, WantsOneLengthThatIsANumber) {
  for (const char* length : {"", "-1", "+5", "5x", "0x5", "5 5", "5, 5", "5,5", "1e2", "٥"}) {
    EXPECT_EQ(status_of(post(std::string("Content-Length: ") + length + "\r\n")), 400U) << length;
  }
  EXPECT_EQ(status_of(post("Content-Length: 5\r\nContent-Length: 5\r\n")), 400U);
  EXPECT_EQ(status_of(post("Content-Length: 5\r\nContent-Length: 6\r\n")), 400U);
  EXPECT_EQ(status_of(post("")), 411U);
  EXPECT_EQ(status_of(post("Content-Length: 1000\r\n")), 0U);
  EXPECT_EQ(status_of(post("Content-Length: 1001\r\n")), 413U);
  EXPECT_EQ(status_of(post("Content-Length: 18446744073709551615\r\n")), 413U);
  EXPECT_NE(status_of(post("Content-Length: 99999999999999999999999\r\n")), 0U);
}

TEST(Head, RefusesABodyWhereNoneBelongs) {
  EXPECT_EQ(status_of(get("Content-Length: 5\r\n")), 400U);
  EXPECT_EQ(status_of(get("Content-Length: 0\r\n")), 0U);
  EXPECT_EQ(status_of("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n"), 400U);
}

TEST(Head, TellsKnownMethodsFromOthers) {
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"}) {
    EXPECT_EQ(status_of(std::string(method) + " / HTTP/1.1\r\nHost: a\r\n\r\n"), 405U) << method;
  }
  EXPECT_EQ(status_of("CONNECT localhost:443 HTTP/1.1\r\nHost: a\r\n\r\n"), 405U);
  EXPECT_EQ(status_of("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), 501U);
  EXPECT_EQ(status_of("get / HTTP/1.1\r\nHost: a\r\n\r\n"), 501U);
}

TEST(Head, RefusesExpect) {
  EXPECT_EQ(status_of(post("Content-Length: 5\r\nExpect: 100-continue\r\n")), 417U);
}

TEST(Head, RefusesLinesThatAreReadInTwoWays) {
  EXPECT_EQ(status_of(get("X-A: 1\r\n folded\r\n")), 400U);
  EXPECT_EQ(status_of(get("X-A: 1\r\n\tfolded\r\n")), 400U);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), 400U);
  EXPECT_EQ(status_of(get("X-A: 1\nX-B: 2\r\n")), 400U);
  EXPECT_EQ(status_of(get("X-A: 1\rX-B: 2\r\n")), 400U);
  EXPECT_EQ(status_of(get(std::string("X-A: 1\0\r\n", 9))), 400U);
  EXPECT_EQ(status_of(get("X-A: \x01\r\n")), 400U);
  EXPECT_EQ(status_of(get("X-A: \x7F\r\n")), 400U);
  EXPECT_EQ(status_of(get("X-A : 1\r\n")), 400U);
  EXPECT_EQ(status_of(get("X A: 1\r\n")), 400U);
  EXPECT_EQ(status_of(get(": 1\r\n")), 400U);
  EXPECT_EQ(status_of(get("nothing\r\n")), 400U);
  EXPECT_EQ(status_of("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), 400U);
}

TEST(Head, RefusesRequestLinesThatAreNotPlain) {
  for (const char* line :
       {"GET /", "GET / HTTP/0.9", "GET / HTTP/1.2", "GET / HTTP/2.0", "PRI * HTTP/2.0", "GET  / HTTP/1.1",
        "GET / HTTP/1.1 ", "GET / http/1.1", " GET / HTTP/1.1", "GET /\tHTTP/1.1"}) {
    EXPECT_EQ(status_of(std::string(line) + "\r\nHost: a\r\n\r\n"), 400U) << line;
  }
}

TEST(Head, PassesOnWhatIsWrongWithTheTarget) {
  EXPECT_EQ(status_of(get("", "*")), 400U);
  EXPECT_EQ(status_of(get("", "http://localhost/")), 400U);
  EXPECT_EQ(status_of(get("", "/%zz")), 400U);
  EXPECT_EQ(status_of(get("", "/" + std::string(3000, 'a'))), 414U);
}

TEST(HeadEnd, IsFoundWhereverTheBytesWereCut) {
  const std::string head = get("Accept: */*\r\n") + "the next";
  const std::size_t end = head.size() - 8;
  for (std::size_t cut = 0; cut <= head.size(); ++cut) {
    const std::size_t first = find_head_end(std::string_view(head).substr(0, cut), 0);
    EXPECT_EQ(first, cut < end ? 0 : end);
    if (first == 0) {
      EXPECT_EQ(find_head_end(head, cut), end) << cut;
    }
  }
}

}  // namespace
}  // namespace tellsafe::http
