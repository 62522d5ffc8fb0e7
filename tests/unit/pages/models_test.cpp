#include "service/pages/models.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

TEST(Words, HoldTheCity) {
  const auto words = pages::words(test_furniture(), "en", "start");
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

TEST(Questions, LimitsAreWrittenAsInTheLanguage) {
  const auto hint = [](const char* language) {
    for (const auto& question : questions(test_furniture(), test_form(), language)) {
      if (question.at("id") == "story") return question.at("hint").get<std::string>();
    }
    return std::string();
  };
  EXPECT_NE(hint("en").find("3,000 characters"), std::string::npos);
  EXPECT_NE(hint("ar").find("٣٬٠٠٠"), std::string::npos);
}

TEST(ContactLink, LeadsWhereTheContactIs) {
  EXPECT_EQ(contact_link(""), false);
  EXPECT_EQ(contact_link("https://city.example/office/"),
            (nlohmann::json{{"href", "https://city.example/office/"}, {"words", "city.example/office"}}));
  EXPECT_EQ(contact_link("help@city.example").at("href"), "mailto:help@city.example");
  EXPECT_EQ(contact_link("(212) 555-0100").at("href"), "tel:+12125550100");
  EXPECT_EQ(contact_link("(212) 555-0100").at("words"), "(212) 555-0100");
}

TEST(NumberLink, IsWhatMachinesDial) {
  EXPECT_EQ(number_link("tel", "988"), "tel:988");
  EXPECT_EQ(number_link("tel", "555-0100"), "tel:5550100");
  EXPECT_EQ(number_link("sms", "741741"), "sms:741741");
  EXPECT_EQ(number_link("tel", "1-800-656-4673"), "tel:+18006564673");
  EXPECT_EQ(number_link("tel", "+33 1 23 45 67 89"), "tel:+33123456789");
}

TEST(PageModel, LinksToTheSamePageInEachLanguage) {
  const auto& language = test_labels().languages().front();
  const auto model = page_model(test_furniture(), language, "safety", "safety");
  EXPECT_EQ(model.at("links").at(0).at("address"), "/en/safety");
  EXPECT_EQ(model.at("links").at(0).at("here"), true);
  EXPECT_EQ(model.at("has_links"), true);
  EXPECT_EQ(page_model(test_furniture(), language, "start", "").at("links").at(1).at("address"), "/es");
  EXPECT_EQ(page_model(test_furniture(), language, "wait", {}).at("has_links"), false);
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
