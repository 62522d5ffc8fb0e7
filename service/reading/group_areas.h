// The dashboard's page of area groups: web/templates/staff/group_area.html. Pure.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "schema/areas.h"
#include "service/reading/group_choice.h"
#include "service/reading/names.h"

namespace tellsafe::reading {

// A rate needs as many reports; fewer say too little.
inline constexpr std::uint64_t smallest_numerator = 20;
inline constexpr std::uint64_t rate_per = 10'000;

// The releases that count by area group.
GroupShelf with_areas(const GroupShelf& shelf);

struct Tile {
  std::size_t group = 0;  // of the list
  unsigned row = 0;       // from 0 on
  unsigned column = 0;
  friend bool operator==(const Tile&, const Tile&) = default;
};

// Where the city put its groups; where it did not say, in their order, as close to a square as it goes.
std::vector<Tile> tiles(const std::vector<schema::AreaGroup>& groups);

//   {"title", "what": "Religion" or "All reports", "period", "period_name", "columns": [heading],
//    "everything": true,   "what" is all reports
//    "late_apart": false,  those received late are left out
//    "rows": [{"group": "north" or false, "label", "total": false, "cells": [cell of group_cells.h with
//              "period",
//              "row" and "column" of the release's own table], "rate": "38" or false}],
//    "compared": "2024" or false,  a second column; the tiles have the first alone
//    "placed": true,       the tiles are where the city put them
//    "several": true,      what is counted is one of several answers
//    "table": its id, "rates": true where there is any, "per": "10,000",
//    "shown": 5, "hidden": 1,
//    "tiles": {"width", "height", "tiles": [{"x", "y", "shade": "23%" or false,
//              "lines": [{"text", "x", "y"}], "text_x", "text_y": of the number, "cell": a cell}]}}
// Rates are of the period alone, of shown numbers of at least smallest_numerator, by the residents of
// areas.json. choice.release must be one of with_areas(); query.category, if it is of the table's other
// question, is what is counted.
nlohmann::json areas_model(const GroupChoice& choice, const schema::Areas& areas, const Names& names);

// A city's own map: GeoJSON (RFC 7946), a FeatureCollection of polygons whose property "group" names a group.
// The error says what is wrong.
boost::system::result<void, std::string> check_map(std::string_view geojson, const schema::Areas& areas);

}  // namespace tellsafe::reading
