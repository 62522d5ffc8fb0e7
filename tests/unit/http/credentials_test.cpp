#include "service/http/credentials.h"

#include <gmock/gmock.h>

#include <string>

#include "service/http/answer.h"
#include "service/http/head.h"

namespace tellsafe::http {
namespace {

using testing::HasSubstr;
using testing::Not;

handling::Credentials of(const std::string& lines, const std::string& target = "/group") {
  const auto head = parse_head("GET " + target + " HTTP/1.1\r\nHost: staff.example\r\n" + lines + "\r\n",
                               1000, Visitors::staff);
  EXPECT_TRUE(head.has_value()) << lines;
  if (!head || !head->credentials) return {};
  handling::Credentials copy;
  copy.session = head->credentials->session;
  copy.bearer = head->credentials->bearer;
  copy.agent = head->credentials->agent;
  copy.origin = head->credentials->origin;
  copy.query = head->credentials->query;
  return copy;
}
std::string session_of(const std::string& lines) {
  const auto credentials = of(lines);
  return {credentials.session.begin(), credentials.session.end()};
}
std::string bearer_of(const std::string& lines) {
  const auto credentials = of(lines);
  return {credentials.bearer.begin(), credentials.bearer.end()};
}

TEST(Credentials, AreNeverReadForResidents) {
  const auto head = parse_head(
      "GET /group?x=1 HTTP/1.1\r\nHost: a\r\nCookie: __Host-tellsafe=abc\r\nAuthorization: Bearer "
      "abc\r\n\r\n",
      1000);
  ASSERT_TRUE(head.has_value());
  EXPECT_FALSE(head->credentials);
}

TEST(Credentials, TakeTheSessionOutOfTheCookies) {
  EXPECT_EQ(session_of("Cookie: __Host-tellsafe=aB-9_z\r\n"), "aB-9_z");
  EXPECT_EQ(session_of("Cookie: a=1; __Host-tellsafe=abc ; b=2\r\n"), "abc");
  EXPECT_EQ(session_of(""), "");
  for (const auto* wrong :
       {"Cookie: tellsafe=abc\r\n", "Cookie: __host-tellsafe=abc\r\n", "Cookie: x__Host-tellsafe=abc\r\n",
        "Cookie: __Host-tellsafe=\"abc\"\r\n", "Cookie: __Host-tellsafe=a b\r\n",
        "Cookie: __Host-tellsafe=\r\n", "Cookie: __Host-tellsafe\r\n",
        "Cookie: __Host-tellsafe=abc; __Host-tellsafe=def\r\n",
        "Cookie: __Host-tellsafe=abc\r\nCookie: __Host-tellsafe=abc\r\n"})
    EXPECT_EQ(session_of(wrong), "") << wrong;
  EXPECT_EQ(session_of("Cookie: __Host-tellsafe=" + std::string(256, 'a') + "\r\n").size(), 256U);
  EXPECT_EQ(session_of("Cookie: __Host-tellsafe=" + std::string(257, 'a') + "\r\n"), "");
}

TEST(Credentials, TakeABearerTokenAndNothingElse) {
  EXPECT_EQ(bearer_of("Authorization: Bearer ts_abc\r\n"), "ts_abc");
  EXPECT_EQ(bearer_of("authorization: bearer   ts_abc\r\n"), "ts_abc");
  EXPECT_EQ(bearer_of("Authorization: Basic ts_abc\r\n"), "");
  EXPECT_EQ(bearer_of("Authorization: Bearers ts_abc\r\n"), "");
  for (const std::string wrong :
       {"Authorization: Bearer\r\n", "Authorization: Bearer a b\r\n", "Authorization: Bearer a=\r\n",
        "Authorization: Bearer a\r\nAuthorization: Bearer a\r\n",
        "Authorization: Basic a\r\nAuthorization: Bearer a\r\n"})
    EXPECT_EQ(bearer_of(wrong), "?") << wrong << ": shown, but no token";
  EXPECT_EQ(bearer_of("Authorization: Bearer " + std::string(257, 'a') + "\r\n"), "?");
}

TEST(Credentials, KeepWhatABrowserSaysOfItselfWithinBounds) {
  EXPECT_EQ(of("User-Agent: " + std::string(2000, 'a') + "\r\n").agent.size(), 512U);
  EXPECT_EQ(of("Origin: https://staff.example\r\n").origin, "https://staff.example");
  EXPECT_EQ(of("Origin: https://a\r\nOrigin: https://b\r\n").origin, "");
  EXPECT_EQ(of("", "/group?period=2025&x=%41").query, "period=2025&x=%41");
  EXPECT_EQ(of("", "/group").query, "");
}

std::string answer_of(const handling::Response& response, Visitors visitors = Visitors::staff) {
  const auto answer = make_answer(response, security_headers("'sha256-x'", visitors), {});
  return {answer.begin(), answer.end()};
}

TEST(StaffAnswer, CarriesTheCookieTheFileNameAndHowToAskAgain) {
  handling::Response response;
  response.body = crypto::wiped("zip");
  response.type = handling::ContentType::zip;
  response.set_cookie = crypto::wiped("__Host-tellsafe=abc; Path=/; Secure");
  response.file_name = "export.zip";
  response.authenticate = "Bearer";
  const std::string answer = answer_of(response);
  EXPECT_THAT(answer, HasSubstr("Set-Cookie: __Host-tellsafe=abc; Path=/; Secure\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Disposition: attachment; filename=\"export.zip\"\r\n"));
  EXPECT_THAT(answer, HasSubstr("WWW-Authenticate: Bearer\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Type: application/zip\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\n\r\nzip"));
  EXPECT_EQ(answer.find("\r\n\r\n"), answer.rfind("\r\n\r\n"));
}

TEST(StaffAnswer, LetsStaffAloneShowPasskeys) {
  const std::string staff = security_headers("'sha256-x'", Visitors::staff);
  EXPECT_THAT(staff, HasSubstr("publickey-credentials-get=(self)"));
  EXPECT_THAT(staff, HasSubstr("publickey-credentials-create=(self)"));
  EXPECT_THAT(staff, HasSubstr("Referrer-Policy: same-origin"));
  const std::string residents = security_headers("'sha256-x'", Visitors::residents);
  EXPECT_THAT(residents, HasSubstr("publickey-credentials-get=()"));
  EXPECT_THAT(residents, HasSubstr("Referrer-Policy: no-referrer"));
  EXPECT_THAT(answer_of({}), Not(HasSubstr("Set-Cookie")));
}

}  // namespace
}  // namespace tellsafe::http
