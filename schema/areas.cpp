#include "schema/areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

std::string read_code(const Node& entry, std::set<std::string>& seen) {
  const Node node = entry.child("code");
  std::string code = node.text();
  if (!is_code(code)) node.fail(R"(a code is made of letters, digits, "_" and "-")");
  if (!seen.insert(code).second) node.fail(fmt::format(R"("{}" is there twice)", code));
  return code;
}

NameByLanguage read_labels(const Node& entry) {
  const Node node = entry.child("labels");
  NameByLanguage labels;
  for (const auto& language : node.names()) labels.emplace(language, node.child(language).text());
  if (labels.empty()) node.fail("needs a name in at least one language");
  return labels;
}

unsigned read_tile_number(const Node& entry, std::string_view name) {
  const Node node = entry.child(name);
  const auto number = node.number();
  if (number < 1 || number > max_tiles) node.fail(fmt::format("is a number from 1 to {}", max_tiles));
  return static_cast<unsigned>(std::min<std::uint64_t>(number, max_tiles));
}

std::optional<TilePlace> read_tile(const Node& entry) {
  if (!entry.has("row") && !entry.has("column")) return std::nullopt;
  return TilePlace{read_tile_number(entry, "row"), read_tile_number(entry, "column")};
}

void check_tiles(const std::vector<Node>& entries, const std::vector<AreaGroup>& groups) {
  std::set<TilePlace> taken;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& tile = groups[i].tile;
    if (tile.has_value() != groups.front().tile.has_value())
      entries[i].fail(R"(either all groups have "row" and "column", or none has)");
    if (tile && !taken.insert(*tile).second)
      entries[i].fail(fmt::format("another group is in row {}, column {}", tile->row, tile->column));
  }
}

void check_group(const Node& entry, const AreaGroup& group, const std::vector<Area>& areas) {
  if (group.population < min_group_population) {
    entry.fail(fmt::format(R"("{}" has {} residents, and tables need at least {}: join it with another)",
                           group.code, group.population, min_group_population));
  }
  if (std::none_of(areas.begin(), areas.end(), [&](const Area& area) { return area.group == group.code; })) {
    entry.fail(fmt::format(R"("{}" has no area)", group.code));
  }
}

}  // namespace

boost::system::result<Areas, std::string> load_areas(const std::filesystem::path& file) {
  Document document = Document::from_file(file);
  if (!document.good()) return document.problem();

  const Node root(document);
  root.only({"groups", "areas"});
  const std::vector<Node> group_entries = root.child("groups").items();
  Areas all;
  std::set<std::string> group_codes;
  std::set<std::string> area_codes;
  for (const auto& entry : group_entries) {
    entry.only({"code", "population", "labels", "row", "column"});
    all.groups.push_back({read_code(entry, group_codes), entry.child("population").number(),
                          read_labels(entry), read_tile(entry)});
  }
  for (const auto& entry : root.child("areas").items()) {
    entry.only({"code", "group", "labels"});
    const Node group = entry.child("group");
    all.areas.push_back({read_code(entry, area_codes), group.text(), read_labels(entry)});
    if (!group_codes.contains(all.areas.back().group)) {
      group.fail(fmt::format(R"(there is no group "{}")", all.areas.back().group));
    }
  }
  for (std::size_t i = 0; i < group_entries.size(); ++i)
    check_group(group_entries[i], all.groups[i], all.areas);
  check_tiles(group_entries, all.groups);
  if (!document.good()) return document.problem();
  return all;
}

const std::string& name_in(const NameByLanguage& labels, std::string_view language,
                           const std::vector<std::string>& preferred) {
  if (const auto own = labels.find(language); own != labels.end()) return own->second;
  for (const auto& other : preferred) {
    if (const auto found = labels.find(other); found != labels.end()) return found->second;
  }
  return labels.begin()->second;
}

}  // namespace tellsafe::schema
