// The names of a question's inputs in the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/form.h"

namespace tellsafe::schema {

// What a ticked box without a code of its own sends: flags, and "this date is approximate".
inline constexpr std::string_view ticked = "yes";

// The id, except for a date: id_day, id_month, id_year, id_is_approximate, in this order. None for a question
// that is not asked.
std::vector<std::string> inputs_of(const Question& question);

}  // namespace tellsafe::schema
