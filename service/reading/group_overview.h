// The dashboard's page of one period: web/templates/staff/group.html. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "service/reading/group_choice.h"
#include "service/reading/names.h"

namespace tellsafe::reading {

//   {"period": "2025", "period_name": "2025", "demo": false, "threshold": "5", "rounding": "5" or false,
//    "headline": {"columns": [heading], "rows": [{"late": false, "label": "All reports", "cells": [cell]}]},
//                          all reports, called as in a table of one question (false: not the same in both
//                          periods); then, where a release says it, those received late, without a label
//    "late": [{"name": "2025", "apart": true, "counted": false}],  where those are, in each period that has
//    any "late_apart": false,  in some period they are in no table, and not among all reports "compared":
//    false or {"name", "other_length": true, "other_form": true, "other_programme": true,
//                          "other_late": true}
//    "tables": [a table of group_table.h with "address", of its own page],
//    "nothing_shown": false,  no number of any of these periods is published: no table tells anything
//    "alone": true,        one table was asked for: its rows can be picked
//    "left_out": false}    a category or an area was asked for, which other tables do not have
// choice.release must be there.
nlohmann::json overview_model(const GroupChoice& choice, const Names& names);

}  // namespace tellsafe::reading
