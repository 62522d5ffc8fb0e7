#include "service/pages/models.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

TEST(PutIn, ReplacesKnownNamesOnly) {
  EXPECT_EQ(put_in("{a} and {b} and {a}", {{"a", "1"}}), "1 and {b} and 1");
  EXPECT_EQ(put_in("{a", {{"a", "1"}}), "{a");
  EXPECT_EQ(put_in("{a}", {{"a", "{a}"}}), "{a}");
  EXPECT_EQ(put_in("{x{a}", {{"a", "1"}}), "{x{a}");
}

TEST(Words, HoldTheCity) {
  const auto words = pages::words(test_furniture(), "en", "home");
  EXPECT_NE(words.at("intro").get<std::string>().find("City of <Riverbend>"), std::string::npos);
  EXPECT_THROW(pages::words(test_furniture(), "en", "nowhere"), std::invalid_argument);
}

// Every question that is asked, every option once, in the order of the form within its group.
TEST(Questions, AreComplete) {
  for (const auto& language : test_labels().languages()) {
    const auto list = questions(test_furniture(), test_form(), language.code);
    std::size_t at = 0;
    for (const auto& question : test_form().questions()) {
      if (!question.asked) continue;
      const auto& model = list.at(at++);
      EXPECT_EQ(model.at("id"), question.id);
      EXPECT_EQ(model.at("optional"), !question.required);
      std::set<std::string> codes;
      if (model.contains("groups")) {
        for (const auto& group : model.at("groups")) {
          for (const auto& option : group.at("options")) {
            EXPECT_TRUE(codes.insert(option.at("code")).second) << question.id;
          }
        }
      }
      EXPECT_EQ(codes.size(), question.options.size()) << question.id;
    }
    EXPECT_EQ(at, list.size());
  }
}

TEST(Questions, LongListsHaveHeadings) {
  const auto list = questions(test_furniture(), test_form(), "en");
  for (const auto& question : list) {
    if (question.at("id") == "bias_targets") {
      EXPECT_EQ(question.at("groups").at(0).at("heading"), "Race, ethnicity or ancestry");
      EXPECT_EQ(question.at("groups").back().at("heading"), false);
    }
    if (question.at("id") == "act_types") {
      EXPECT_EQ(question.at("groups").size(), 1U);
    }
  }
}

TEST(Questions, DatePartsFollowTheLanguage) {
  const auto order = [](const char* language) {
    std::string inputs;
    for (const auto& question : questions(test_furniture(), test_form(), language)) {
      if (!question.at("date").get<bool>()) continue;
      for (const auto& part : question.at("parts")) inputs += part.at("input").get<std::string>() + " ";
    }
    return inputs;
  };
  EXPECT_EQ(order("en"), "date_month date_day date_year ");
  EXPECT_EQ(order("es"), "date_day date_month date_year ");
}

}  // namespace
}  // namespace tellsafe::pages
