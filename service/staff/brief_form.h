// The form in which the working group writes a brief. Pure, thread safe.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "service/reading/brief.h"
#include "service/staff/fields.h"

namespace tellsafe::staff {

// What was typed, whatever is wrong with it: a line of a list is an item, empty lines and empty pairs are
// left out.
reading::BriefText brief_of(const Fields& form, reading::Month month);

// The fields as web/templates/staff/brief_edit.html describes them, with what is wrong beside each.
nlohmann::json brief_fields(const reading::BriefText& text,
                            const std::vector<reading::BriefProblem>& problems);

// The same text to read: "lists": [{"name", "items"}], parts that are empty left out.
nlohmann::json brief_lists(const reading::BriefText& text);

}  // namespace tellsafe::staff
