// Whether people who finished seventh grade can read what we say.
#include "tests/support/reading_grade.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/unit/schema/files.h"

namespace tellsafe::schema {
namespace {

using support::TextCounts;

// The most that a page may ask for, and a single text of so many words or more. English is what the project
// promises: grade 7. The other formulas have scales of their own and were made for longer texts; they hold
// what was reached.
struct Limits {
  double page;
  double text;
};
const std::map<std::string, Limits, std::less<>> limits{
    {"en", {7, 9}}, {"es", {5, 8}}, {"fr", {8, 12}}, {"pl", {9, 14}}, {"pt-BR", {6, 10}}, {"ru", {9, 14}},
};
constexpr std::size_t words_of_a_long_text = 12;

// What an audit proves, in the words that say exactly that; its page is held to the limit with it.
constexpr std::string_view as_it_must_be = "page.numbers.audited";

nlohmann::json labels_of(const std::string& language) {
  return nlohmann::json::parse(test::read(test::schema_folder / "labels" / (language + ".json")));
}

// As a page shows it.
std::string filled(const std::string& text) {
  return std::regex_replace(std::regex_replace(text, std::regex(R"(\{city\})"), "Riverbend"),
                            std::regex(R"(\{\w+\})"), "12");
}

// Titles, buttons and answers are no sentences; a formula for sentences would take them for very easy ones.
bool is_sentence(const std::string& text) {
  static const std::regex end(R"([.?!:…]["”»’)]*$)");
  return std::regex_search(text, end);
}

using Found = std::map<std::string, std::string>;  // key → text

void collect(const nlohmann::json& tree, const std::string& key, Found& found) {
  if (tree.is_string()) {
    if (const auto text = filled(tree.get<std::string>()); is_sentence(text)) found[key] = text;
  } else if (tree.is_object()) {
    for (const auto& [name, child] : tree.items())
      collect(child, key.empty() ? name : key + "." + name, found);
  }
}

// The sentences of each page, and of the form with its questions and errors.
std::map<std::string, Found> pages_of(const nlohmann::json& labels) {
  std::map<std::string, Found> pages;
  for (const auto& [name, tree] : labels.at("page").items()) {
    collect(tree, "page." + name, pages[name == "script" ? "report" : name]);
  }
  for (const char* const part : {"question", "option", "error"})
    collect(labels.at(part), part, pages["report"]);
  collect(labels.at("question"), "question", pages["paper"]);
  std::erase_if(pages, [](const auto& page) { return page.second.empty(); });
  return pages;
}

TextCounts count(const std::string& language, const Found& texts) {
  TextCounts counts;
  for (const auto& [key, text] : texts) counts += support::count_text(language, text);
  return counts;
}

TEST(ReadingGradeFormula, GivesThePublishedNumbers) {
  const auto cat = support::count_text("en", "The cat sat on the mat.");
  EXPECT_EQ(cat.sentences, 1U);
  EXPECT_EQ(cat.words, 6U);
  EXPECT_EQ(cat.syllables, 6U);
  const TextCounts text{.sentences = 5, .words = 100, .syllables = 150, .long_words = 8};
  EXPECT_NEAR(support::reading_grade("en", cat).value(), -1.45, 0.001);
  EXPECT_NEAR(support::reading_grade("en", text).value(), 9.91, 0.001);
  EXPECT_NEAR(support::reading_grade("es", text).value(), 2.918, 0.001);
  EXPECT_NEAR(support::reading_grade("fr", text).value(), 6.87, 0.001);  // ease 76.3
  EXPECT_NEAR(support::reading_grade("pt-BR", text).value(), 1, 0.001);  // ease 101.6
  EXPECT_NEAR(support::reading_grade("ru", text).value(), 7.01, 0.001);
  EXPECT_NEAR(support::reading_grade("pl", text).value(), 10.333, 0.001);
  EXPECT_FALSE(support::reading_grade("bn", text));
  EXPECT_FALSE(support::reading_grade("en", {}));
}

TEST(ReadingGradeFormula, TellsSentencesAndWordsApart) {
  const auto counts = support::count_text("en", "Call 911. “Don’t wait!” Is check-box one word?");
  EXPECT_EQ(counts.sentences, 3U);
  EXPECT_EQ(counts.words, 9U);
  EXPECT_EQ(support::count_syllables("en", "911"), 3U);
}

TEST(ReadingGradeFormula, CountsSyllables) {
  const std::map<std::string, std::vector<std::pair<const char*, std::size_t>>> known{
      {"en",
       {{"Report", 2},
        {"people", 2},
        {"bias", 2},
        {"hate", 1},
        {"safety", 2},
        {"something", 2},
        {"tables", 2},
        {"asked", 1},
        {"wanted", 2},
        {"closes", 2},
        {"places", 2},
        {"nationality", 5},
        {"city’s", 2},
        {"doing", 2}}},
      {"es",
       {{"Reporte", 3}, {"policía", 4}, {"que", 1}, {"ciudad", 2}, {"hoy", 1}, {"país", 2}, {"teatro", 3}}},
      {"fr", {{"Signalement", 4}, {"ville", 1}, {"police", 2}, {"idée", 2}, {"aïe", 2}, {"le", 1}}},
      {"pl", {{"Zgłoszenie", 3}, {"nie", 1}, {"miasto", 2}, {"policja", 3}, {"w", 0}}},
      {"pt-BR", {{"Não", 1}, {"opções", 2}, {"pessoa", 3}, {"cidade", 3}, {"denúncia", 3}}},
      {"ru", {{"Сообщение", 5}, {"город", 2}, {"в", 0}, {"её", 2}}},
      {"hi", {{"शहर", 0}}},
  };
  for (const auto& [language, words] : known) {
    for (const auto& [word, syllables] : words) {
      EXPECT_EQ(support::count_syllables(language, word), syllables) << word;
    }
  }
}

class ReadingGrade : public testing::TestWithParam<std::string> {};

TEST_P(ReadingGrade, IsLowEnough) {
  const auto& language = GetParam();
  const auto limit = limits.at(language);
  fmt::print("{:6} {:10} {:>6} {:>9} {:>6}\n", "", "page", "words", "sentences", "grade");
  for (const auto& [page, texts] : pages_of(labels_of(language))) {
    const auto counts = count(language, texts);
    const double grade = support::reading_grade(language, counts).value();
    fmt::print("{:6} {:10} {:6} {:9} {:6.1f}\n", language, page, counts.words, counts.sentences, grade);
    EXPECT_LE(grade, limit.page) << language << ", page " << page;
    for (const auto& [key, text] : texts) {
      const auto one = support::count_text(language, text);
      if (one.words < words_of_a_long_text || key == as_it_must_be) continue;
      EXPECT_LE(support::reading_grade(language, one).value(), limit.text)
          << language << ", " << key << ": " << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, ReadingGrade, testing::Values("en", "es", "fr", "pl", "pt-BR", "ru"),
                         [](const auto& tested) {
                           return std::regex_replace(tested.param, std::regex("-"), "_");
                         });

}  // namespace
}  // namespace tellsafe::schema
