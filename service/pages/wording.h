// Numbers, plural forms and periods as the readers of a language write them, by the rules of CLDR (ICU).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "schema/labels.h"

namespace tellsafe::pages {

// Puts values in the place of {name}; other names in braces stay as they are.
std::string put_in(std::string text, const std::map<std::string, std::string>& values);

// The name of a language in itself, for one that the labels do not name; its code where nobody knows better.
std::string own_name(const std::string& code);

// One language. Immutable; thread safe. The labels must outlive it. What it gives is text, not yet escaped.
class Wording {
 public:
  // Throws std::invalid_argument naming the language and what is wrong: a numbering system that is not one of
  // ten digits by place, or a plural text that lacks a form which the language needs. A language that ICU
  // does not know has one form ("other"); more forms than needed are fine. std::runtime_error when ICU fails.
  Wording(const schema::Labels& labels, const schema::Language& language);
  ~Wording();
  Wording(Wording&&) noexcept;
  Wording& operator=(Wording&&) noexcept;

  // "1,234", in the language's digits.
  std::string number(std::uint64_t value) const;
  // "12%"
  std::string percent(std::uint64_t value) const;
  // "2025": no grouping.
  std::string year(int year) const;
  // "1st quarter 2025"; quarter is 1 to 4. Where ICU does not know the language: "2025, quarter 1", with the
  // label page.numbers.quarter.
  std::string quarter(int year, unsigned quarter) const;
  // "November 2026"; month is 1 to 12. Where ICU does not know the language: "2026-11", in its digits.
  std::string month(int year, unsigned month) const;
  // The form of a plural text for `count`, with {count} and the other values put in. Throws std::out_of_range
  // as schema::Labels::forms().
  std::string counted(std::string_view key, std::uint64_t count,
                      const std::map<std::string, std::string>& values = {}) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace tellsafe::pages
