#include "service/reading/brief_press.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "service/pages/assets.h"
#include "tests/support/must.h"
#include "tests/unit/release/town.h"

namespace tellsafe::reading {
namespace {

using release::day;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

const fs::path source = TELLSAFE_SOURCE_DIR;

class Brief : public testing::Test {
 protected:
  Brief() : Brief({"en", "es"}) {}
  explicit Brief(const std::vector<std::string>& languages)
      : form_(test_support::must(schema::Form::load(source / "schema", source / "deploy/demo/areas.json"))),
        labels_(test_support::must(schema::Labels::load(source / "schema/labels", languages, form_,
                                                        source / "deploy/demo/areas.json"))) {
    options_.web = TELLSAFE_WEB_DIR;
    options_.frame.city = "Riverbend";
    options_.frame.url = "https://report.riverbend.example/";
    options_.frame.licence = "https://creativecommons.org/licenses/by/4.0/";
    options_.frame.key = town_.signing.verify_key();
    text_.month = {2026, 11};
  }
  // Enough of each answer to be shown, and one too rare.
  void fill() {
    town_.reports(40, day(2024, 3, 1), {{"bias_targets", {"asian"}}, {"support_wanted", {"interpreter"}}});
    town_.reports(2, day(2024, 3, 1), {{"bias_targets", {"jewish"}}, {"support_wanted", {"mediation"}}});
    town_.reports(30, day(2025, 2, 1), {{"act_types", {"threat"}}});
  }
  BriefPress press() { return test_support::must(BriefPress::load(options_, labels_, places_)); }
  BriefFigures figures() { return brief_figures(town_.releases(), town_.signing.verify_key()); }
  std::string page() { return press().page(text_, figures()); }
  const std::string& label(const std::string& key) { return labels_.text("en", key); }

  release::Town town_;
  schema::Form form_;
  schema::Labels labels_;
  std::vector<schema::Place> places_;
  BriefPressOptions options_;
  BriefText text_;
};

TEST_F(Brief, SaysWhenNothingIsReleased) {
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("No numbers have been released yet"));
  EXPECT_THAT(html, Not(HasSubstr("minisign")));
  EXPECT_THAT(html, HasSubstr("Nothing since the last brief."));
  EXPECT_THAT(html, HasSubstr("call 211"));
}

TEST_F(Brief, TakesTheNewestReleaseAndTheNewestYear) {
  fill();
  town_.release("2024").value();
  EXPECT_EQ(figures().latest->period, (release::Period{2024, 0}));
  town_.release("2025-Q1").value();
  EXPECT_EQ(figures().latest->period, (release::Period{2025, 1}));
  EXPECT_EQ(figures().year->period, (release::Period{2024, 0}));
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("What people reported: 1st quarter 2025"));
  EXPECT_THAT(html, HasSubstr(label("table.act_types.title")));
  EXPECT_THAT(html, HasSubstr("In the reports of 2024"));
  EXPECT_THAT(html, HasSubstr(label("table.support_wanted.title")));
  EXPECT_THAT(
      html,
      HasSubstr(crypto::hex(crypto::sha256(crypto::bytes_of(figures().latest->files.at("manifest.json"))))));
  EXPECT_THAT(
      html,
      HasSubstr(crypto::hex(crypto::sha256(crypto::bytes_of(figures().year->files.at("manifest.json"))))));
}

TEST_F(Brief, PassesOverAReleaseThatDoesNotVerify) {
  fill();
  town_.release("2024").value();
  town_.release("2025-Q1").value();
  support::write_file(town_.releases() / "2025-Q1/public/tables.json", "{}");
  EXPECT_EQ(figures().latest->period, (release::Period{2024, 0}));
}

TEST_F(Brief, ShowsPublicFiguresOnlyWithCaveatsBeforeThem) {
  fill();
  town_.release("2024").value();
  const auto html = page();
  for (const auto* caveat : {"chosen", "twice", "unreported", "trust", "criminal"}) {
    const auto& words = label(std::string("page.numbers.") + caveat);
    ASSERT_NE(html.find(words), std::string::npos) << words;
    EXPECT_LT(html.find(words), html.find("<h2 id=\"numbers\">"));
  }
  EXPECT_THAT(html, HasSubstr("fewer than 10 reports"));  // the threshold of the public's release
  EXPECT_THAT(html, HasSubstr("nearest 5"));
  EXPECT_THAT(html,
              AllOf(HasSubstr(label("page.protection.attack")), Not(HasSubstr("complete alternative set"))));
  EXPECT_THAT(html, AllOf(HasSubstr(label("option.support_wanted.interpreter")),
                          HasSubstr(label("option.support_wanted.mediation"))));
  EXPECT_THAT(html, HasSubstr("not shown: "));
  EXPECT_THAT(html, Not(HasSubstr("</th><td></td>")));
}

