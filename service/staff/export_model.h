// What is looked at before an export is approved. Pure, from the release's own files.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "service/reading/exports.h"

namespace tellsafe::staff {

// What web/templates/staff/liaison_export.html needs of it: "caveats", "risk" (name and value), "files" (name
// and size in bytes), "late_apart" (its tables leave out reports received late), "columns", "rows" (all those
// of data.csv that have a count; a question's total is "All") and "row_count". Thread safe.
nlohmann::json export_model(const reading::Export& found);

}  // namespace tellsafe::staff
