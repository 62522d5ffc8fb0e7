#include "service/reading/export_risk.h"

#include <fmt/format.h>

#include <algorithm>

#include "service/release/format.h"

namespace tellsafe::reading {

namespace {

using release::Item;
using release::PublishedSide;
using release::PublishedTable;

bool is_finest(const PublishedSide& side, std::size_t item) {
  if (side.items[item].kind == release::ItemKind::total) return false;
  return std::ranges::none_of(side.items, [&](const Item& other) { return other.parent == item; });
}

bool is_finest(const PublishedTable& table, std::size_t place) {
  const auto items = items_at(table.sides, place);
  for (std::size_t side = 0; side < items.size(); ++side)
    if (!is_finest(table.sides[side], items[side])) return false;
  return true;
}

std::optional<unsigned> percent_in_shown(const PublishedTable& table) {
  const auto total = table.figures.front().value_or(0);
  if (total == 0 || std::ranges::any_of(table.sides, &PublishedSide::several)) return std::nullopt;
  std::uint64_t in_shown = 0;
  for (std::size_t place = 0; place < table.figures.size(); ++place)
    if (is_finest(table, place)) in_shown += table.figures[place].value_or(0);
  return static_cast<unsigned>(in_shown * 100 / total);
}

TableRisk risk_of(const PublishedTable& table, unsigned threshold) {
  TableRisk risk;
  risk.id = table.id;
  risk.rows = table.figures.size();
  for (const auto& figure : table.figures) {
    if (!figure) {
      ++risk.not_shown;
    } else if (*figure == 0) {
      ++risk.impossible;
    } else {
      ++risk.shown;
      if (*figure < 2 * std::uint64_t{threshold}) ++risk.near;
      risk.smallest = std::min(*figure, risk.smallest.value_or(*figure));
    }
  }
  risk.reports = table.figures.front();
  risk.percent_in_shown = percent_in_shown(table);
  return risk;
}

void add(const TableRisk& table, TableRisk& all) {
  all.rows += table.rows;
  all.shown += table.shown;
  all.impossible += table.impossible;
  all.not_shown += table.not_shown;
  all.near += table.near;
  if (table.smallest) all.smallest = std::min(*table.smallest, all.smallest.value_or(*table.smallest));
}

std::string text_of(const TableRisk& table, unsigned threshold) {
  auto text = fmt::format("{} rows, {} not shown, {} shown", table.rows, table.not_shown, table.shown);
  if (table.impossible != 0) text += fmt::format(", {} of nobody (0)", table.impossible);
  if (table.smallest)
    text += fmt::format("; smallest {}, below {}: {}", *table.smallest, 2 * threshold, table.near);
  return text;
}

std::string list_of(const std::vector<std::string>& entries) {
  return entries.empty() ? "none" : fmt::format("{}", fmt::join(entries, ", "));
}

}  // namespace

ExportRisk export_risk(const release::Publication& publication) {
  const auto& audit = publication.statement.audit;
  ExportRisk risk;
  risk.threshold = publication.statement.audience.threshold;
  for (const auto& table : publication.tables) {
    risk.tables.push_back(risk_of(table, risk.threshold));
    add(risk.tables.back(), risk.all);
  }
  risk.method = release::audit_method;
  risk.verdict = release::audit_passed;
  risk.earlier = audit.earlier;
  risk.sources = audit.sources;
  risk.witnesses = audit.witnesses;
  return risk;
}

std::string risk_text(const ExportRisk& risk) {
  std::string text = fmt::format("  smallest count that may be shown: {}\n", risk.threshold);
  for (const auto& table : risk.tables) {
    text += fmt::format("  {}: {}\n", table.id, text_of(table, risk.threshold));
    text += fmt::format("    reports of those who agreed: {}",
                        table.reports ? std::to_string(*table.reports) : "not shown");
    if (table.percent_in_shown) text += fmt::format(", {} % of them in shown rows", *table.percent_in_shown);
    text += "\n";
  }
  text += fmt::format("  all tables: {}\n", text_of(risk.all, risk.threshold));
  text += fmt::format("  audit: {} ({}), together with earlier releases: {}\n", risk.verdict, risk.method,
                      list_of(risk.earlier));
  text += fmt::format("  counts known from outside: {}\n", list_of(risk.sources));
  text += fmt::format("  commitment to the sealed proof: {}\n", risk.witnesses);
  return text;
}

}  // namespace tellsafe::reading
