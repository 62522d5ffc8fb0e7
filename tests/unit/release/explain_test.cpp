#include "service/release/explain.h"

#include <gmock/gmock.h>

#include "tests/unit/release/papers.h"

namespace tellsafe::release {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t number = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++number;
  return number;
}

class Explain : public testing::Test, protected Papers {
 protected:
  Explain() : explanation_{"A <City>", {2025, 0}, true, Late::apart, {}} {
    ExplainedAudience audience{{"working_group", 5, 1}, {}};
    for (const auto& table : tables)
      audience.tables.push_back({&table, std::vector<ExplainedCell>(size_of(outline(table).sides))});
    explanation_.audiences.push_back(audience);
    cell(0, {""}) = {Fate::shown, 63, 65, 63, 63, ""};
    cell(0, {"morning"}) = {Fate::shown, 40, 40, 40, 40, ""};
    cell(0, {"night"}) = {Fate::primary, 3, {}, 0, 23, ""};
    cell(0, {"evening"}) = {Fate::complementary, 20, {}, 0, std::nullopt, "2025; day_part=option:<night>"};
    cell(0, {"afternoon"}) = {Fate::complementary, 20, {}, 7, std::nullopt, "2025; day_part=option:<night>"};
    cell(0, {"?"}) = {Fate::known_zero, 0, {}, 0, 0, ""};
    cell(2, {"religion", "", "school"}) = {Fate::complementary, 11, {}, 0, 11, "2025; act_types"};
  }
  ExplainedCell& cell(std::size_t table, std::vector<std::string_view> codes) {
    return explanation_.audiences[0].tables[table].cells[place(table, std::move(codes))];
  }
  std::string page(const std::string& language = "en") const {
    return explanation_html(explanation_, *labels, language);
  }

  Explanation explanation_;
};

TEST_F(Explain, SaysThatItIsSecretAndNeedsNothingElse) {
  const auto html = page();
  EXPECT_LT(html.find("delete it after reading"), html.find("<h1>"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("http://")), Not(HasSubstr("https://")),
                          Not(HasSubstr("src=\"")), Not(HasSubstr("url("))));
  EXPECT_THAT(html, HasSubstr("Demonstration"));
  EXPECT_THAT(html, HasSubstr("are not in these tables"));
  explanation_.demo = false;
  explanation_.late = Late::none;
  EXPECT_THAT(page(), AllOf(Not(HasSubstr("Demonstration")), Not(HasSubstr("after their quarter"))));
}

TEST_F(Explain, TellsWhatEachCellIsByWordSymbolAndClass) {
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("<td class=\"shown\"><b>63</b><span>✓ shown</span>"
                              "<span>published: 65</span></td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"shown\"><b>40</b><span>✓ shown</span></td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"primary\"><b>3</b><span>▲ small</span><span>0 to 23</span></td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"complementary\"><b>20</b> <sup><a href=\"#note-1\">1</a></sup>"
                              "<span>◆ protects</span><span>0 to 5 or more</span></td>"));
  EXPECT_THAT(html, HasSubstr("<span>7 or more</span>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"zero\"><b>0</b><span>○ known zero</span></td>"));
}

TEST_F(Explain, SaysWhyOnceForATable) {
  const auto html = page();
  EXPECT_EQ(times(html, "day_part=option:&lt;night&gt;"), 1U);
  EXPECT_EQ(times(html, "href=\"#note-1\""), 2U);
  EXPECT_THAT(html, HasSubstr("<li id=\"note-2\"><code>2025; act_types</code></li>"));
  EXPECT_THAT(html, HasSubstr("start=\"2\""));
}

TEST_F(Explain, EscapesWhatItIsGiven) {
  const auto html = page();
  EXPECT_THAT(html, HasSubstr("A &lt;City&gt;"));
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<City>")), Not(HasSubstr("<night>"))));
}

TEST_F(Explain, HasAGridForEachItemOfTheThirdQuestion) {
  const auto html = page();
  const auto layers = tables[2].sides[2].items.size();
  EXPECT_EQ(times(html, "<table class=\"grid\">"), 2 + layers);
  EXPECT_EQ(times(html, "<h4>"), layers);
  std::size_t cells = 0;
  for (const auto& table : explanation_.audiences[0].tables) cells += table.cells.size();
  EXPECT_EQ(times(html, "<td class=\""), cells);
  // The cell is in the grid of schools.
  const auto at = html.find("<h4>" + labels->text("en", "question.target_kind.label") + ": " +
                            labels->text("en", "option.target_kind.school"));
  ASSERT_NE(at, std::string::npos);
  EXPECT_LT(html.find("<b>11</b>", at), html.find("<h4>", at + 1));
  EXPECT_THAT(html, HasSubstr(labels->text("en", "question.share_with_state_police.label")));
}

TEST_F(Explain, SaysWhereSeveralAnswersAddUpToMore) {
  explanation_.audiences[0].tables.resize(1);
  EXPECT_THAT(page(), Not(HasSubstr("Several answers could be chosen")));
  explanation_.audiences[0].tables = {{&tables[1], std::vector<ExplainedCell>(figures.tables[1].size())}};
  EXPECT_THAT(page(), HasSubstr("* Several answers could be chosen (" +
                                labels->text("en", "question.bias_targets.label") + ")"));
}

TEST_F(Explain, SpeaksTheLanguageOfTheLabels) {
  EXPECT_THAT(page("es"), HasSubstr("<bdi lang=\"es\">" + labels->text("es", "option.day_part.night")));
  tables[0].sides[0].items[1].code = "gone";
  EXPECT_THAT(page(), HasSubstr("<th scope=\"row\"><code>gone</code></th>"));
}

TEST_F(Explain, SumsUpWhatIsShown) {
  explanation_.audiences[0].tables.resize(1);
  const auto sums = tally(explanation_.audiences[0]);
  EXPECT_EQ(sums.cells(), 7U);
  EXPECT_EQ(sums.shown, 2U);
  EXPECT_EQ(sums.primary, 2U);
  EXPECT_EQ(sums.complementary, 2U);
  EXPECT_EQ(sums.known_zero, 1U);
  EXPECT_EQ(sums.answers, 83U);  // without the total
  EXPECT_EQ(sums.answers_shown, 40U);
  EXPECT_THAT(page(),
              AllOf(HasSubstr("Cells shown</th><td>28.6 %</td>"), HasSubstr("enough</th><td>57.1 %</td>"),
                    HasSubstr("Answers shown</th><td>48.2 %</td>")));
  explanation_.audiences[0].tables.clear();
  EXPECT_THAT(page(), HasSubstr("<td>–</td>"));
}

TEST_F(Explain, NeedsACellForEachPlace) {
  explanation_.audiences[0].tables[0].cells.pop_back();
  EXPECT_THROW(page(), std::invalid_argument);
}

}  // namespace
}  // namespace tellsafe::release
