#include "service/reading/group_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "schema/areas.h"
#include "service/reading/group_table.h"
#include "service/release/side.h"

namespace tellsafe::reading {

namespace {

using Json = nlohmann::json;
using release::ItemKind;
using release::PublishedSide;
using release::PublishedTable;

bool has_item(const PublishedSide& side, ItemKind kind, std::string_view code) {
  return std::ranges::any_of(
      side.items, [&](const release::Item& item) { return item.kind == kind && item.code == code; });
}

template <typename Visit>
void each_side(const GroupRelease& release, const Visit& visit) {
  for (const auto& table : release.publication.tables)
    for (const auto& side : table.sides) visit(side);
}

bool has_category(const GroupRelease& release, std::string_view question, std::string_view code) {
  bool found = false;
  each_side(release, [&](const PublishedSide& side) {
    found = found || (side.question == question && has_item(side, ItemKind::category, code));
  });
  return found;
}

bool has_row(const PublishedTable& table, const std::string& name) {
  return std::ranges::any_of(table.sides.front().items,
                             [&](const release::Item& item) { return row_name(item) == name; });
}

// Codes are plain; anything else in an address is escaped.
std::string escaped(std::string_view text) {
  std::string all;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '_' || c == '-';
    all += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return all;
}

Json option(const std::string& value, const std::string& label, const std::string& selected) {
  return {{"value", value}, {"label", label}, {"selected", value == selected}};
}

Json categories_model(const GroupChoice& choice, const Names& names) {
  const auto& release = *choice.release;
  std::set<std::string> seen;
  Json groups = Json::array();
  each_side(release, [&](const PublishedSide& side) {
    if (side.question == schema::area_question || !seen.insert(side.question).second) return;
    Json options = Json::array();
    for (const auto& item : side.items)
      if (item.kind == ItemKind::category)
        options.push_back(option(fmt::format("{}.{}", side.question, item.code),
                                 names.item(release.publication, side.question, item),
                                 choice.query.category));
    if (!options.empty())
      groups.push_back({{"question", names.question(release.publication, side.question)},
                        {"options", std::move(options)}});
  });
  return groups;
}

Json areas_model(const GroupChoice& choice, const Names& names) {
  std::set<std::string> seen;
  Json areas = Json::array();
  each_side(*choice.release, [&](const PublishedSide& side) {
    if (side.question != schema::area_question) return;
    for (const auto& item : side.items)
      if (item.kind == ItemKind::category && seen.insert(item.code).second)
        areas.push_back(option(item.code, names.item(choice.release->publication, side.question, item),
                               choice.query.area));
  });
  return areas;
}

}  // namespace

std::string GroupChoice::question() const {
  return query.category.substr(0, query.category.find('.'));
}

std::string GroupChoice::category() const {
  const auto dot = query.category.find('.');
  return dot == std::string::npos ? "" : query.category.substr(dot + 1);
}

GroupChoice choose(const GroupShelf& shelf, const GroupQuery& query) {
  GroupChoice choice{nullptr, nullptr, query, {}};
  const auto drop = [&](std::string& what, std::string_view name) {
    what.clear();
    choice.unknown.emplace_back(name);
  };
  auto& asked = choice.query;
  if (shelf.empty()) return choice;
  choice.release = find_release(shelf, query.period);
  if (!choice.release) {
    if (!query.period.empty()) choice.unknown.emplace_back("period");
    choice.release = shelf.front();
    asked.period = release::to_string(choice.release->period());
  }
  choice.compared = asked.compare == asked.period ? nullptr : find_release(shelf, asked.compare);
  if (!asked.compare.empty() && !choice.compared) drop(asked.compare, "compare");
  if (!asked.span.empty() && asked.span != "quarter" && asked.span != "year") drop(asked.span, "span");

  const auto& release = *choice.release;
  const auto table = release.find_table(asked.table);
  const bool has_table = table < release.publication.tables.size();
  if (!asked.table.empty() && !has_table) drop(asked.table, "table");
  if (!asked.category.empty() && !has_category(release, choice.question(), choice.category()))
    drop(asked.category, "category");
  if (!asked.area.empty() && !has_category(release, schema::area_question, asked.area))
    drop(asked.area, "area");
  const auto gone = std::erase_if(asked.picks, [&](const std::string& pick) {
    return !has_table || !has_row(release.publication.tables[table], pick);
  });
  if (gone > 0) choice.unknown.emplace_back("row");
  return choice;
}

std::string address_of(std::string_view path, const GroupQuery& query) {
  std::string address(path);
  char separator = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    address += fmt::format("{}{}={}", std::exchange(separator, '&'), name, escaped(value));
  };
  add("period", query.period);
  add("compare", query.compare);
  add("span", query.span);
  add("table", query.table);
  add("category", query.category);
  add("area", query.area);
  for (const auto& pick : query.picks) add("pick", pick);
  return address;
}

Json filters_model(const GroupShelf& shelf, const GroupChoice& choice, std::string_view path,
                   const Names& names) {
  Json periods = Json::array();
  Json compare = Json::array();
  for (const auto& one : shelf) {
    const auto name = release::to_string(one->period());
    periods.push_back(option(name, names.period(one->period()), choice.query.period));
    if (one != choice.release)
      compare.push_back(option(name, names.period(one->period()), choice.query.compare));
  }
  Json tables = Json::array();
  const auto& publication = choice.release->publication;
  for (const auto& table : publication.tables)
    tables.push_back(option(table.id, names.table(publication, table.id), choice.query.table));
  return {{"path", path},
          {"periods", std::move(periods)},
          {"compare", std::move(compare)},
          {"tables", std::move(tables)},
          {"categories", categories_model(choice, names)},
          {"areas", areas_model(choice, names)}};
}

}  // namespace tellsafe::reading
