#include "service/reading/group_areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "service/reading/group_cells.h"
#include "service/reading/group_table.h"
#include "service/release/side.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;
using release::ItemKind;
using release::PublishedTable;

// In units of the picture.
constexpr unsigned tile_width = 150;
constexpr unsigned tile_height = 100;
constexpr unsigned tile_gap = 8;
constexpr unsigned line_height = 20;
constexpr std::size_t line_length = 15;  // in bytes; about what fits
// Of the opacity, in percent: text stays readable on the darkest.
constexpr std::uint64_t lightest = 4;
constexpr std::uint64_t darkest = 44;

// Of something by area, the something first.
std::size_t find_area_table(const GroupRelease& release) {
  const auto& tables = release.publication.tables;
  const auto found = std::ranges::find_if(tables, [](const PublishedTable& table) {
    return table.sides.size() == 2 && table.sides[1].question == schema::area_question;
  });
  return static_cast<std::size_t>(found - tables.begin());
}

std::size_t find_same(const GroupRelease& release, const PublishedTable& table) {
  const auto& tables = release.publication.tables;
  const auto found =
      std::ranges::find_if(tables, [&](const PublishedTable& other) { return asks_the_same(table, other); });
  return static_cast<std::size_t>(found - tables.begin());
}

// The numbers of one release by area group: a row of its table.
class Counted {
 public:
  // None where there is no such table or row.
  static std::optional<Counted> of(const GroupRelease& release, std::size_t at, const std::string& row) {
    if (at == release.publication.tables.size()) return std::nullopt;
    const auto& items = release.publication.tables[at].sides[0].items;
    const auto found = std::ranges::find(items, row, row_name);
    if (found == items.end()) return std::nullopt;
    return Counted(release, at, static_cast<std::size_t>(found - items.begin()));
  }

  const PublishedTable& table() const { return release_->publication.tables[table_]; }
  const std::vector<release::Item>& areas() const { return table().sides[1].items; }
  release::Figure figure(std::size_t area) const { return table().figures[row_ * areas().size() + area]; }
  std::optional<std::size_t> find_area(const std::string& name) const {
    const auto found = std::ranges::find(areas(), name, row_name);
    return found == areas().end() ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(found - areas().begin()));
  }
  std::uint64_t longest() const {
    std::uint64_t longest = 0;
    for (std::size_t area = 1; area < areas().size(); ++area)
      longest = std::max(longest, figure(area).value_or(0));
    return longest;
  }
  Json cell(std::size_t area, std::uint64_t longest, const std::string& heading, const Names& names) const {
    const auto place = row_ * areas().size() + area;
    const auto& extents = release_->extents[table_];
    Scale scale;
    if (area > 0) scale = {longest, 0, extents[row_ * areas().size()].high};
    auto cell = cell_model(figure(area), extents[place], scale, names);
    cell["period"] = release::to_string(release_->period());
    cell["heading"] = heading;
    cell["row"] = row_;
    cell["column"] = area;
    return cell;
  }

 private:
  Counted(const GroupRelease& release, std::size_t table, std::size_t row)
      : release_(&release), table_(table), row_(row) {}
  const GroupRelease* release_;
  std::size_t table_;
  std::size_t row_;
};

// Or the release does not have it.
bool is_impossible_area(const Counted& counted, const std::string& area) {
  const auto at = counted.find_area(area);
  return !at || is_impossible(counted.figure(*at));
}

const schema::AreaGroup* find_group(const schema::Areas& areas, std::string_view code) {
  const auto found = std::ranges::find(areas.groups, code, &schema::AreaGroup::code);
  return found == areas.groups.end() ? nullptr : &*found;
}

Json rate_of(release::Figure figure, const schema::AreaGroup* group, const Names& names) {
  if (group == nullptr || group->population == 0 || figure.value_or(0) < smallest_numerator) return false;
  return names.number((*figure * rate_per + group->population / 2) / group->population);
}

// A name in lines, broken between words.
std::vector<std::string> lines_of(const std::string& name) {
  std::vector<std::string> lines(1);
  std::size_t at = 0;
  while (at < name.size()) {
    const auto end = std::min(name.find(' ', at), name.size());
    const auto word = name.substr(at, end - at);
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > line_length) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    at = end + 1;
  }
  return lines;
}

Json tile_model(const Tile& tile, const std::string& name, const Json& cell, std::uint64_t longest,
                release::Figure figure) {
  const auto x = tile.column * (tile_width + tile_gap);
  const auto y = tile.row * (tile_height + tile_gap);
  Json lines = Json::array();
  auto at = y + line_height + 4;
  for (const auto& line : lines_of(name)) {
    lines.push_back({{"text", line}, {"x", x + 10}, {"y", at}});
    at += line_height;
  }
  const auto shade = lightest + (figure && longest > 0 ? *figure * (darkest - lightest) / longest : 0);
  return {{"x", x},
          {"y", y},
          {"text_x", x + 10},
          {"text_y", y + tile_height - 12},
          {"width", tile_width},
          {"height", tile_height},
          {"shade", figure ? Json(fmt::format("{}%", shade)) : Json(false)},
          {"lines", std::move(lines)},
          {"cell", cell}};
}

