#include "service/handling/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tellsafe::handling {
namespace {

Response nothing(const Request& /*request*/, std::string_view /*language*/) {
  return {};
}

Route route(std::string pattern, bool get, bool post) {
  Route made;
  made.pattern = std::move(pattern);
  if (get) made.get = nothing;
  if (post) made.post = nothing;
  return made;
}

Router site() {
  return {{"en", "es", "pt-BR"},
          {route("/", true, false), route("/{lang}/report", true, true),
           route("/{lang}/withdraw", false, true), route("/health", true, false)}};
}

TEST(Router, FindsARouteAndItsLanguage) {
  const Router router = site();
  const Match match = router.match("/es/report");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->pattern, "/{lang}/report");
  EXPECT_EQ(match.language, "es");
  EXPECT_EQ(match.allow, "GET, HEAD, POST");
  EXPECT_EQ(router.match("/pt-BR/report").language, "pt-BR");
}

TEST(Router, GivesTheFirstLanguageWhereTheAddressHasNone) {
  const Router router = site();
  EXPECT_EQ(router.match("/").language, "en");
  EXPECT_EQ(router.match("/health").language, "en");
  ASSERT_NE(router.match("/").route, nullptr);
  EXPECT_EQ(router.match("/").allow, "GET, HEAD");
}

TEST(Router, NamesTheMethodsOfARouteThatOnlyTakesPosts) {
  EXPECT_EQ(site().match("/en/withdraw").allow, "POST");
}

TEST(Router, DoesNotKnowOtherPaths) {
  const Router router = site();
  for (const char* path : {"/es/report/", "/es//report", "//es/report", "/fr/report", "/ES/report", "/es",
                           "/es/", "/report", "/{lang}/report", "/es/reports", "/es/repor", "/health/", "",
                           "es/report", "/pt-BR", "/es/report/x", "/en/es/report"}) {
    EXPECT_EQ(router.match(path).route, nullptr) << path;
  }
}

TEST(Router, KeepsTheLanguageOfAnUnknownPath) {
  const Router router = site();
  EXPECT_EQ(router.match("/es/nowhere").language, "es");
  EXPECT_EQ(router.match("/es").language, "es");
  EXPECT_EQ(router.match("/xx/nowhere").language, "en");
  EXPECT_EQ(router.match("").language, "en");
}

TEST(Router, RefusesATableThatIsWrong) {
  EXPECT_THROW(Router({"en"}, {route("report", true, false)}), std::invalid_argument);
  EXPECT_THROW(Router({"en"}, {route("", true, false)}), std::invalid_argument);
  EXPECT_THROW(Router({"en"}, {route("/a", true, false), route("/a", false, true)}), std::invalid_argument);
  EXPECT_THROW(Router({}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::handling
