#include <gmock/gmock.h>

#include <stdexcept>

#include "service/pages/wording.h"
#include "service/print/qr.h"
#include "tests/unit/print/page.h"

namespace tellsafe::print {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string made(std::string_view code, const SheetOptions& options = test::options()) {
  return poster(options, test::labels(), test::language(code));
}

TEST(Poster, SaysEverythingInEachLanguage) {
  for (const auto& language : test::labels().languages()) {
    const auto page = made(language.code);
    const auto texts = test::texts(page);
    for (const auto* name :
         {"title", "lead", "scan", "tor", "not_crime", "short", "languages", "sealed", "paper"}) {
      const auto wanted =
          pages::put_in(test::labels().text(language.code, std::string("page.poster.") + name),
                        {{"city", test::options().city}});
      EXPECT_TRUE(test::has(texts, wanted)) << language.code << ' ' << name;
    }
    for (const auto& one : test::labels().languages()) EXPECT_TRUE(test::has(texts, one.name)) << one.code;
    EXPECT_TRUE(test::has(texts, test::labels().text(language.code, "page.common.danger")));
    EXPECT_EQ(test::has(texts, test::labels().text(language.code, "page.common.not_reviewed")),
              !language.reviewed);
    EXPECT_THAT(page, HasSubstr("<html lang=\"" + language.code + "\" dir=\"" + language.direction + "\">"));
    EXPECT_EQ(test::reaches_out(page), "") << language.code;
  }
}

TEST(Poster, LeadsToTheStartPageOfItsLanguage) {
  auto options = test::options();
  options.url += '/';
  for (const auto& language : test::labels().languages()) {
    const auto page = made(language.code, options);
    for (const std::string& address : {"https://report.riverbend.example/" + language.code,
                                       std::string(test::onion) + "/" + language.code}) {
      EXPECT_TRUE(test::has(test::texts(page), address.substr(address.find("//") + 2))) << address;
      EXPECT_THAT(page, HasSubstr(svg(qr_code(address), address)));
    }
  }
}

TEST(Poster, LeavesTorOutWhereThereIsNoOnionAddress) {
  auto options = test::options();
  options.onion.clear();
  const auto page = made("en", options);
  EXPECT_THAT(page, Not(HasSubstr(".onion")));
  EXPECT_FALSE(test::has(test::texts(page), test::labels().text("en", "page.poster.tor")));
}

TEST(Poster, SaysThatItIsADemonstration) {
  auto options = test::options();
  const auto& words = test::labels().text("es", "page.common.demo");
  EXPECT_FALSE(test::has(test::texts(made("es", options)), words));
  options.demo = true;
  EXPECT_TRUE(test::has(test::texts(made("es", options)), words));
}

TEST(Poster, HasTheCitysNameAndColors) {
  const auto page = made("en");
  EXPECT_THAT(page, HasSubstr("--header:#123456;"));
  EXPECT_THAT(page, HasSubstr("--on-header:#ffffff;"));
  EXPECT_THAT(page, HasSubstr("--button:#654321;"));
  EXPECT_TRUE(test::has(test::texts(page), "City of <Riverbend> & \"Co\""));
  EXPECT_THAT(page, Not(HasSubstr("<Riverbend>")));
}

TEST(Poster, NamesATemplateThatIsNotThere) {
  auto options = test::options();
  options.templates = "/nowhere";
  EXPECT_THROW(made("en", options), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::print
