#include "service/reading/group_trend.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "service/reading/group_table.h"
#include "service/release/side.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;
using release::PublishedTable;

bool is_quarter(const std::shared_ptr<const GroupRelease>& one) {
  return one->period().quarter != 0;
}

// Oldest first.
GroupShelf of_span(const GroupShelf& shelf, bool quarters) {
  GroupShelf wanted;
  for (const auto& one : shelf)
    if (is_quarter(one) == quarters) wanted.push_back(one);
  std::ranges::reverse(wanted);
  return wanted;
}

bool wants_quarters(const GroupShelf& shelf, const std::string& span) {
  if (span == "quarter" || span == "year") return span == "quarter";
  return std::ranges::count_if(shelf, is_quarter) >= 2;
}

// The newest release that has the table names its rows.
const PublishedTable* newest_table(const GroupShelf& releases, const std::string& id) {
  for (auto release = releases.rbegin(); release != releases.rend(); ++release) {
    const auto at = (*release)->find_table(id);
    if (at < (*release)->publication.tables.size()) return &(*release)->publication.tables[at];
  }
  return nullptr;
}

Json tables_of(const GroupShelf& releases, std::string& wanted, const Names& names) {
  Json tables = Json::array();
  std::vector<std::string> seen;
  for (auto release = releases.rbegin(); release != releases.rend(); ++release) {
    for (const auto& table : (*release)->publication.tables) {
      if (std::ranges::count(seen, table.id) > 0) continue;
      seen.push_back(table.id);
      if (table.sides.size() != 1) continue;
      if (wanted.empty()) wanted = table.id;
      tables.push_back({{"value", table.id},
                        {"label", names.table((*release)->publication, table.id)},
                        {"selected", table.id == wanted}});
    }
  }
  return tables;
}

Json categories_of(const PublishedTable& table, const release::Publication& publication,
                   const std::string& selected, const Names& names) {
  const auto& side = table.sides.front();
  Json options = Json::array();
  for (const auto& item : side.items) {
    if (item.kind != release::ItemKind::category || side.level == schema::Level::category) continue;
    const auto value = fmt::format("{}.{}", side.question, item.code);
    options.push_back({{"value", value},
                       {"label", names.item(publication, side.question, item)},
                       {"selected", value == selected}});
  }
  return options;
}

// The table with the oldest release first; its rows are named by the newest.
Json table_over(const GroupShelf& releases, const std::string& id, const GroupQuery& query,
                const Names& names) {
  TableRequest request;
  const auto& newest = *newest_table(releases, id);
  for (const auto& one : releases) {
    const auto at = one->find_table(id);
    const auto& tables = one->publication.tables;
    if (at < tables.size() && asks_the_same(newest, tables[at]))
      request.columns.push_back({one.get(), at, 0, names.period(one->period())});
  }
  request.draws_total = true;
  request.depth = query.category.empty() ? Depth::top : Depth::within;
  request.category = query.category.substr(query.category.find('.') + 1);
  auto drill = query;
  drill.category = newest.sides.front().question + ".";
  if (newest.sides.front().level == schema::Level::option) request.drill = address_of("/group/trend", drill);
  return table_model(request, names);
}

}  // namespace

Json trend_model(const GroupShelf& shelf, const GroupQuery& asked, const Names& names) {
  auto query = asked;
  Json unknown = Json::array();
  const auto drop = [&](std::string& what, const char* name) {
    what.clear();
    unknown.push_back(name);
  };
  if (!query.span.empty() && query.span != "quarter" && query.span != "year") drop(query.span, "span");
  const bool quarters = wants_quarters(shelf, query.span);
  const auto releases = of_span(shelf, quarters);
  if (!query.table.empty()) {
    const auto* table = newest_table(releases, query.table);
    if (table == nullptr || table->sides.size() != 1) drop(query.table, "table");
  }
  query.span = quarters ? "quarter" : "year";
  // What this page does not ask for would stand in its links, and a category comes last in them.
  query.period.clear();
  query.compare.clear();
  query.area.clear();
  query.picks.clear();
  auto tables = tables_of(releases, query.table, names);

  const auto* table = newest_table(releases, query.table);
  Json categories = Json::array();
  if (table != nullptr)
    categories = categories_of(*table, releases.back()->publication, query.category, names);
  if (!query.category.empty() &&
      std::ranges::none_of(categories, [](const Json& one) { return one.at("selected").get<bool>(); }))
    drop(query.category, "category");

  const bool other_forms =
      std::ranges::adjacent_find(releases, std::ranges::not_equal_to(), [](const auto& one) {
        return one->publication.statement.forms;
      }) != releases.end();
  const bool other_late =
      std::ranges::adjacent_find(releases, std::ranges::not_equal_to(), [](const auto& one) {
        return one->publication.statement.late == release::Late::apart;
      }) != releases.end();
  GroupQuery other;
  other.span = "quarter";
  const auto quarters_address = address_of("/group/trend", other);
  other.span = "year";
  return {{"quarters", quarters},
          {"has_quarters", std::ranges::any_of(shelf, is_quarter)},
          {"has_years", !std::ranges::all_of(shelf, is_quarter)},
          {"quarters_address", quarters_address},
          {"years_address", address_of("/group/trend", other)},
          {"tables", std::move(tables)},
          {"categories", std::move(categories)},
          {"question", table == nullptr ? "" : table->sides.front().question},
          {"table", table == nullptr ? Json(false) : table_over(releases, query.table, query, names)},
          {"other_forms", other_forms},
          {"other_late", other_late},
          {"unknown", std::move(unknown)}};
}

}  // namespace tellsafe::reading
