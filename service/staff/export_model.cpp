#include "service/staff/export_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/csv.h"
#include "service/reading/export_risk.h"

namespace tellsafe::staff {
namespace {

using nlohmann::json;

constexpr std::string_view label_ending = "_label";

// Of these pages.
constexpr std::string_view language = "en";

constexpr std::array<std::string_view, 6> caveats = {
    "Trend intelligence, coded like NIBRS. It is not a NIBRS submission and must not be entered as one.",
    "These are reports that people chose to send: not verified incidents, not offenses, and not all that "
    "happened.",
    "Only reports whose reporters agreed that the state police may have their coded answers are counted.",
    "NIBRS codes are approximate: they say which code is nearest, not that an offense was committed.",
    "“Not shown” is not zero. Do not work out what is not shown, and do not join this with other files to "
    "find people.",
    "Do not rank communities by these figures: more reports can mean more trust."};

json optional_number(const auto& number) {
  return number ? json(fmt::format("{}", *number)) : json("not shown");
}

json risk_rows(const reading::ExportRisk& risk, const release::Vocabulary& words) {
  json rows = json::array();
  const auto add = [&](std::string name, json value) {
    rows.push_back({{"name", std::move(name)}, {"value", std::move(value)}});
  };
  add("Smallest count that may be shown", fmt::format("{}", risk.threshold));
  add("Rows", fmt::format("{}", risk.all.rows));
  add("Rows that are shown", fmt::format("{}", risk.all.shown));
  add("Rows that are always 0", fmt::format("{}", risk.all.impossible));
  add("Rows that are not shown", fmt::format("{}", risk.all.not_shown));
  add("Shown rows below twice the threshold", fmt::format("{}", risk.all.near));
  add("Smallest count shown", optional_number(risk.all.smallest));
  for (const auto& table : risk.tables) {
    const auto name = release::text_of(words, release::table_key(table.id), language, table.id);
    add(fmt::format("Reports in “{}”", name), optional_number(table.reports));
    if (table.percent_in_shown)
      add(fmt::format("Of the reports in “{}”, in rows that are shown", name),
          fmt::format("{}%", *table.percent_in_shown));
  }
  add("Audit", fmt::format("{} ({})", risk.verdict, risk.method));
  add("Audited together with",
      risk.earlier.empty() ? "no earlier release" : fmt::format("{}", fmt::join(risk.earlier, ", ")));
  add("Counts from elsewhere that were assumed known",
      risk.sources.empty() ? "none" : fmt::format("{}", fmt::join(risk.sources, "; ")));
  add("Commitment to the sealed proof", risk.witnesses);
  return rows;
}

json file_rows(const reading::Export& found) {
  json rows = json::array();
  for (const auto& [name, content] : found.files)
    rows.push_back({{"name", name}, {"size", fmt::format("{}", content.size())}});
  return rows;
}

bool is_shown(const std::string& reports) {
  return !reports.empty() && reports != "0" &&
         std::ranges::all_of(reports, [](char c) { return c >= '0' && c <= '9'; });
}

using Records = std::vector<std::vector<std::string>>;

// The first is the names of the columns. Empty where there is no such file.
Records records_of(const reading::Export& found) {
  Records records;
  const auto data = found.files.find("data.csv");
  if (data == found.files.end()) return records;
  std::istringstream text(data->second);
  schema::CsvReader reader(text);
  std::vector<std::string> record;
  for (auto read = reader.next(record); read.has_value() && *read; read = reader.next(record))
    records.push_back(record);
  return records;
}

bool is_constant(const Records& rows, std::size_t column) {
  return std::ranges::all_of(rows, [&](const auto& row) { return row[column] == rows.front()[column]; });
}

// "bias_targets_label": "bias targets"
std::string heading(std::string_view column) {
  if (column.ends_with(label_ending)) column.remove_suffix(label_ending.size());
  std::string words(column);
  std::ranges::replace(words, '_', ' ');
  return words;
}

// The count stands first, where a narrow screen shows it; then words, then NIBRS codes. What is the same in
// all rows tells nothing.
std::vector<std::size_t> columns_to_read(const std::vector<std::string>& names, const Records& rows,
                                         std::size_t reports) {
  std::vector<std::size_t> columns{reports};
  const auto add = [&](auto wanted) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (wanted(std::string_view(names[i])) && !is_constant(rows, i)) columns.push_back(i);
  };
  add([](std::string_view name) { return name.ends_with(label_ending) && !name.starts_with("nibrs_"); });
  add([](std::string_view name) { return name.starts_with("nibrs_"); });
  return columns;
}

// The file's own words for a total tell what is in it, and read wrongly beside another question's answer. A
// dash for what the row has not: a blank says nothing on a phone, where the count may be out of sight.
std::string cell_of(const std::vector<std::string>& names, const std::vector<std::string>& row,
                    std::size_t column) {
  if (row[column].empty()) return "–";
  if (!names[column].ends_with(label_ending)) return row[column];
  const auto question = names[column].substr(0, names[column].size() - label_ending.size());
  const auto kind = static_cast<std::size_t>(std::ranges::find(names, question + "_kind") - names.begin());
  return kind < row.size() && row[kind] == release::name_of(release::ItemKind::total) ? "All" : row[column];
}

// All rows that have a count, however many: nothing leaves that those who approve it could not see.
void add_preview(json& model, const reading::Export& found) {
  model["columns"] = json::array();
  model["rows"] = json::array();
  model["row_count"] = "0";
  auto records = records_of(found);
  if (records.empty()) return;
  const auto names = records.front();
  records.erase(records.begin());
  const auto reports = static_cast<std::size_t>(std::ranges::find(names, "reports") - names.begin());
  std::erase_if(records, [&](const auto& row) { return row.size() != names.size(); });
  if (reports == names.size()) return;
  std::erase_if(records, [&](const auto& row) { return !is_shown(row[reports]); });
  if (records.empty()) return;
  model["row_count"] = fmt::format("{}", records.size());
  const auto columns = columns_to_read(names, records, reports);
  for (const std::size_t column : columns) model["columns"].push_back(heading(names[column]));
  for (const auto& row : records) {
    json cells = json::array();
    for (const std::size_t column : columns) cells.push_back(cell_of(names, row, column));
    model["rows"].push_back({{"cells", std::move(cells)}});
  }
}

}  // namespace

nlohmann::json export_model(const reading::Export& found) {
  json model = {{"caveats", caveats},
                {"risk", risk_rows(reading::export_risk(found.publication), found.publication.words)},
                {"late_apart", found.publication.statement.late == release::Late::apart},
                {"files", file_rows(found)}};
  add_preview(model, found);
  return model;
}

}  // namespace tellsafe::staff
