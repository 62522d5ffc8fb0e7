#include "tests/support/reading_grade.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/support/syllables.h"

namespace tellsafe::support {
namespace {

using Breaks = std::unique_ptr<icu::BreakIterator>;

icu::Locale locale_of(std::string_view language) {
  return icu::Locale(std::string(language).c_str());
}

void check(UErrorCode status) {
  if (U_FAILURE(status) != 0) throw std::runtime_error(u_errorName(status));
}

std::size_t count_sentences(std::string_view language, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const Breaks breaks(icu::BreakIterator::createSentenceInstance(locale_of(language), status));
  check(status);
  breaks->setText(text);
  std::size_t sentences = 0;
  while (breaks->next() != icu::BreakIterator::DONE) ++sentences;
  return sentences;
}

// From a reading ease to a grade, along straight lines between the points of a published table.
double grade_of(double ease, std::span<const std::pair<double, double>> table) {
  if (ease >= table.front().first) return table.front().second;
  for (std::size_t at = 1; at < table.size(); ++at) {
    const auto [high, low_grade] = table[at - 1];
    const auto [low, high_grade] = table[at];
    if (ease >= low) return low_grade + (high - ease) / (high - low) * (high_grade - low_grade);
  }
  return table.back().second;
}

// The middles of Flesch's bands; and the edges of those of Martins and others.
constexpr std::array<std::pair<double, double>, 7> flesch{
    {{95, 5}, {85, 6}, {75, 7}, {65, 8.5}, {55, 11}, {40, 14.5}, {15, 17}}};
constexpr std::array<std::pair<double, double>, 5> martins{{{100, 1}, {75, 4}, {50, 8}, {25, 11}, {0, 15}}};

}  // namespace

TextCounts& TextCounts::operator+=(const TextCounts& other) {
  sentences += other.sentences;
  words += other.words;
  syllables += other.syllables;
  long_words += other.long_words;
  return *this;
}

TextCounts count_text(std::string_view language, std::string_view text) {
  const auto whole =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  TextCounts counts;
  counts.sentences = count_sentences(language, whole);

  UErrorCode status = U_ZERO_ERROR;
  const Breaks breaks(icu::BreakIterator::createWordInstance(locale_of(language), status));
  check(status);
  breaks->setText(whole);
  for (int start = breaks->first(), end = breaks->next(); end != icu::BreakIterator::DONE;
       start = end, end = breaks->next()) {
    if (breaks->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;  // blanks and punctuation
    std::string word;
    whole.tempSubStringBetween(start, end).toUTF8String(word);
    const std::size_t syllables = count_syllables(language, word);
    ++counts.words;
    counts.syllables += syllables;
    if (syllables >= 4) ++counts.long_words;
  }
  return counts;
}

std::size_t count_syllables(std::string_view language, std::string_view word) {
  const auto raw = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int>(word.size())));
  icu::UnicodeString lower = raw;
  lower.toLower(locale_of(language));
  std::u32string letters;
  std::size_t digits = 0;
  for (int at = 0; at < lower.length(); at = lower.moveIndex32(at, 1)) {
    const auto letter = static_cast<char32_t>(lower.char32At(at));
    if (u_isdigit(static_cast<UChar32>(letter)) != 0) ++digits;
    letters += letter;
  }
  return digits > 0 ? digits : syllables(language, letters);
}

std::optional<double> reading_grade(std::string_view language, const TextCounts& counts) {
  if (counts.words == 0 || counts.sentences == 0) return std::nullopt;
  const auto words = static_cast<double>(counts.words);
  const double in_sentence = words / static_cast<double>(counts.sentences);
  const double in_word = static_cast<double>(counts.syllables) / words;
  if (language == "en") return 0.39 * in_sentence + 11.8 * in_word - 15.59;
  if (language == "es") return -0.205 * 100 / in_sentence + 0.049 * 100 * in_word - 3.407;
  if (language == "fr") return grade_of(207 - 1.015 * in_sentence - 73.6 * in_word, flesch);
  if (language == "pt-BR") return grade_of(248.835 - 1.015 * in_sentence - 84.6 * in_word, martins);
  if (language == "ru") return 0.5 * in_sentence + 8.4 * in_word - 15.59;
  if (language == "pl") return (in_sentence + 100 * static_cast<double>(counts.long_words) / words) / 3 + 1;
  return std::nullopt;
}

}  // namespace tellsafe::support
