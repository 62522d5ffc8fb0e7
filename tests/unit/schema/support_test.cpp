#include "schema/support.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

boost::system::result<std::vector<Place>, std::string> load(std::string_view text) {
  const test::Scratch scratch;
  return load_support(scratch.write("support.json", text), test::real_form());
}

std::string problem(std::string_view place) {
  const auto places = load("{\"places\": [" + std::string(place) + "]}");
  return places ? "" : places.error();
}

TEST(Support, Load) {
  const auto places = load(R"({"places": [
    {"name": "Legal Aid", "for": ["work_help", "legal_or_rights"], "languages": ["en", "es"],
     "phone": "(555) 555-0100", "text_message": "555-0101", "hours": {"en": "9 to 5", "es": "de 9 a 5"},
     "link": "https://legal-aid.example/", "about": {"en": "Lawyers."}},
    {"name": {"en": "Line", "ht": "Liy"}, "for": ["nothing_now"], "phone": "988", "hours": "always"}]})");
  ASSERT_TRUE(places) << places.error();
  ASSERT_EQ(places->size(), 2U);
  const Place& aid = places->at(0);
  EXPECT_THAT(aid.name, ElementsAre(Pair("", "Legal Aid")));
  EXPECT_THAT(aid.about, ElementsAre(Pair("en", "Lawyers.")));
  EXPECT_THAT(aid.needs, ElementsAre("legal_or_rights", "work_help"));  // in the form's order
  EXPECT_THAT(aid.languages, ElementsAre("en", "es"));
  EXPECT_EQ(aid.phone, "(555) 555-0100");
  EXPECT_EQ(aid.text_message, "555-0101");
  EXPECT_EQ(aid.link, "https://legal-aid.example/");
  EXPECT_FALSE(aid.always_open);
  EXPECT_EQ(aid.hours.at("es"), "de 9 a 5");
  const Place& line = places->at(1);
  EXPECT_EQ(line.name.at("ht"), "Liy");
  EXPECT_TRUE(line.always_open);
  EXPECT_TRUE(line.hours.empty());
  EXPECT_TRUE(line.about.empty());
  EXPECT_EQ(line.link, "");
  EXPECT_EQ(load(R"({"places": []})")->size(), 0U);
}

TEST(Support, NamesThePlaceAndTheEntry) {
  EXPECT_THAT(problem(R"({"for": ["medical"], "phone": "988"})"), HasSubstr("places[0].name: is missing"));
  EXPECT_THAT(problem(R"({"name": "A", "phone": "988"})"), HasSubstr("places[0].for"));
  EXPECT_THAT(problem(R"({"name": "A", "for": [], "phone": "988"})"), HasSubstr("at least one"));
  EXPECT_THAT(problem(R"({"name": "A", "for": ["medical", "cake"], "phone": "988"})"),
              AllOf(HasSubstr("places[0].for[1]"), HasSubstr("cake")));
  EXPECT_THAT(problem(R"({"name": "A", "for": ["medical", "medical"], "phone": "988"})"), HasSubstr("twice"));
  EXPECT_THAT(problem(R"({"name": "A", "for": ["medical"]})"), HasSubstr("needs one of"));
  EXPECT_THAT(problem(R"({"name": "A", "for": ["medical"], "phone": "988", "fax": "1"})"), HasSubstr("fax"));
  EXPECT_THAT(problem(R"({"name": {}, "for": ["medical"], "phone": "988"})"), HasSubstr("places[0].name"));
  EXPECT_THAT(problem(R"({"name": {"e n": "A"}, "for": ["medical"], "phone": "988"})"), HasSubstr("e n"));
  EXPECT_THAT(problem(R"({"name": "A", "for": ["medical"], "phone": "988", "languages": ["e/n"]})"),
              HasSubstr("places[0].languages[0]"));
  EXPECT_THAT(load(R"({"places": [], "more": 1})").error(), HasSubstr("more"));
  EXPECT_THAT(load_support("/nowhere/support.json", test::real_form()).error(), HasSubstr("cannot be read"));
}

TEST(Support, RefusesNumbersThatCannotBeDialled) {
  for (const char* number : {"12", "1-800-HELP-NOW", "1234567890123456", "988; call"}) {
    EXPECT_THAT(problem(R"({"name": "A", "for": ["medical"], "phone": ")" + std::string(number) + "\"}"),
                HasSubstr("places[0].phone"))
        << number;
  }
}

TEST(Support, RefusesLinksThatAreNotHttps) {
  for (const char* link : {"http://a.example/", "javascript:alert(1)", "https://", "https://a.example/ b",
                           "https://a.example/\\\"x", "//a.example/"}) {
    EXPECT_THAT(problem(R"({"name": "A", "for": ["medical"], "link": ")" + std::string(link) + "\"}"),
                HasSubstr("places[0].link"))
        << link;
  }
}

std::set<std::string> languages_of(const Form& form) {
  std::set<std::string> languages;
  for (const auto& option : form.find("support_language")->options) languages.insert(option.code);
  return languages;
}

TEST(Support, TheCountrysPlacesSpeakEveryLanguage) {
  const auto places = load_support(test::schema_folder / "support.json", test::real_form());
  ASSERT_TRUE(places) << places.error();
  EXPECT_GE(places->size(), 5U);
  const auto wanted = languages_of(test::real_form());
  for (const auto& place : *places) {
    std::set<std::string> found;
    for (const auto& [language, text] : place.about) found.insert(language);
    EXPECT_EQ(found, wanted) << place.name.begin()->second;
    EXPECT_TRUE(place.name.contains("")) << place.name.begin()->second;
    EXPECT_TRUE(place.hours.empty());
  }
}

TEST(Support, TheDemonstrationsPlacesCoverEveryNeed) {
  const auto places = load_support(test::source / "deploy/demo/support.json", test::real_form());
  ASSERT_TRUE(places) << places.error();
  std::set<std::string> covered;
  for (const auto& place : *places) {
    covered.insert(place.needs.begin(), place.needs.end());
    // Nobody real may be called from a demonstration.
    for (const auto& number : {place.phone, place.text_message}) {
      EXPECT_TRUE(number.empty() || number.find("555-01") != std::string::npos) << number;
    }
    EXPECT_TRUE(place.link.empty() || place.link.find(".example/") != std::string::npos) << place.link;
  }
  for (const auto& option : test::real_form().find(support_question)->options) {
    EXPECT_TRUE(covered.contains(option.code)) << option.code;
  }
}

}  // namespace
}  // namespace tellsafe::schema
