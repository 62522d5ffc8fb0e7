// The city's own list of areas (areas.json): the options of the question "area" and the groups that tables
// use.
//
//   {"groups": [{"code": "north", "population": 31000, "labels": {"en": "North", "es": "Norte"}}],
//    "areas":  [{"code": "elm_park", "group": "north", "labels": {"en": "Elm Park"}}]}
//
// Groups may have "row" and "column", from 1 on: where they lie on a map of tiles. Either all have them or
// none.
#pragma once

#include <boost/system/result.hpp>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tellsafe::schema {

// The question whose options are the city's areas.
inline constexpr std::string_view area_question = "area";

// A group with fewer residents could name a person by its counts alone.
inline constexpr std::uint64_t min_group_population = 20'000;

using NameByLanguage = std::map<std::string, std::string, std::less<>>;

// From 1 on.
struct TilePlace {
  unsigned row = 0;
  unsigned column = 0;
  friend auto operator<=>(const TilePlace&, const TilePlace&) = default;
};

inline constexpr unsigned max_tiles = 20;  // in a row, and in a column

struct AreaGroup {
  std::string code;
  std::uint64_t population = 0;
  NameByLanguage labels;
  std::optional<TilePlace> tile = std::nullopt;
};

struct Area {
  std::string code;
  std::string group;
  NameByLanguage labels;
};

struct Areas {
  std::vector<AreaGroup> groups;
  std::vector<Area> areas;
};

// The error names the entry: a repeated or unknown code, a group that is too small or has no area, no
// label, a place on the map that is taken or that only some groups have.
// A city without areas has two empty lists.
boost::system::result<Areas, std::string> load_areas(const std::filesystem::path& file);

// The name in `language`, else in the first of `preferred` that there is, else in any.
const std::string& name_in(const NameByLanguage& labels, std::string_view language,
                           const std::vector<std::string>& preferred);

}  // namespace tellsafe::schema
