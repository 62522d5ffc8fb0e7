#include "service/reading/group_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "service/reading/group_cells.h"
#include "service/release/side.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;
using release::Item;
using release::ItemKind;
using release::PublishedSide;
using release::PublishedTable;

const PublishedTable* table_of(const GroupColumn& column) {
  const auto& tables = column.release->publication.tables;
  return column.table < tables.size() ? &tables[column.table] : nullptr;
}

std::size_t columns_of(const PublishedTable& table) {
  return table.figures.size() / table.sides.front().items.size();
}

struct Row {
  Item item;
  std::string name;
  std::string label;
  std::string parent;  // name of the row above
};

std::vector<Row> rows_of(const std::vector<GroupColumn>& columns, const Names& names) {
  std::vector<Row> rows;
  for (const auto& column : columns) {
    const auto* table = table_of(column);
    if (table == nullptr) continue;
    const auto& side = table->sides.front();
    for (const auto& item : side.items) {
      const auto name = row_name(item);
      if (std::ranges::find(rows, name, &Row::name) != rows.end()) continue;
      const auto& publication = column.release->publication;
      const bool grand = item.kind == ItemKind::total && table->sides.size() == 1;
      rows.push_back({item, name,
                      grand ? names.total(publication) : names.item(publication, side.question, item),
                      row_name(side.items[item.parent])});
    }
  }
  return rows;
}

bool is_wanted(const Row& row, const TableRequest& request) {
  const bool top = row.parent == "total";
  switch (request.depth) {
    case Depth::top:
      return top;
    case Depth::all:
      return true;
    case Depth::within:
      return row.name == "total" || row.name == "category." + request.category ||
             row.parent == "category." + request.category;
  }
  return false;
}

constexpr std::size_t no_row = SIZE_MAX;

std::size_t find_row(const PublishedTable* table, const std::string& name) {
  if (table == nullptr) return no_row;
  const auto& items = table->sides.front().items;
  const auto found = std::ranges::find(items, name, row_name);
  return found == items.end() ? no_row : static_cast<std::size_t>(found - items.begin());
}

// In every release that has it, at every item of the second side.
bool is_impossible_row(const TableRequest& request, const Row& row) {
  if (row.name == "total") return false;
  return std::ranges::all_of(request.columns, [&](const GroupColumn& column) {
    const auto* table = table_of(column);
    const auto at = find_row(table, row.name);
    return at == no_row || is_impossible(table->figures[at * columns_of(*table) + column.item]);
  });
}

std::uint64_t longest_of(const TableRequest& request, const std::vector<Row>& rows) {
  std::uint64_t longest = 0;
  for (const auto& column : request.columns) {
    const auto* table = table_of(column);
    for (const auto& row : rows) {
      if (row.name == "total" || !is_wanted(row, request)) continue;
      const auto at = find_row(table, row.name);
      if (at != no_row)
        longest = std::max(longest, table->figures[at * columns_of(*table) + column.item].value_or(0));
    }
  }
  return longest;
}

// All who can have given an answer. Where they give several, each answer can have been given by all of them.
std::uint64_t most_of(const PublishedTable& table, std::span<const Extent> extents, std::size_t column) {
  const auto all = extents[column].high;
  const auto& side = table.sides.front();
  if (!side.several) return all;
  for (std::size_t item = 1; item < side.items.size(); ++item)
    if (side.items[item].kind == ItemKind::unanswered)
      return all - std::min(all, extents[item * columns_of(table) + column].low);
  return all;
}

Json cell_of(const GroupColumn& column, const Row& row, std::uint64_t longest, bool wide,
             const Names& names) {
  const auto* table = table_of(column);
  const auto at = find_row(table, row.name);
  Json cell = absent_cell();
  if (at != no_row) {
    const auto place = at * columns_of(*table) + column.item;
    const auto& extents = column.release->extents[column.table];
    Scale scale;
    if (row.name != "total") {
      scale.longest = longest;
      scale.base = wide ? 0 : table->figures[column.item].value_or(0);
      scale.most = most_of(*table, extents, column.item);
    }
    cell = cell_model(table->figures[place], extents[place], scale, names);
  }
  cell["period"] = release::to_string(column.release->period());
  cell["heading"] = column.heading;
  cell["row"] = at == no_row ? 0 : at;
  cell["column"] = column.item;
  return cell;
}

