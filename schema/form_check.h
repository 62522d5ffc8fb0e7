// What must hold for a form wherever it came from, and how its answers lie in the facts record.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "schema/form.h"

namespace tellsafe::schema {

// The first thing wrong with options and categories, empty if nothing: codes that are malformed or there
// twice, unknown or unused categories, parents that are unknown or go round in a circle.
std::string problem_in_options(const Question& question);

// The same for a whole form: ids, names of inputs, options where there must be some and where there mustn't.
std::string problem_in_form(std::span<const Question> questions);

// Sets each question's field, in order. False when the record has no room for them.
bool lay_out(std::vector<Question>& questions);

}  // namespace tellsafe::schema