Json tiles_model(const Counted& counted, const schema::Areas& areas, const GroupChoice& choice,
                 const Names& names) {
  Json all = Json::array();
  unsigned width = 0;
  unsigned height = 0;
  const auto longest = counted.longest();
  for (const auto& tile : tiles(areas.groups)) {
    const auto at = counted.find_area("category." + areas.groups[tile.group].code);
    if (!at) continue;
    const auto name = names.item(choice.release->publication, schema::area_question, counted.areas()[*at]);
    all.push_back(tile_model(tile, name, counted.cell(*at, 0, "", names), longest, counted.figure(*at)));
    width = std::max(width, (tile.column + 1) * (tile_width + tile_gap));
    height = std::max(height, (tile.row + 1) * (tile_height + tile_gap));
  }
  return {{"width", width}, {"height", height}, {"tiles", std::move(all)}};
}

}  // namespace

GroupShelf with_areas(const GroupShelf& shelf) {
  GroupShelf some;
  for (const auto& one : shelf)
    if (find_area_table(*one) < one->publication.tables.size()) some.push_back(one);
  return some;
}

std::vector<Tile> tiles(const std::vector<schema::AreaGroup>& groups) {
  unsigned side = 1;
  while (std::size_t{side} * side < groups.size()) ++side;
  std::vector<Tile> all;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const auto at = static_cast<unsigned>(group);
    const auto& own = groups[group].tile;
    all.push_back(own ? Tile{group, own->row - 1, own->column - 1} : Tile{group, at / side, at % side});
  }
  return all;
}

Json areas_model(const GroupChoice& choice, const schema::Areas& areas, const Names& names) {
  const auto& publication = choice.release->publication;
  const auto own = find_area_table(*choice.release);
  const auto& table = publication.tables[own];
  const auto& things = table.sides[0];
  const bool by_category = !choice.query.category.empty() && choice.question() == things.question;
  auto row = by_category ? "category." + choice.category() : std::string("total");
  auto counted = Counted::of(*choice.release, own, row);
  if (!counted) {
    row = "total";
    counted = Counted::of(*choice.release, own, row);
  }
  std::optional<Counted> compared;
  if (choice.compared) compared = Counted::of(*choice.compared, find_same(*choice.compared, table), row);

  const auto heading = names.period(choice.release->period());
  Json columns = Json::array({heading});
  if (compared) columns.push_back(names.period(choice.compared->period()));
  const auto longest = std::max(counted->longest(), compared ? compared->longest() : 0);
  Json rows = Json::array();
  bool rates = false;
  std::size_t hidden = 0;
  for (std::size_t area = 0; area < counted->areas().size(); ++area) {
    const auto& item = counted->areas()[area];
    if (area > 0 && is_impossible_area(*counted, row_name(item)) &&
        (!compared || is_impossible_area(*compared, row_name(item))))
      continue;
    Json cells = Json::array({counted->cell(area, longest, heading, names)});
    if (is_hidden(cells.front())) ++hidden;
    if (compared) {
      const auto other = compared->find_area(row_name(item));
      cells.push_back(other ? compared->cell(*other, longest, columns.back().get<std::string>(), names)
                            : absent_cell());
    }
    const auto* group = item.kind == ItemKind::category ? find_group(areas, item.code) : nullptr;
    auto rate = rate_of(counted->figure(area), group, names);
    rates = rates || rate.is_string();
    rows.push_back({{"group", group == nullptr ? Json(false) : Json(item.code)},
                    {"label", names.item(publication, schema::area_question, item)},
                    {"total", item.kind == ItemKind::total},
                    {"cells", std::move(cells)},
                    {"rate", std::move(rate)}});
  }
  const auto& thing = *std::ranges::find(things.items, row, row_name);
  const auto shown = rows.size() - hidden;
  return {
      {"title", names.table(publication, table.id)},
      {"late_apart", publication.statement.late == release::Late::apart},
      {"everything", row == "total"},
      {"what", names.item(publication, things.question, thing)},
      {"table", table.id},
      {"several", things.several && row != "total"},
      {"period", choice.query.period},
      {"period_name", heading},
      {"compared", compared ? columns.back() : Json(false)},
      {"placed", std::ranges::all_of(areas.groups, [](const auto& group) { return group.tile.has_value(); })},
      {"columns", std::move(columns)},
      {"rows", std::move(rows)},
      {"rates", rates},
      {"per", names.number(rate_per)},
      {"shown", shown},
      {"hidden", hidden},
      {"tiles", tiles_model(*counted, areas, choice, names)}};
}

boost::system::result<void, std::string> check_map(std::string_view geojson, const schema::Areas& areas) {
  const auto map = Json::parse(geojson, nullptr, false);
  const auto type_of = [](const Json& object) -> std::string {
    return object.is_object() && object.contains("type") && object["type"].is_string() ? object["type"]
                                                                                       : Json("");
  };
  if (type_of(map) != "FeatureCollection" || !map.contains("features") || !map["features"].is_array())
    return "the map is not a GeoJSON FeatureCollection";
  std::size_t number = 0;
  for (const auto& feature : map["features"]) {
    ++number;
    const auto wrong = [&](std::string_view what) {
      return fmt::format("the map's feature {}: {}", number, what);
    };
    if (type_of(feature) != "Feature" || !feature.contains("geometry"))
      return wrong("is not a Feature with a geometry");
    const auto geometry = type_of(feature["geometry"]);
    if ((geometry != "Polygon" && geometry != "MultiPolygon") ||
        !feature["geometry"].contains("coordinates") || !feature["geometry"]["coordinates"].is_array())
      return wrong("is not a Polygon or MultiPolygon");
    if (!feature.contains("properties") || !feature["properties"].is_object() ||
        !feature["properties"].contains("group") || !feature["properties"]["group"].is_string() ||
        find_group(areas, feature["properties"]["group"].get_ref<const std::string&>()) == nullptr)
      return wrong(R"(its property "group" is not the code of a group of areas.json)");
  }
  return {};
}

}  // namespace tellsafe::reading