Json together_of(const TableRequest& request, const std::vector<Row>& rows, const Names& names) {
  Json cells = Json::array();
  Json chosen = Json::array();
  for (const auto& row : rows)
    if (std::ranges::count(request.picks, row.name) > 0) chosen.push_back(row.label);
  for (const auto& column : request.columns) {
    const auto* table = table_of(column);
    std::vector<std::size_t> items;
    for (const auto& pick : request.picks)
      if (const auto at = find_row(table, pick); at != no_row) items.push_back(at);
    if (items.size() != request.picks.size()) {
      cells.push_back(absent_cell());
      continue;
    }
    const auto all = together(*table, column.release->extents[column.table], items, column.item);
    cells.push_back(cell_model(all.shown ? release::Figure(all.extent.low) : std::nullopt, all.extent,
                               {0, 0, column.release->extents[column.table][column.item].high}, names));
  }
  return {{"cells", std::move(cells)}, {"rows", std::move(chosen)}};
}

}  // namespace

bool asks_the_same(const PublishedTable& one, const PublishedTable& other) {
  return std::ranges::equal(one.sides, other.sides, {}, &PublishedSide::question, &PublishedSide::question);
}

std::string row_name(const Item& item) {
  const auto kind = std::string(release::name_of(item.kind));
  return item.code.empty() ? kind : fmt::format("{}.{}", kind, item.code);
}

Json table_model(const TableRequest& request, const Names& names) {
  const auto& first = request.columns.front();
  const auto& publication = first.release->publication;
  const auto& table = *table_of(first);
  const auto& side = table.sides.front();
  const bool wide = request.columns.size() > 3;
  const auto all_rows = rows_of(request.columns, names);
  const auto longest = longest_of(request, all_rows);

  std::size_t shown = 0;
  std::size_t hidden = 0;
  Json rows = Json::array();
  for (const auto& row : all_rows) {
    if (!is_wanted(row, request) || is_impossible_row(request, row)) continue;
    Json cells = Json::array();
    for (const auto& column : request.columns) {
      cells.push_back(cell_of(column, row, longest, table.sides.size() > 1, names));
      if (is_hidden(cells.back()))
        ++hidden;
      else if (cells.back().at("present").get<bool>())
        ++shown;
    }
    const bool category = row.item.kind == ItemKind::category;
    const bool under = row.parent != "total";
    const bool total = row.name == "total";
    const bool drawn = total ? request.draws_total : (request.depth == Depth::within) == under;
    rows.push_back(
        {{"name", row.name},
         {"label", row.label},
         {"total", total},
         {"under", under},
         {"drawn", drawn},
         {"drill", category && !request.drill.empty() ? Json(request.drill + row.item.code) : Json(false)},
         {"picked", std::ranges::count(request.picks, row.name) > 0},
         {"cells", std::move(cells)}});
  }
  std::vector<std::string> all_headings;
  for (const auto& column : request.columns) all_headings.push_back(column.heading);
  return {{"id", table.id},
          {"title", names.table(publication, table.id)},
          {"late_apart", table.sides.size() > 1 && publication.statement.late == release::Late::apart},
          {"question", side.question},
          {"row_heading", names.question(publication, side.question)},
          {"several", std::ranges::any_of(table.sides, &PublishedSide::several)},
          {"wide", wide},
          {"chart", table.sides.size() == 1},
          {"headings", fmt::format("{}", fmt::join(all_headings, ", "))},
          {"columns", all_headings},
          {"rows", std::move(rows)},
          {"shown", shown},
          {"hidden", hidden},
          {"together", request.picks.empty() ? Json(false) : together_of(request, all_rows, names)}};
}

}  // namespace tellsafe::reading
