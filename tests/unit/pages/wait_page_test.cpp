#include "service/pages/wait_page.h"

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

std::string wait(std::string_view language, const std::vector<SentField>& typed, unsigned seconds = 40) {
  return std::string(crypto::text_of(test_site().wait(language, typed, seconds, token)));
}

TEST(Wait, EverythingTypedIsSentAgain) {
  const std::vector<SentField> typed = {{"act_types", "threat"},
                                        {"act_types", "other"},
                                        {"story", "One\r\n\"two\""},
                                        {"sealed_story", "YWdl"},
                                        {"report_id", "0123456789abcdef"},
                                        {"token", "old"},
                                        {"work", "done"},
                                        {"padding", "xxx"},
                                        {"action", "send"},
                                        {"show_in", "es"},
                                        {"area", ""}};
  const auto page = html::read(wait("en", typed));
  EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
  std::vector<std::pair<std::string, std::string>> sent;
  for (const auto* input : page.all("input", "type", "hidden"))
    sent.emplace_back(input->get("name"), input->get("value"));
  EXPECT_THAT(sent, testing::UnorderedElementsAre(
                        std::pair("act_types", "threat"), std::pair("act_types", "other"),
                        std::pair("story", "One\r\n&quot;two&quot;"), std::pair("sealed_story", "YWdl"),
                        std::pair("report_id", "0123456789abcdef"), std::pair("token", std::string(token))));
  EXPECT_EQ(page.all("form", "id", "form").at(0)->get("action"), "/en/report");
  EXPECT_EQ(page.all("form", "id", "form").at(0)->get("method"), "post");
  EXPECT_EQ(page.all("button").size(), 1U);
}

TEST(Wait, NothingTypedIsMarkup) {
  const std::string attack = "\"'><script>alert(1)</script>\xFF\x01";
  const auto source = wait("en", {{attack, attack}});
  EXPECT_THAT(html::faults(html::read(source), leave_escaped), IsEmpty());
  EXPECT_THAT(source, Not(HasSubstr("<script>")));
  EXPECT_THAT(source, Not(HasSubstr("\xFF")));
}

TEST(Wait, SaysHowLongInTheLanguage) {
  EXPECT_THAT(wait("en", {}, 1), HasSubstr("Wait about 1 second, then press the button."));
  EXPECT_THAT(wait("en", {}, 40), HasSubstr("Wait about 40 seconds, then press the button."));
  EXPECT_THAT(wait("ar", {}, 40), HasSubstr("٤٠"));
  for (const auto& language : test_labels().languages()) {
    EXPECT_THAT(wait(language.code, {}), HasSubstr(test_labels().text(language.code, "page.wait.receipt")));
  }
}

TEST(Wait, ItsLengthSaysNothing) {
  const std::string story(3000, 'x');
  // The largest bucket of the browser's seal, in base64.
  const std::string sealed(17'700, 'x');
  std::set<std::size_t> sizes;
  for (const auto& language : test_labels().languages()) {
    sizes.insert(wait(language.code, {}).size());
    sizes.insert(wait(language.code, {{"story", story}, {"act_types", "threat"}}, 5).size());
    sizes.insert(wait(language.code, {{"sealed_story", sealed}, {"act_types", "threat"}}).size());
  }
  EXPECT_EQ(sizes.size(), 1U);
  EXPECT_EQ(*sizes.begin() % (32U * 1024), 0U);
}

}  // namespace
}  // namespace tellsafe::pages
