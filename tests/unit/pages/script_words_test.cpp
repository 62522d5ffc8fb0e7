#include "service/pages/script_words.h"

#include <gmock/gmock.h>

#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

TEST(ScriptWords, AreWhatTheScriptsExpect) {
  for (const auto& language : test_labels().languages()) {
    const auto words = nlohmann::json::parse(test_site().script_words(language.code)->plain);
    EXPECT_EQ(words.size(), 13U) << language.code;
    EXPECT_EQ(words.at("words").at("sending"), test_labels().text(language.code, "page.script.sending"));
    EXPECT_TRUE(words.at("words").at("left").contains("other"));
    EXPECT_EQ(words.at("too_long").at("other"), test_labels().text(language.code, "error.too_long"));
    EXPECT_EQ(words.at("not_text"), test_labels().text(language.code, "error.not_text"));
    EXPECT_EQ(words.at("error_prefix"), test_labels().text(language.code, "page.common.error_prefix"));
    EXPECT_EQ(words.at("try_again"), test_labels().text(language.code, "page.report.try_again"));
    EXPECT_EQ(words.at("numerals"), language.numerals);
    EXPECT_EQ(words.at("limit"), 3000);
    EXPECT_EQ(words.at("recipients"), (nlohmann::json{"age1first", "age1second"}));
    EXPECT_EQ(words.at("buckets"), (nlohmann::json{1024, 4096, 12800}));
    EXPECT_EQ(words.at("body_size"), 24576);
    EXPECT_EQ(words.at("body_step"), 8192);
  }
}

}  // namespace
}  // namespace tellsafe::pages
