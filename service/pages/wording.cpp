#include "service/pages/wording.h"

#include <fmt/format.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/numsys.h>
#include <unicode/plurrule.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <span>
#include <stdexcept>

namespace tellsafe::pages {
namespace {

void must(UErrorCode status, std::string_view what) {
  if (U_FAILURE(status)) throw std::runtime_error(fmt::format("ICU, {}: {}", what, u_errorName(status)));
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Without this, ICU would take the machine's own language for one that it does not know.
bool is_known(const std::string& code) {
  UErrorCode status = U_ZERO_ERROR;
  const auto wanted = icu::Locale::forLanguageTag(code, status);
  int32_t count = 0;
  const icu::Locale* first = icu::Locale::getAvailableLocales(count);
  const std::span<const icu::Locale> all(first, static_cast<std::size_t>(count));
  return U_SUCCESS(status) && std::ranges::any_of(all, [&](const icu::Locale& one) {
           return std::string_view(one.getLanguage()) == wanted.getLanguage();
         });
}

icu::Locale locale_of(const schema::Language& language, bool known) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::NumberingSystem> system(
      icu::NumberingSystem::createInstanceByName(language.numerals.c_str(), status));
  if (U_FAILURE(status) || system->isAlgorithmic() || system->getRadix() != 10) {
    throw std::invalid_argument(
        fmt::format("labels, {}: language.numerals: “{}” is not a numbering system of ten digits",
                    language.code, language.numerals));
  }
  const std::string tag =
      fmt::format("{}-u-ca-gregory-nu-{}", known ? language.code : std::string("und"), language.numerals);
  const auto locale = icu::Locale::forLanguageTag(tag, status);
  if (U_FAILURE(status)) {
    throw std::invalid_argument(fmt::format("labels, {}: ICU cannot use this language", language.code));
  }
  return locale;
}

std::unique_ptr<icu::PluralRules> plural_rules(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(locale, UPLURAL_TYPE_CARDINAL, status));
  must(status, "plural rules");
  return rules;
}

void check_forms(const schema::Labels& labels, const std::string& language, const icu::PluralRules& rules) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> needed(rules.getKeywords(status));
  must(status, "plural forms");
  while (const auto* form = needed->snext(status)) {
    for (const auto& [key, forms] : labels.plurals(language)) {
      if (forms.contains(utf8(*form))) continue;
      throw std::invalid_argument(
          fmt::format("labels, {}: “{}” lacks the form “{}”", language, key, utf8(*form)));
    }
  }
  must(status, "plural forms");
}

std::string formatted(const icu::number::LocalizedNumberFormatter& formatter, std::int64_t value) {
  UErrorCode status = U_ZERO_ERROR;
  auto text = utf8(formatter.formatInt(value, status).toString(status));
  must(status, "a number");
  return text;
}

}  // namespace

struct Wording::Rules {
  const schema::Labels& labels;
  std::string language;
  bool known;
  icu::Locale locale;
  // `skeleton`: what is to be said of the month (CLDR, date field symbols).
  std::string in_words(const char* skeleton, int year, int32_t month) const;
  std::unique_ptr<icu::PluralRules> plurals;
  icu::number::LocalizedNumberFormatter numbers;
  icu::number::LocalizedNumberFormatter percents;
  icu::number::LocalizedNumberFormatter years;
};

std::string Wording::Rules::in_words(const char* skeleton, int year, int32_t month) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto& zone = *icu::TimeZone::getGMT();
  icu::GregorianCalendar calendar(zone, locale, status);
  // The middle of the month; ICU counts from 0.
  calendar.set(year, month - 1, 15, 12, 0);
  const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  must(status, "date patterns");
  icu::SimpleDateFormat format(patterns->getBestPattern(skeleton, status), locale, status);
  must(status, "a date");
  format.setTimeZone(zone);
  icu::UnicodeString text;
  format.format(calendar.getTime(status), text);
  must(status, "a date");
  return utf8(text);
}

std::string put_in(std::string text, const std::map<std::string, std::string>& values) {
  std::size_t from = 0;
  while ((from = text.find('{', from)) != std::string::npos) {
    const auto end = text.find('}', from);
    if (end == std::string::npos) break;
    const auto value = values.find(text.substr(from + 1, end - from - 1));
    if (value == values.end()) {
      from = end;
      continue;
    }
    text.replace(from, end - from + 1, value->second);
    from += value->second.size();
  }
  return text;
}

std::string own_name(const std::string& code) {
  UErrorCode status = U_ZERO_ERROR;
  const auto language = icu::Locale::forLanguageTag(code, status);
  if (U_FAILURE(status) || !is_known(code)) return code;
  icu::UnicodeString name;
  return utf8(language.getDisplayName(language, name));
}

Wording::Wording(const schema::Labels& labels, const schema::Language& language) {
  const bool known = is_known(language.code);
  const icu::Locale locale = locale_of(language, known);
  const auto numbers = icu::number::NumberFormatter::withLocale(locale);
  auto rules = std::make_unique<Rules>(Rules{labels, language.code, known, locale, plural_rules(locale),
                                             numbers, numbers.unit(icu::NoUnit::percent()),
                                             numbers.grouping(UNUM_GROUPING_OFF)});
  check_forms(labels, language.code, *rules->plurals);
  rules_ = std::move(rules);
}

Wording::~Wording() = default;
Wording::Wording(Wording&&) noexcept = default;
Wording& Wording::operator=(Wording&&) noexcept = default;

std::string Wording::number(std::uint64_t value) const {
  return formatted(rules_->numbers, static_cast<std::int64_t>(value));
}

std::string Wording::percent(std::uint64_t value) const {
  return formatted(rules_->percents, static_cast<std::int64_t>(value));
}

std::string Wording::year(int year) const {
  return formatted(rules_->years, year);
}

std::string Wording::quarter(int year, unsigned quarter) const {
  if (!rules_->known) {
    return fmt::format("{}, {} {}", this->year(year),
                       rules_->labels.text(rules_->language, "page.numbers.quarter"), number(quarter));
  }
  return rules_->in_words("yQQQQ", year, static_cast<int32_t>(quarter * 3 - 1));
}

std::string Wording::month(int year, unsigned month) const {
  if (!rules_->known)
    return fmt::format("{}-{}{}", this->year(year), month < 10 ? number(0) : "", number(month));
  return rules_->in_words("yMMMM", year, static_cast<int32_t>(month));
}

std::string Wording::counted(std::string_view key, std::uint64_t count,
                             const std::map<std::string, std::string>& values) const {
  const auto& forms = rules_->labels.forms(rules_->language, key);
  const auto form = forms.find(utf8(rules_->plurals->select(static_cast<double>(count))));
  auto all = values;
  all.emplace("count", number(count));
  return put_in(form == forms.end() ? forms.at("other") : form->second, all);
}

}  // namespace tellsafe::pages