TEST_F(Brief, SaysWhereTheYearIsProtectedInAnotherWay) {
  fill();
  for (const auto* period : {"2024", "2025-Q1"}) town_.release(period).value();
  auto both = figures();
  const std::string another = "are protected in another way";
  EXPECT_THAT(press().page(text_, both), Not(HasSubstr(another)));
  auto& manifest = both.year->files.at("manifest.json");
  const std::string ten = "\"threshold\": 10";
  ASSERT_NE(manifest.find(ten), std::string::npos);
  manifest.replace(manifest.find(ten), ten.size(), "\"threshold\": 12");
  const auto html = press().page(text_, both);
  EXPECT_THAT(html, AllOf(HasSubstr("The numbers of 2024 " + another), HasSubstr("fewer than 12 reports"),
                          HasSubstr("fewer than 10 reports")));
  EXPECT_LT(html.find("fewer than 10 reports"), html.find("fewer than 12 reports"));
}

// Those who did tell the police are not asked why not.
TEST_F(Brief, SaysWhoStandsInTheRowOfNoAnswer) {
  fill();
  town_.reports(30, day(2024, 3, 1), {{"police_why_not", {"language"}}});
  town_.release("2024").value();
  const auto html = page();
  const auto from = html.find("<h3 id=\"police_why_not\">");
  ASSERT_NE(from, std::string::npos);
  const auto table = html.substr(from, html.find("</section>", from) - from);
  EXPECT_THAT(table, AllOf(HasSubstr(label("page.numbers.not_asked")),
                           Not(HasSubstr(label("page.numbers.no_answer")))));
  EXPECT_THAT(html, HasSubstr("href=\"https://report.riverbend.example/en/numbers/protection\""));
}

TEST_F(Brief, HoldsWhatWasWrittenAndEscapesIt) {
  text_.needs = {"<script>alert(1)</script>"};
  text_.done = {{"You & I", "\"done\""}};
  text_.next = "2026-12-15";
  text_.notes = "First\nSecond";
  const auto html = page();
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(html, HasSubstr("You &amp; I"));
  EXPECT_THAT(html,
              HasSubstr("Next meeting of the working group</h2>\n<p class=\"strong\">15 December 2026</p>"));
  EXPECT_THAT(html, HasSubstr("<p>First</p>\n<p>Second</p>"));
  EXPECT_THAT(html, HasSubstr("<title>Brief on hate and bias, November 2026 – Riverbend</title>"));
}

TEST_F(Brief, LoadsNothingAndHasOneStyleOfAKnownHash) {
  const auto one = press();
  const auto html = one.page(text_, {});
  for (const auto* loads : {"<script", "<link", "<img", "<iframe", " style=", "@import", "url("})
    EXPECT_THAT(html, Not(HasSubstr(loads)));
  EXPECT_EQ(style_hash_of(html), one.style_hash());
  const auto from = html.find("<style>") + 7;
  EXPECT_EQ(one.style_hash(),
            "'" + pages::integrity_of(html.substr(from, html.find("</style>") - from)) + "'");
  EXPECT_EQ(style_hash_of("<p>none</p>"), "");
}

TEST_F(Brief, IsTheSameBytesEachTime) {
  fill();
  town_.release("2024").value();
  EXPECT_EQ(page(), page());
  const auto before = brief_digest(page());
  town_.release("2025-Q1").value();
  EXPECT_NE(brief_digest(page()), before);
}

TEST_F(Brief, TellsWhereToGetHelpAndInWhichLanguagesToReport) {
  places_ = *schema::load_support(source / "deploy/demo/support.json", form_);
  ASSERT_GT(places_.size(), 6U);
  const auto html = page();
  EXPECT_THAT(html, HasSubstr(places_.front().phone));
  EXPECT_THAT(html, HasSubstr("https://report.riverbend.example/en/support"));
  EXPECT_THAT(html, HasSubstr("<li lang=\"es\" dir=\"ltr\">Español</li>"));
  EXPECT_THAT(html, Not(HasSubstr("example//")));
}

TEST_F(Brief, SaysThatItIsADemonstration) {
  EXPECT_THAT(page(), Not(HasSubstr(label("page.common.demo"))));
  options_.frame.demo = true;
  EXPECT_THAT(page(), HasSubstr(label("page.common.demo")));
}

TEST_F(Brief, NamesAnInstallationsFaults) {
  options_.web = source / "nowhere";
  const auto failed = BriefPress::load(options_, labels_, {});
  ASSERT_TRUE(failed.has_error());
  EXPECT_THAT(failed.error(), HasSubstr("nowhere"));
}

class BriefWithoutEnglish : public Brief {
 protected:
  BriefWithoutEnglish() : Brief({"ar", "es"}) {}
};

TEST_F(BriefWithoutEnglish, MarksWhatIsInAnotherLanguage) {
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\""));
  EXPECT_THAT(html,
              HasSubstr("<ul lang=\"ar\" dir=\"rtl\">\n<li>" + labels_.text("ar", "page.numbers.chosen")));
}

}  // namespace
}  // namespace tellsafe::reading
