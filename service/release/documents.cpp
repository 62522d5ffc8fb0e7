#include "service/release/documents.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
  return json.dump(1) + "\n";
}

Json json_of(const Figure& figure) {
  return figure ? Json(*figure) : Json(nullptr);
}

// The texts that there are for a key; a code of an old form may have none.
Json in_all_languages(const Statement& statement, const schema::Labels& labels, const std::string& key) {
  Json texts = Json::object();
  for (const auto& language : statement.languages)
    if (labels.has(language, key)) texts[language] = labels.text(language, key);
  return texts;
}

Json json_of(const Side& side, const Statement& statement, const schema::Labels& labels) {
  Json items = Json::array();
  for (const auto& item : side.items) {
    const auto key = label_key(side.question, name_of(item.kind), item.code);
    items.push_back({{"kind", name_of(item.kind)},
                     {"code", item.code},
                     {"parent", item.parent},
                     {"labels", in_all_languages(statement, labels, key)}});
  }
  return {{"question", side.question},
          {"level", side.level == schema::Level::option ? "option" : "category"},
          {"several", side.several},
          {"labels", in_all_languages(statement, labels, fmt::format("question.{}.label", side.question))},
          {"items", std::move(items)}};
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

// kind, code and label of an item.
std::string csv_fields(const Side& side, const Item& item, const Statement& statement,
                       const schema::Labels& labels) {
  const auto key = label_key(side.question, name_of(item.kind), item.code);
  const auto& language = statement.languages.front();
  const std::string label = labels.has(language, key) ? labels.text(language, key) : item.code;
  return fmt::format("{},{},{}", name_of(item.kind), csv_field(item.code), csv_field(label));
}

std::string csv_figure(const Figure& figure) {
  return figure ? fmt::format("{}\r\n", *figure) : "not shown\r\n";
}

}  // namespace

Figures figures_of(const Cells& cells, const Protection& protection, const schema::Audience& audience,
                   std::optional<std::uint64_t> late) {
  Figures figures;
  for (const auto& places : cells.tables) {
    auto& table = figures.tables.emplace_back();
    for (const auto cell : places)
      table.push_back(protection.shown[cell] ? Figure(rounded(cells.counts[cell], audience.round_to))
                                             : Figure());
  }
  figures.has_late = late.has_value();
  if (late && may_show_late(*late, cells.counts[0], protection.shown[0], audience.threshold))
    figures.late = rounded(*late, audience.round_to);
  return figures;
}

std::string tables_json(const Statement& statement, std::span<const CountedTable> tables,
                        const Figures& figures, const schema::Labels& labels) {
  Json all = Json::array();
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto& table = tables[i];
    Json sides = Json::array();
    for (const auto& side : table.sides) sides.push_back(json_of(side, statement, labels));
    Json rows = Json::array();
    for (std::size_t row = 0; row < table.rows(); ++row) {
      Json cells = Json::array();
      for (std::size_t column = 0; column < table.columns(); ++column)
        cells.push_back(json_of(figures.tables[i][row * table.columns() + column]));
      rows.push_back(std::move(cells));
    }
    all.push_back({{"id", table.id},
                   {"labels", in_all_languages(statement, labels, fmt::format("table.{}.title", table.id))},
                   {"sides", std::move(sides)},
                   {"rows", std::move(rows)}});
  }
  Json json = {{"format", tables_format},
               {"period", to_string(statement.period)},
               {"audience", statement.audience.id},
               {"languages", statement.languages}};
  if (figures.has_late) json["received_late"] = json_of(figures.late);
  json["tables"] = std::move(all);
  return text_of(json);
}

std::string tables_csv(const Statement& statement, std::span<const CountedTable> tables,
                       const Figures& figures, const schema::Labels& labels) {
  std::string csv =
      "table,row_kind,row_code,row_label,column_question,column_kind,column_code,column_label,reports\r\n";
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto& table = tables[i];
    for (std::size_t place = 0; place < figures.tables[i].size(); ++place) {
      const auto& rows = table.sides.front();
      csv += fmt::format("{},{},", table.id,
                         csv_fields(rows, rows.items[place / table.columns()], statement, labels));
      if (table.sides.size() == 2) {
        const auto& columns = table.sides.back();
        csv += fmt::format("{},{},", columns.question,
                           csv_fields(columns, columns.items[place % table.columns()], statement, labels));
      } else {
        csv += ",,,,";
      }
      csv += csv_figure(figures.tables[i][place]);
    }
  }
  if (figures.has_late) csv += "received_late,total,,,,,,," + csv_figure(figures.late);
  return csv;
}

std::string manifest_json(const Statement& statement, const Files& files) {
  Json forms = Json::array();
  for (const auto& version : statement.forms) forms.push_back(crypto::hex(version));
  Json listed = Json::array();
  for (const auto& [name, content] : files)
    listed.push_back({{"name", name},
                      {"size", content.size()},
                      {"sha256", crypto::hex(crypto::sha256(crypto::bytes_of(content)))}});
  return text_of({{"format", manifest_format},
                  {"city", statement.city},
                  {"period", to_string(statement.period)},
                  {"first_day", day_text(first_day(statement.period))},
                  {"last_day", day_text(last_day(statement.period))},
                  {"audience", statement.audience.id},
                  {"demonstration", statement.demo},
                  {"programme", statement.programme},
                  {"form_versions", std::move(forms)},
                  {"threshold", statement.audience.threshold},
                  {"round_to", statement.audience.round_to},
                  {"audit", {{"method", statement.audit.method}, {"verdict", statement.audit.verdict}}},
                  {"files", std::move(listed)}});
}

}  // namespace tellsafe::release
