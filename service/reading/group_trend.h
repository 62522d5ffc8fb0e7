// The dashboard's page of one table over all periods: web/templates/staff/group_trend.html. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "service/reading/group_choice.h"
#include "service/reading/names.h"

namespace tellsafe::reading {

// Of the wanted span, table and category: of the table the rows directly below its total, or the options of
// one category. Where nothing is wanted, quarters if there are two, and the first table.
//   {"quarters": true, "has_quarters": true, "has_years": true, "quarters_address", "years_address",
//    "tables": [{"value", "label", "selected"}], "categories": the same,
//    "question": of the table; empty where there is none,
//    "table": a table of group_table.h with the oldest period first, or false where there is no release,
//    "other_forms": false,        the form changed in between
//    "other_late": false,         reports received late are in the tables of some periods and not of others
//    "unknown": ["table"]}        as in GroupChoice
nlohmann::json trend_model(const GroupShelf& shelf, const GroupQuery& query, const Names& names);

}  // namespace tellsafe::reading
