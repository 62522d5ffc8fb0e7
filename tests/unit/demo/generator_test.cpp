#include "service/demo/generator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "crypto/hash.h"
#include "tests/unit/demo/checks.h"

namespace tellsafe::demo {
namespace {

constexpr std::size_t many = 6000;

std::vector<Report> make(std::uint64_t seed, std::size_t count,
                         std::vector<std::string> languages = {"en", "es"}) {
  const auto proportions = load_proportions(data_folder / "proportions.json", city_form());
  const auto fragments = load_fragments(data_folder / "fragments.json");
  if (proportions.has_error()) throw std::runtime_error(proportions.error());
  if (fragments.has_error()) throw std::runtime_error(fragments.error());
  return generate({seed, count, day(2022, 1, 1), day(2024, 12, 31)}, *proportions, *fragments, city_form(),
                  languages);
}

const std::vector<Report>& sample() {
  static const std::vector<Report> reports = make(1, many);
  return reports;
}

std::string digest(const std::vector<Report>& reports) {
  std::string all;
  for (const Report& report : reports) {
    all += to_string(report.received) + report.language + urlencode(report.fields) + "\n";
  }
  return crypto::hex(crypto::sha256(crypto::bytes_of(all)));
}

// Percent of all reports that give this answer.
double share(std::string_view question, const std::string& option) {
  const auto count = std::count_if(sample().begin(), sample().end(), [&](const Report& report) {
    const auto given = answers(report, question);
    return std::find(given.begin(), given.end(), option) != given.end();
  });
  return 100.0 * static_cast<double>(count) / static_cast<double>(many);
}

double share_answering(std::string_view question) {
  const auto count = std::count_if(sample().begin(), sample().end(),
                                   [&](const Report& report) { return !answers(report, question).empty(); });
  return 100.0 * static_cast<double>(count) / static_cast<double>(many);
}

// The same on every machine and with every compiler: change it only together with the data files.
TEST(Generator, GivesTheSameForTheSameSeed) {
  EXPECT_EQ(digest(make(1, 200)), "8ea3f3e41021d659d42c9cf898a4920f395aa039c175ef67bb2bd2c7d2f240ae");
  EXPECT_NE(digest(make(2, 200)), digest(make(1, 200)));
}

TEST(Generator, MakesReportsThatTheFormTakes) {
  for (const Report& report : sample()) ASSERT_EQ(objections(report), "") << urlencode(report.fields);
}

TEST(Generator, KeepsToItsDaysAndTheirOrder) {
  ASSERT_EQ(sample().size(), many);
  EXPECT_GE(sample().front().received, day(2022, 1, 1));
  EXPECT_LE(sample().back().received, day(2024, 12, 31));
  EXPECT_TRUE(std::is_sorted(sample().begin(), sample().end(),
                             [](const Report& a, const Report& b) { return a.received < b.received; }));
}

TEST(Generator, FollowsThePublishedProportions) {
  EXPECT_NEAR(share("bias_targets", "black_or_african_american"), 26, 6);
  EXPECT_NEAR(share("bias_targets", "jewish"), 16, 6);
  EXPECT_GT(share("bias_targets", "gay"), share("bias_targets", "lesbian"));
  EXPECT_NEAR(share("bias_signs", "words"), 55, 12);
  const double police = share("told_whom", "police");
  EXPECT_NEAR(share("told_whom", "no_one"), 33, 6);
  EXPECT_GT(100 - police, 54);
  EXPECT_NEAR(share("leave_out_of_numbers", "yes"), 2, 1);
  EXPECT_NEAR(share("share_with_state_police", "yes"), 35, 4);
  EXPECT_NEAR(share_answering("story"), 45, 4);
}

TEST(Generator, AnswersEveryQuestionNowAndThen) {
  for (const schema::Question& question : city_form().questions()) {
    if (!question.asked) continue;
    EXPECT_GT(share_answering(question.kind == schema::Kind::date ? question.id + "_year" : question.id), 1)
        << question.id;
  }
}

TEST(Generator, NeverContradictsItself) {
  for (const Report& report : sample()) {
    const auto told = answers(report, "told_whom");
    const bool police = std::find(told.begin(), told.end(), "police") != told.end();
    const bool no_one = std::find(told.begin(), told.end(), "no_one") != told.end();
    EXPECT_TRUE(police || answers(report, "police_result").empty());
    EXPECT_TRUE(!police || answers(report, "police_why_not").empty());
    EXPECT_TRUE(!no_one || told.size() == 1);
  }
}

TEST(Generator, SpeaksTheLanguagesOfTheSite) {
  const auto spanish = std::count_if(sample().begin(), sample().end(),
                                     [](const Report& report) { return report.language == "es"; });
  EXPECT_NEAR(static_cast<double>(spanish) * 100 / many, 16, 3);
  for (const Report& report : make(1, 100, {"en"})) EXPECT_EQ(report.language, "en");
}

TEST(Generator, GrowsOverTheYearsAndHasBursts) {
  std::map<std::chrono::sys_days, int> by_day;
  std::map<int, int> by_year;
  for (const Report& report : sample()) {
    ++by_day[report.received];
    ++by_year[static_cast<int>(std::chrono::year_month_day{report.received}.year())];
  }
  EXPECT_GT(by_year[2024], by_year[2022]);
  const auto busiest = std::max_element(by_day.begin(), by_day.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
  EXPECT_GT(busiest->second, 15);  // 5.5 a day on average
}

}  // namespace
}  // namespace tellsafe::demo
