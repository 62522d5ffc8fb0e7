#include "service/reading/group_overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "schema/areas.h"
#include "service/reading/group_cells.h"
#include "service/reading/group_table.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;
using release::PublishedSide;
using release::PublishedTable;

bool has_side(const PublishedTable& table, std::string_view question) {
  return std::ranges::find(table.sides, question, &PublishedSide::question) != table.sides.end();
}

bool is_wanted(const PublishedTable& table, const GroupChoice& choice) {
  const auto& query = choice.query;
  if (!query.table.empty() && table.id != query.table) return false;
  if (!query.category.empty() && !has_side(table, choice.question())) return false;
  return query.area.empty() || has_side(table, schema::area_question);
}

std::vector<const GroupRelease*> releases_of(const GroupChoice& choice) {
  std::vector<const GroupRelease*> all = {choice.release.get()};
  if (choice.compared) all.push_back(choice.compared.get());
  return all;
}

// One release's column of the first release's table, for an item of its second side if it has one. Absent
// where the release counts other questions under the table's name, or does not have the item.
GroupColumn column_of(const GroupRelease& release, const PublishedTable& table, const std::string& item,
                      std::string heading) {
  const auto& tables = release.publication.tables;
  GroupColumn absent{&release, tables.size(), 0, heading};
  GroupColumn column{&release, release.find_table(table.id), 0, std::move(heading)};
  if (column.table == tables.size() || !asks_the_same(table, tables[column.table])) return absent;
  if (table.sides.size() < 2) return column;
  const auto& items = tables[column.table].sides[1].items;
  const auto found = std::ranges::find(items, item, row_name);
  if (found == items.end()) return absent;
  column.item = static_cast<std::size_t>(found - items.begin());
  return column;
}

bool is_wanted_column(const PublishedSide& side, const release::Item& item, const GroupChoice& choice) {
  if (item.kind == release::ItemKind::total) return true;
  if (side.question == schema::area_question)
    return choice.query.area.empty() || item.code == choice.query.area;
  return side.question != choice.question() || item.code == choice.category();
}

// Nobody can have given this answer, whatever they gave to the other question.
bool is_impossible_column(const PublishedTable& table, std::size_t item) {
  const auto columns = table.sides[1].items.size();
  for (std::size_t place = item; place < table.figures.size(); place += columns)
    if (!is_impossible(table.figures[place])) return false;
  return true;
}

std::vector<GroupColumn> columns_of(const PublishedTable& table, const GroupChoice& choice,
                                    const Names& names) {
  const auto releases = releases_of(choice);
  std::vector<GroupColumn> columns;
  if (table.sides.size() < 2) {
    for (const auto* release : releases)
      columns.push_back(column_of(*release, table, "", names.period(release->period())));
    return columns;
  }
  const auto& side = table.sides[1];
  for (std::size_t at = 0; at < side.items.size(); ++at) {
    const auto& item = side.items[at];
    if (!is_wanted_column(side, item, choice) || (at > 0 && is_impossible_column(table, at))) continue;
    const auto label = names.item(choice.release->publication, side.question, item);
    for (const auto* release : releases)
      columns.push_back(column_of(
          *release, table, row_name(item),
          releases.size() > 1 ? fmt::format("{}, {}", label, names.period(release->period())) : label));
  }
  return columns;
}

Json tables_model(const GroupChoice& choice, const Names& names) {
  const bool alone = !choice.query.table.empty();
  Json tables = Json::array();
  for (const auto& table : choice.release->publication.tables) {
    if (!is_wanted(table, choice)) continue;
    TableRequest request{columns_of(table, choice, names), alone ? Depth::all : Depth::top, {}, {}, {}};
    const auto& question = table.sides.front().question;
    if (!choice.query.category.empty() && question == choice.question()) {
      request.depth = Depth::within;
      request.category = choice.category();
    }
    if (alone) request.picks = choice.query.picks;
    GroupQuery drill{choice.query.period, choice.query.compare, {}, {}, question + ".", {}, {}};
    request.drill = address_of("/group", drill);
    auto own = choice.query;
    own.table = table.id;
    own.picks.clear();
    auto model = table_model(request, names);
    model["address"] = address_of("/group", own);
    tables.push_back(std::move(model));
  }
  return tables;
}

Json headline_model(const GroupChoice& choice, const Names& names) {
  Json columns = Json::array();
  Json all = Json::array();
  Json late = Json::array();
  bool has_late = false;
  bool same_total = true;
  const auto total = names.total(choice.release->publication);
  for (const auto* release : releases_of(choice)) {
    const auto& publication = release->publication;
    columns.push_back(names.period(release->period()));
    same_total = same_total && names.total(publication) == total;
    all.push_back(cell_model(publication.total, {}, {}, names));
    late.push_back(publication.has_late ? cell_model(publication.late, {}, {}, names) : absent_cell());
    has_late = has_late || publication.has_late;
  }
  Json rows = Json::array(
      {{{"late", false}, {"label", same_total ? Json(total) : Json(false)}, {"cells", std::move(all)}}});
  if (has_late) rows.push_back({{"late", true}, {"cells", std::move(late)}});
  return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

Json late_model(const GroupChoice& choice, const Names& names) {
  Json late = Json::array();
  for (const auto* release : releases_of(choice)) {
    const auto where = release->publication.statement.late;
    if (where == release::Late::none) continue;
    late.push_back({{"name", names.period(release->period())},
                    {"apart", where == release::Late::apart},
                    {"counted", where == release::Late::counted}});
  }
  return late;
}

bool is_late_apart(const GroupRelease* release) {
  return release->publication.statement.late == release::Late::apart;
}

Json compared_model(const GroupChoice& choice, const Names& names) {
  if (!choice.compared) return false;
  const auto& one = choice.release->publication.statement;
  const auto& other = choice.compared->publication.statement;
  return {{"name", names.period(other.period)},
          {"other_length", (one.period.quarter == 0) != (other.period.quarter == 0)},
          {"other_form", one.forms != other.forms},
          {"other_programme", one.programme != other.programme},
          {"other_late", is_late_apart(choice.release.get()) != is_late_apart(choice.compared.get())}};
}

}  // namespace

Json overview_model(const GroupChoice& choice, const Names& names) {
  const auto& publication = choice.release->publication;
  const auto& statement = publication.statement;
  const auto round_to = statement.audience.round_to;
  auto tables = tables_model(choice, names);
  const bool nothing_shown = std::ranges::none_of(
      releases_of(choice), [](const GroupRelease* release) { return shows_a_number(*release); });
  const bool left_out = choice.query.table.empty() && tables.size() < publication.tables.size();
  return {{"period", choice.query.period},
          {"period_name", names.period(statement.period)},
          {"demo", statement.demo},
          {"threshold", names.number(statement.audience.threshold)},
          {"rounding", round_to > 1 ? Json(names.number(round_to)) : Json(false)},
          {"headline", headline_model(choice, names)},
          {"late", late_model(choice, names)},
          {"late_apart", std::ranges::any_of(releases_of(choice), is_late_apart)},
          {"compared", compared_model(choice, names)},
          {"tables", std::move(tables)},
          {"nothing_shown", nothing_shown},
          {"alone", !choice.query.table.empty()},
          {"left_out", left_out}};
}

}  // namespace tellsafe::reading
