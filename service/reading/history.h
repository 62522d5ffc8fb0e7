// Counts that others made in the past, from a file. Pure.
//
// Comma-separated values (RFC 4180) with the header
//   period,question,code,count
//   2019,,,41
//   2019-Q3,bias_targets,religion,12
// period: a year or a quarter. question and code: of the form; the code is an option or a category. Without a
// code it is the count of all who answered the question; without a question as well, of all.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <istream>
#include <string>
#include <vector>

#include "schema/form.h"
#include "service/store/history.h"

namespace tellsafe::reading {

inline constexpr std::size_t most_past_counts = 20'000;

struct HistoryError {
  std::string text;      // what is wrong, without the content
  std::size_t line = 0;  // 1 is the first
};

// All of it or nothing. errors: not such a file; a question or a code that the form does not have; a count
// that is not a whole number up to 1,000,000,000; a line that says again what another said; no count at all
boost::system::result<std::vector<store::PastCount>, HistoryError> parse_history(std::istream& input,
                                                                                 const schema::Form& form);

// What is wrong with a source's label, kind or note; empty: nothing. A label is one line of 1 to 120
// characters, a note at most 500.
std::string source_fault(const store::PastSource& source);

}  // namespace tellsafe::reading
