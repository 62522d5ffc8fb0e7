#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "service/pages/wording.h"
#include "tests/unit/pages/html.h"
#include "tests/unit/pages/test_site.h"

namespace tellsafe::pages {
namespace {

using schema::FieldError;
using schema::Problem;
using schema::SentField;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string again(const std::vector<SentField>& typed, const std::vector<FieldError>& errors,
                  std::string_view language = "en") {
  return std::string(crypto::text_of(test_site().report_again(language, typed, errors, token)));
}

// The chosen values of a group of boxes or buttons.
std::vector<std::string> chosen(const html::Page& page, std::string_view name) {
  std::vector<std::string> values;
  for (const auto* input : page.all("input", "name", name)) {
    if (input->has("checked")) values.push_back(input->get("value"));
  }
  return values;
}

TEST(ReportAgain, KeepsEveryKindOfAnswer) {
  const auto page = html::read(again({{"reporter_role", "for_a_group"},
                                      {"act_types", "threat"},
                                      {"act_types", "other"},
                                      {"date_day", "31"},
                                      {"date_month", "February"},
                                      {"date_year", "2026"},
                                      {"date_is_approximate", "yes"},
                                      {"area", "online"},
                                      {"place_kind", "transit"},
                                      {"story", "One\r\ntwo"},
                                      {"share_with_state_police", "yes"}},
                                     {}));
  EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
  EXPECT_THAT(chosen(page, "reporter_role"), testing::ElementsAre("for_a_group"));
  EXPECT_THAT(chosen(page, "act_types"), testing::ElementsAre("threat", "other"));
  EXPECT_THAT(chosen(page, "date_is_approximate"), testing::ElementsAre("yes"));
  EXPECT_THAT(chosen(page, "share_with_state_police"), testing::ElementsAre("yes"));
  EXPECT_THAT(chosen(page, "leave_out_of_numbers"), IsEmpty());
  EXPECT_EQ(page.by_id("date_day")->get("value"), "31");
  EXPECT_EQ(page.by_id("date_month")->get("value"), "February");
  EXPECT_EQ(page.by_id("date_year")->get("value"), "2026");
  EXPECT_EQ(page.by_id("story")->text, "\nOne\r\ntwo");
  std::vector<std::string> selected;
  for (const auto* option : page.all("option")) {
    if (option->has("selected")) selected.push_back(option->get("value"));
  }
  EXPECT_THAT(selected, testing::ElementsAre("online", "transit"));
}

// Every option of every question can be given back.
TEST(ReportAgain, KeepsEveryOption) {
  std::vector<SentField> typed;
  std::size_t expected = 0;
  for (const auto& question : test_form().questions()) {
    if (!question.asked) continue;
    if (question.kind == schema::Kind::flag) typed.push_back({question.id, "yes"});
    for (const auto& option : question.options) typed.push_back({question.id, option.code});
    expected += question.kind == schema::Kind::flag ? 1 : question.options.size();
  }
  std::size_t kept = 0;
  for (const auto& element : html::read(again(typed, {})).elements) {
    if (element.has("checked") || element.has("selected")) ++kept;
  }
  EXPECT_EQ(kept, expected);
}

TEST(ReportAgain, ALeadingLineBreakOfTheStoryStays) {
  // A browser drops one line break after the tag: ours.
  EXPECT_THAT(again({{"story", "\n\nindented"}}, {}), HasSubstr(">\n\n\nindented</textarea>"));
}

TEST(ReportAgain, NothingTypedIsMarkup) {
  const std::string attack =
      "\"'><script>alert(1)</script></textarea><img src=x onerror=y>\xFF\x01summary\x02";
  std::vector<SentField> typed = {{attack, attack}};
  for (const auto& question : test_form().questions()) typed.push_back({question.id, attack});
  for (const char* part : {"date_day", "date_month", "date_year", "date_is_approximate"}) {
    typed.push_back({part, attack});
  }
  const std::string source =
      again(typed, {{"", attack, Problem::unknown_field}, {"date", "date_day", Problem::not_a_number}});
  const auto page = html::read(source);
  EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
  EXPECT_THAT(source, Not(HasSubstr("<script>")));
  EXPECT_THAT(source, Not(HasSubstr("<img")));
  EXPECT_THAT(source, Not(HasSubstr("\x01")));
  EXPECT_THAT(source, Not(HasSubstr("\xFF")));
  const std::string safe =
      "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;/textarea&gt;&lt;img src=x "
      "onerror=y&gt;\uFFFD\uFFFDsummary\uFFFD";
  EXPECT_EQ(page.by_id("story")->text, "\n" + safe);
  EXPECT_EQ(page.by_id("date_day")->get("value"), safe);
}

TEST(ReportAgain, ErrorsStandAboveAndBesideTheField) {
  for (const auto& language : test_labels().languages()) {
    const std::string source =
        again({{"story", "long"}},
              {{"act_types", "act_types", Problem::required},
               {"date", "date_month", Problem::not_a_number},
               {"date", "date_year", Problem::date_too_old},
               {"area", "area", Problem::unknown_option},
               {"story", "story", Problem::too_long, 3456, 3000},
               {"leave_out_of_numbers", "leave_out_of_numbers", Problem::unknown_option}},
              language.code);
    const auto page = html::read(source);
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
    const auto prefix = test_labels().text(language.code, "page.common.error_prefix");
    EXPECT_THAT(page.all("title").at(0)->text, testing::StartsWith(prefix + " "));
    EXPECT_LT(source.find("class=\"summary\""), source.find("<h1>"));

    const auto required = test_labels().text(language.code, "question.act_types.required");
    EXPECT_EQ(page.all("a", "href", "#act_types").at(0)->text, required);
    EXPECT_THAT(source, HasSubstr("<p>" + prefix + " " + required + "</p>"));
    EXPECT_EQ(page.by_id("act_types")->get("value"), "insults_or_slurs");
    const auto& wording = test_site().wording(language.code);
    EXPECT_THAT(page.all("a", "href", "#story").at(0)->text,
                testing::AllOf(HasSubstr(wording.number(3456)), HasSubstr(wording.number(3000))));
    for (const char* input : {"date_month", "date_year", "area", "story", "leave_out_of_numbers"}) {
      EXPECT_EQ(page.all("a", "href", "#" + std::string(input)).size(), 1U) << input;
    }
    for (const char* question : {"act_types", "date", "area", "story", "leave_out_of_numbers"}) {
      EXPECT_NE(page.by_id(question + std::string("-error")), nullptr) << question;
    }
    EXPECT_EQ(page.by_id("reporter_role-error"), nullptr);
    EXPECT_EQ(page.by_id("date_month")->get("aria-invalid"), "true");
    EXPECT_FALSE(page.by_id("date_day")->has("aria-invalid"));
    EXPECT_THAT(page.by_id("story")->get("aria-describedby"), HasSubstr("story-hint story-error"));
    EXPECT_EQ(page.by_id("area")->get("aria-describedby"), "area-error");
  }
}

TEST(ReportAgain, TheSameWordsAreSaidOnceBesideTheField) {
  const auto source = again(
      {}, {{"date", "date_month", Problem::not_a_number}, {"date", "date_year", Problem::not_a_number}});
  const std::string words = "Error: " + test_labels().text("en", "error.not_a_number");
  const auto first = source.find(words);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(source.find(words, first + 1), std::string::npos);
}

// There are words for every problem, and an input of no such name gets no link.
TEST(ReportAgain, EveryProblemHasWords) {
  for (const auto problem :
       {Problem::required, Problem::unknown_option, Problem::unknown_field, Problem::repeated,
        Problem::not_text, Problem::not_a_number, Problem::impossible_date, Problem::date_in_future,
        Problem::date_too_old, Problem::too_long}) {
    const auto page = html::read(again({}, {{"", "nowhere", problem}}));
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
    EXPECT_THAT(page.all("a", "href", "#nowhere"), IsEmpty());
  }
}

TEST(ReportNotKept, SaysSoAndKeepsTheAnswers) {
  const std::vector<SentField> typed = {{"act_types", "bullied"}, {"story", "kept"}};
  for (const auto& language : test_labels().languages()) {
    const auto text = test_site().report_not_kept(language.code, typed, token);
    const auto page = html::read(crypto::text_of(text));
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
    EXPECT_THAT(crypto::text_of(text), HasSubstr(test_labels().text(language.code, "page.report.try_again")));
    EXPECT_THAT(chosen(page, "act_types"), testing::ElementsAre("bullied"));
    EXPECT_EQ(page.by_id("story")->text, "\nkept");
  }
}

TEST(ReportOnceMore, SaysWhyAndKeepsTheAnswers) {
  const std::vector<SentField> typed = {{"act_types", "bullied"}, {"story", "kept"}};
  for (const auto& language : test_labels().languages()) {
    const auto text = test_site().report_once_more(language.code, typed, token);
    const auto page = html::read(crypto::text_of(text));
    EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
    EXPECT_THAT(crypto::text_of(text), HasSubstr(test_labels().text(language.code, "page.report.once_more")));
    EXPECT_THAT(crypto::text_of(text),
                Not(HasSubstr(test_labels().text(language.code, "page.report.try_again"))));
    EXPECT_THAT(chosen(page, "act_types"), testing::ElementsAre("bullied"));
    EXPECT_EQ(page.by_id("story")->text, "\nkept");
  }
}

TEST(ReportIn, KeepsTheAnswersInAnotherLanguage) {
  const std::vector<SentField> typed = {{"act_types", "bullied"}, {"story", "kept"}, {"show_in", "ar"}};
  const auto page = html::read(crypto::text_of(test_site().report_in("ar", typed, token)));
  EXPECT_THAT(html::faults(page, leave_escaped), IsEmpty());
  EXPECT_EQ(page.all("html").at(0)->get("dir"), "rtl");
  EXPECT_THAT(chosen(page, "act_types"), testing::ElementsAre("bullied"));
  EXPECT_EQ(page.by_id("story")->text, "\nkept");
  EXPECT_TRUE(page.all("div", "class", "summary").empty());
  EXPECT_THAT(page.all("title").at(0)->text,
              Not(testing::StartsWith(test_labels().text("ar", "page.common.error_prefix"))));
}

// With scripts off this is how the form is read in another language.
TEST(ReportIn, IsOfferedBelowTheButtonThatSends) {
  const auto page = html::read(test_site().report("en", token)->plain);
  const auto buttons = page.all("button");
  ASSERT_EQ(buttons.size(), 2U);
  EXPECT_FALSE(buttons[0]->has("name"));  // what the Enter key presses
  EXPECT_EQ(buttons[1]->get("value"), "show");
  EXPECT_TRUE(buttons[1]->has("formnovalidate"));
  EXPECT_EQ(page.by_id("show_in")->get("name"), "show_in");
}

TEST(ReportAgain, EveryAnswerCarriesTheToken) {
  const std::vector<SentField> typed = {{"token", "old"}};
  for (const auto& source :
       {test_site().report_again("en", typed, {}, token), test_site().report_not_kept("en", typed, token),
        test_site().report_once_more("en", typed, token), test_site().report_in("ar", typed, token)}) {
    const auto page = html::read(crypto::text_of(source));
    ASSERT_EQ(page.all("input", "name", "token").size(), 1U);
    EXPECT_EQ(page.all("input", "name", "token").at(0)->get("value"), token);
    EXPECT_EQ(page.all("input", "name", "token").at(0)->get("form"), "form");
  }
}

TEST(ReportAgain, LengthsSayLittle) {
  const std::string story(3000, 'x');
  const FieldError error{"act_types", "act_types", Problem::required};
  std::set<std::size_t> sizes;
  for (const auto& language : test_labels().languages()) {
    sizes.insert(again({}, {}, language.code).size());
    sizes.insert(again({{"story", story}}, {error, error, error}, language.code).size());
    sizes.insert(test_site().report_not_kept(language.code, {}, token).size());
    sizes.insert(test_site().report_once_more(language.code, {}, token).size());
  }
  EXPECT_EQ(sizes.size(), 1U);
  EXPECT_EQ(*sizes.begin() % (32U * 1024), 0U);
  EXPECT_EQ(again({{"story", std::string(100'000, 'x')}}, {}).size() % (32U * 1024), 0U);
}

}  // namespace
}  // namespace tellsafe::pages
