// A table of the dashboard: rows of one question, columns of one or more releases
// (web/templates/staff/group_table.html). Pure.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/reading/group_releases.h"
#include "service/reading/names.h"

namespace tellsafe::reading {

// A column: one table of a release, at one item of its second side.
struct GroupColumn {
  const GroupRelease* release = nullptr;
  std::size_t table = 0;  // past the end: the release has no such table
  std::size_t item = 0;   // of the second side; 0 where there is none
  std::string heading;
};

// Which rows of the first side.
enum class Depth {
  top,     // the total and what stands directly below it
  all,     // options below their categories as well
  within,  // the total, one category and its options
};

struct TableRequest {
  std::vector<GroupColumn> columns;  // the first has the table, and names the rows
  Depth depth = Depth::all;
  std::string category;            // for `within`
  std::vector<std::string> picks;  // names of rows, see row_name()
  std::string drill;               // address to which the code of a category is added; empty: no links
  bool draws_total = false;        // by a measure of its own
};

// Whether two tables count the same questions in the same order: only then do rows, columns and codes of one
// mean what they mean in the other, whatever the tables are called.
bool asks_the_same(const release::PublishedTable& one, const release::PublishedTable& other);

// "total", "category.religion", "option.home", "unanswered": how addresses call a row.
std::string row_name(const release::Item& item);

//   {"id": "place_kind", "title": "Kind of place", "question": "place_kind",
//    "row_heading": "Where was it?",
//    "several": false, "wide": false, "columns": ["2025"], "headings": "2025", "shown": 14, "hidden": 3,
//    "late_apart": false,  true of a table of two questions without those received late: its title says so
//    "chart": true,     one number a row and release: fit to be drawn
//    "rows": [{"name": "option.home", "label": "A home", "total": false, "under": false, "drawn": true,
//              "drill": "/group?…" or false, "picked": false,
//              "cells": [a cell of group_cells.h with "period", "row" and "column" of the release's own table
//                        and "heading", that of its column]}],
//    "together": false or {"cells": [cells of all that is picked], "rows": [their labels]}}
// Rows that only later columns have follow those of the first. Rows in which there can be no report are left
// out: their zeros are no counts.
nlohmann::json table_model(const TableRequest& request, const Names& names);

}  // namespace tellsafe::reading
