// The strict check of a sent form against the schema. Plain functions; thread safe.
//
// Only true mistakes are errors. An empty value is no answer, in any field. Dates are read kindly: blanks
// around numbers and digits of any script are fine, two digits of a year mean the latest such year that has
// begun, and "approximate" without a year says nothing. What a person can't do in the page (an option or a
// field that it does not have) is refused.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/facts.h"
#include "schema/form.h"

namespace tellsafe::schema {

// One name and value as sent, decoded from urlencoded form but not yet checked for UTF-8.
struct SentField {
  std::string_view name;
  std::string_view value;
};

// The label "error.<name of the enumerator>" says it in the reader's language.
enum class Problem {
  required,         // nothing chosen where an answer is required
  unknown_option,   // a value that the form does not offer
  unknown_field,    // a field that the form does not have, or more than max_sent_fields fields
  repeated,         // a field that may be sent once was sent more often
  not_text,         // not UTF-8, or holds control characters
  not_a_number,     // a day, month or year that is not one
  impossible_date,  // 31 February; a day without a month; a month without a year
  date_in_future,
  date_too_old,  // before 1900
  too_long,      // with count and limit
};

std::string_view name_of(Problem problem);
std::span<const Problem> all_problems();

// More than any form sends; what comes after is not looked at.
inline constexpr std::size_t max_sent_fields = 2000;

struct FieldError {
  std::string question;  // id, empty for unknown_field
  std::string input;     // the name of the input to go to
  Problem problem = Problem::required;
  std::size_t count = 0;  // too_long only: characters sent, and
  std::size_t limit = 0;  // characters allowed
};

struct Checked {
  Answers answers;                 // meaningful only without errors
  std::string_view story;          // a view into the sent fields, without surrounding white space
  std::vector<FieldError> errors;  // in the order of the form, unknown_field (at most once) last
};

// `today` is the city's day. Characters are counted as Unicode code points, line breaks as one.
Checked check(const Form& form, std::span<const SentField> sent, std::chrono::year_month_day today);

}  // namespace tellsafe::schema
