// One number of the dashboard as its templates want it (web/templates/staff/group_cell.html). Pure.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

#include "service/reading/bounds.h"
#include "service/reading/names.h"
#include "service/release/publication.h"

namespace tellsafe::reading {

// Shares of fewer reports say little and sound like much: they are not given.
inline constexpr std::uint64_t smallest_base = 20;

// What a number is drawn and weighed against; 0: it is not.
struct Scale {
  std::uint64_t longest = 0;  // the number whose bar is as wide as its cell
  std::uint64_t base = 0;     // the reports that it is a share of
  std::uint64_t most = 0;     // a hidden number that can be as large is as good as unbounded
};

//   {"present": true, "shown": true, "number": "45", "share": "13%" or false, "bar": 48 or false}
//   {"present": true, "shown": false, "fewer": "13" or false, "between": {"low": "2", "high": "9"} or false,
//    "low": 2, "high": 9, "range": {"from": 4, "width": 20} or false}      fewer: than 13
// Bars and ranges are percentages of the cell's width. "low" and "high" are false, as all else, where what is
// published says nothing, no more than that it is one of all reports, or more than it ought to: a number that
// is not shown is never given exactly.
nlohmann::json cell_model(release::Figure figure, const Extent& extent, const Scale& scale,
                          const Names& names);

//   {"present": false}: the release has no such number
nlohmann::json absent_cell();

// A threshold hides every small number: a zero is shown only where there can be no report, and is not a
// count.
bool is_impossible(release::Figure figure);

// There is such a number, and it is not shown.
bool is_hidden(const nlohmann::json& cell);

}  // namespace tellsafe::reading
