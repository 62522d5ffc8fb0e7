#include "service/handling/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace tellsafe::handling {
namespace {

Response nothing(const Request& /*request*/, const Address& /*address*/) {
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
  EXPECT_EQ(match.address.language, "es");
  EXPECT_EQ(match.allow, "GET, HEAD, POST");
  EXPECT_EQ(router.match("/pt-BR/report").address.language, "pt-BR");
}

TEST(Router, GivesTheFirstLanguageWhereTheAddressHasNone) {
  const Router router = site();
  EXPECT_EQ(router.match("/").address.language, "en");
  EXPECT_EQ(router.match("/health").address.language, "en");
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
  EXPECT_EQ(router.match("/es/nowhere").address.language, "es");
  EXPECT_EQ(router.match("/es").address.language, "es");
  EXPECT_EQ(router.match("/xx/nowhere").address.language, "en");
  EXPECT_EQ(router.match("").address.language, "en");
}

TEST(Router, GivesTheFreePartsOfAnAddress) {
  const Router router({"en", "es"},
                      {route("/{lang}/numbers/{}", true, false), route("/numbers/{}/{}", true, false)});
  const Match page = router.match("/es/numbers/2025-Q1");
  ASSERT_NE(page.route, nullptr);
  EXPECT_EQ(page.route->pattern, "/{lang}/numbers/{}");
  EXPECT_EQ(page.address.language, "es");
  EXPECT_EQ(page.address.parts, std::vector<std::string>({"2025-Q1"}));
  const Match file = router.match("/numbers/2025/tables_1.csv");
  ASSERT_NE(file.route, nullptr);
  EXPECT_EQ(file.address.parts, std::vector<std::string>({"2025", "tables_1.csv"}));
  EXPECT_EQ(file.address.language, "en");
}

TEST(Router, TakesOnlyPlainFreeParts) {
  const Router router({"en"}, {route("/numbers/{}", true, false)});
  const auto found = [&](const std::string& part) {
    return router.match("/numbers/" + part).route != nullptr;
  };
  EXPECT_TRUE(found("..."));
  EXPECT_TRUE(found(std::string(64, 'a')));
  EXPECT_FALSE(found(std::string(65, 'a')));
  for (const char* part :
       {"", ".", "..", "a/b", "a/", "/a", "a b", "a%20", "a\\b", "{}", "\xC3\xA9", "a?b"}) {
    EXPECT_FALSE(found(part)) << part;
  }
  EXPECT_FALSE(found(std::string("a\0b", 3)));
  EXPECT_EQ(router.match("/numbers/a/b").address.parts, std::vector<std::string>());
}

TEST(Router, PrefersAnExactPatternWhereverItStands) {
  const Router router({"en"},
                      {route("/{}/{}", true, false), route("/a/{}", true, false), route("/a/b", true, false),
                       route("/{lang}/{}", true, false), route("/{lang}/b", true, false)});
  const auto pattern = [&](const char* path) { return router.match(path).route->pattern; };
  EXPECT_EQ(pattern("/a/b"), "/a/b");
  EXPECT_EQ(pattern("/a/c"), "/a/{}");
  EXPECT_EQ(pattern("/c/b"), "/{}/{}");
  EXPECT_EQ(pattern("/en/b"), "/{lang}/b");
  EXPECT_EQ(pattern("/en/c"), "/{lang}/{}");
}

TEST(Router, RefusesATableThatIsWrong) {
  EXPECT_THROW(Router({"en"}, {route("report", true, false)}), std::invalid_argument);
  EXPECT_THROW(Router({"en"}, {route("", true, false)}), std::invalid_argument);
  EXPECT_THROW(Router({"en"}, {route("/a", true, false), route("/a", false, true)}), std::invalid_argument);
  EXPECT_THROW(Router({}, {}), std::invalid_argument);
  for (const char* pattern : {"/a/{lang}", "/{id}", "/a{}", "/{}b", "/{lang}x"}) {
    EXPECT_THROW(Router({"en"}, {route(pattern, true, false)}), std::invalid_argument) << pattern;
  }
}

}  // namespace
}  // namespace tellsafe::handling
