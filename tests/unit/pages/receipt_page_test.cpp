#include "service/pages/receipt_page.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/unit/pages/html.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using schema::SentField;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view receipt = "K7QM-2F8R-9ZT4-AB3D-H5WX";

std::string issued(std::string_view language, StorySeal seal, const std::vector<SentField>& typed = {}) {
  return std::string(crypto::text_of(test_site().receipt_issued(language, receipt, seal, typed)));
}

TEST(Receipt, IsShownInItsGroups) {
  for (const auto& language : test_labels().languages()) {
    const auto source = issued(language.code, StorySeal::none);
    EXPECT_THAT(html::faults(html::read(source), leave_escaped), IsEmpty());
    EXPECT_THAT(source, HasSubstr("<span>K7QM-</span><wbr><span>2F8R-</span><wbr><span>9ZT4-</span><wbr>"
                                  "<span>AB3D-</span><wbr><span>H5WX</span>"));
    EXPECT_THAT(source, HasSubstr("href=\"/" + language.code + "/receipt\""));
    EXPECT_THAT(source, HasSubstr("href=\"/" + language.code + "/support\""));
  }
}

TEST(Receipt, SaysWhoSealedTheStory) {
  for (const auto& language : test_labels().languages()) {
    const auto by_server = test_labels().text(language.code, "page.receipt.story_by_server");
    const auto by_browser = test_labels().text(language.code, "page.receipt.story_by_browser");
    const auto none = issued(language.code, StorySeal::none);
    EXPECT_THAT(none, testing::AllOf(Not(HasSubstr(by_server)), Not(HasSubstr(by_browser))));
    EXPECT_THAT(issued(language.code, StorySeal::by_server),
                testing::AllOf(HasSubstr(by_server), Not(HasSubstr(by_browser))));
    EXPECT_THAT(issued(language.code, StorySeal::by_browser),
                testing::AllOf(HasSubstr(by_browser), Not(HasSubstr(by_server))));
  }
}

TEST(Receipt, ShowsThePlacesThatWereAskedFor) {
  const auto source = issued("en", StorySeal::none, {{"support_wanted", "interpreter"}});
  EXPECT_THAT(source, HasSubstr("Riverbend Interpreters"));
  EXPECT_THAT(source, Not(HasSubstr("Lantern Street Clinic")));
  EXPECT_THAT(issued("es", StorySeal::none, {{"support_wanted", "interpreter"}}),
              HasSubstr("Intérpretes de Riverbend"));
}

TEST(Receipt, ItsLengthSaysNothing) {
  std::vector<SentField> all;
  for (const auto& option : test_form().find("support_wanted")->options) {
    all.push_back({"support_wanted", option.code});
  }
  std::set<std::size_t> sizes;
  for (const auto& language : test_labels().languages()) {
    sizes.insert(issued(language.code, StorySeal::none).size());
    sizes.insert(issued(language.code, StorySeal::by_browser, {{"support_wanted", "medical"}}).size());
    sizes.insert(issued(language.code, StorySeal::by_server, all).size());
  }
  EXPECT_EQ(sizes.size(), 1U);
  EXPECT_EQ(*sizes.begin() % (32U * 1024), 0U);
}

}  // namespace
}  // namespace tellsafe::pages
