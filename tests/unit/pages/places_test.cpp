#include "service/pages/places.h"

#include <gmock/gmock.h>

#include "service/pages/templates.h"
#include "tests/unit/pages/html.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using schema::SentField;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Templates& templates() {
  static const auto loaded = Templates::load(web_folder() / "templates");
  return loaded;
}

schema::Place place(const std::string& name, std::vector<std::string> needs) {
  schema::Place made;
  made.name = {{"", name}};
  made.needs = std::move(needs);
  made.phone = "555-0100";
  return made;
}

PlacesThatHelp help(const std::vector<schema::Place>& places, std::string_view language = "en") {
  return {templates(), test_furniture(), test_form(), *test_labels().find(language), places};
}

std::string after_report(const PlacesThatHelp& places, const std::vector<SentField>& typed) {
  crypto::WipedText out;
  places.write(typed, out);
  EXPECT_LE(out.size(), places.largest());
  return std::string(crypto::text_of(out));
}

const std::vector<schema::Place>& some() {
  static const std::vector<schema::Place> places = {
      place("Lawyers", {"legal_or_rights"}), place("Clinic", {"medical", "talk_to_someone"}),
      place("Line", {"talk_to_someone", "nothing_now"}), place("Library", {"nothing_now"})};
  return places;
}

TEST(PlacesAfterReport, FitWhatWasAskedFor) {
  const auto places = help(some());
  const auto asked = test_labels().text("en", "page.receipt.support_asked");
  const auto legal = after_report(places, {{"support_wanted", "legal_or_rights"}, {"act_types", "medical"}});
  EXPECT_THAT(legal, HasSubstr("Lawyers"));
  EXPECT_THAT(legal, Not(HasSubstr("Clinic")));
  EXPECT_THAT(legal, HasSubstr("<p>" + asked + "</p>"));
  const auto both =
      after_report(places, {{"support_wanted", "talk_to_someone"}, {"support_wanted", "medical"}});
  EXPECT_THAT(both, HasSubstr("Clinic"));
  EXPECT_THAT(both, HasSubstr("Line"));
  EXPECT_EQ(both.find("Clinic"), both.rfind("Clinic"));  // once, though it fits twice
}

TEST(PlacesAfterReport, AreTheAlwaysUsefulOnesWhereNothingWasAskedFor) {
  const auto places = help(some());
  for (const std::vector<SentField>& typed : std::vector<std::vector<SentField>>{
           {}, {{"support_wanted", "nothing_now"}}, {{"support_wanted", "work_help"}}}) {
    const auto shown = after_report(places, typed);
    EXPECT_THAT(shown, HasSubstr("Line"));
    EXPECT_THAT(shown, HasSubstr("Library"));
    EXPECT_THAT(shown, Not(HasSubstr("Lawyers")));
    EXPECT_THAT(shown, Not(HasSubstr(test_labels().text("en", "page.receipt.support_asked"))));
  }
  EXPECT_EQ(after_report(help({}), {}), "");
  EXPECT_EQ(after_report(help({place("Lawyers", {"legal_or_rights"})}), {}), "");
}

TEST(SupportPage, GroupsPlacesByNeed) {
  const auto source = help(some()).page();
  const auto page = html::read(source);
  EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
  std::vector<std::string> headings;
  for (const auto* heading : page.all("h2")) headings.push_back(heading->get("id"));
  EXPECT_THAT(headings, testing::ElementsAre("talk_to_someone", "legal_or_rights", "medical", "other"));
  EXPECT_EQ(page.by_id("medical")->text, test_labels().text("en", "option.support_wanted.medical"));
  EXPECT_EQ(page.all("a", "href", "tel:5550100").size(), 5U);
}

TEST(SupportPage, SaysWhenThereIsNoPlace) {
  EXPECT_THAT(help({}).page(), HasSubstr(test_labels().text("en", "page.support.none")));
  EXPECT_THAT(help(some()).page(), Not(HasSubstr(test_labels().text("en", "page.support.none"))));
}

TEST(SupportPage, ShowsEverythingOfAPlace) {
  schema::Place full;
  full.name = {{"en", "Aid & <Rights>"}, {"es", "Ayuda"}};
  full.about = {{"fr", "Des avocats."}};
  full.needs = {"legal_or_rights"};
  full.languages = {"en", "ar", "vi"};
  full.phone = "(212) 555-0100";
  full.text_message = "55501";
  full.link = "https://aid.example/x/";
  full.hours = {{"es", "de 9 a 5"}};
  const auto source = help({full}, "en").page();
  const auto page = html::read(source);
  EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
  EXPECT_THAT(source, HasSubstr("Aid &amp; &lt;Rights&gt;"));
  EXPECT_EQ(page.all("p", "lang", "fr").at(0)->text, "Des avocats.");
  EXPECT_EQ(page.all("bdi", "lang", "es").at(0)->text, "de 9 a 5");
  EXPECT_EQ(page.all("a", "href", "tel:+12125550100").at(0)->text, "(212) 555-0100");
  EXPECT_EQ(page.all("a", "href", "sms:55501").size(), 1U);
  EXPECT_EQ(page.all("a", "href", "https://aid.example/x/").at(0)->text, "aid.example/x");
  EXPECT_THAT(source, HasSubstr("English · العربية · Tiếng Việt"));

  const auto spanish = html::read(help({full}, "es").page());
  std::vector<std::string> own;
  for (const auto* text : spanish.all("bdi")) {
    if (!text->has("lang")) own.push_back(text->text);
  }
  EXPECT_THAT(own, testing::IsSupersetOf({"Ayuda", "de 9 a 5"}));
}

TEST(SupportPage, SaysAlwaysInTheLanguage) {
  auto line = place("Line", {"medical"});
  line.always_open = true;
  EXPECT_THAT(help({line}, "es").page(), HasSubstr(test_labels().text("es", "page.support.always")));
}

}  // namespace
}  // namespace tellsafe::pages
