#include "service/release/documents.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "service/release/csv_text.h"
#include "service/release/export_csv.h"
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
Json labels_of(const Publication& publication, const std::string& key) {
  Json labels = Json::object();
  const auto found = publication.words.texts.find(key);
  if (found == publication.words.texts.end()) return labels;
  for (const auto& language : publication.statement.languages)
    if (const auto text = found->second.find(language); text != found->second.end())
      labels[language] = text->second;
  return labels;
}

Json json_of(const PublishedSide& side, const Publication& publication) {
  Json items = Json::array();
  for (const auto& item : side.items) {
    const auto key = label_key(side.question, name_of(item.kind), item.code);
    Json entry = {{"kind", name_of(item.kind)},
                  {"code", item.code},
                  {"parent", item.parent},
                  {"labels", labels_of(publication, key)}};
    if (const auto nibrs = publication.words.nibrs.find(key); nibrs != publication.words.nibrs.end())
      entry["nibrs"] = nibrs->second;
    items.push_back(std::move(entry));
  }
  return {{"question", side.question},
          {"level", name_of(side.level)},
          {"several", side.several},
          {"labels", labels_of(publication, question_key(side.question))},
          {"items", std::move(items)}};
}

Json json_of(const CodeList& list, const Publication& publication) {
  Json json = {{"side", json_of(list.side, publication)}};
  if (!list.element.empty()) {
    json["nibrs_element"] = list.element;
    json["nibrs_labels"] = list.nibrs_labels;
  }
  return json;
}

// The figures from `place` on, as arrays within arrays, one depth for each side from `side` on.
Json nested(const PublishedTable& table, std::size_t side, std::size_t& place) {
  if (side == table.sides.size()) return json_of(table.figures[place++]);
  Json list = Json::array();
  for (std::size_t i = 0; i < table.sides[side].items.size(); ++i)
    list.push_back(nested(table, side + 1, place));
  return list;
}

// A table of one question has rows of one figure.
Json rows_of(const PublishedTable& table) {
  std::size_t place = 0;
  auto rows = nested(table, 0, place);
  if (table.sides.size() == 1)
    for (auto& row : rows) row = Json::array({std::move(row)});
  return rows;
}

Json json_of(const PublishedTable& table, const Publication& publication) {
  Json json = {{"id", table.id}, {"labels", labels_of(publication, table_key(table.id))}};
  if (table.among)
    json["among"] = {{"question", *table.among},
                     {"labels", labels_of(publication, question_key(*table.among))}};
  Json sides = Json::array();
  for (const auto& side : table.sides) sides.push_back(json_of(side, publication));
  json["sides"] = std::move(sides);
  json["rows"] = rows_of(table);
  return json;
}

// What tables.csv calls the sides of a table.
constexpr std::array<std::string_view, 3> side_names = {"row", "column", "layer"};

std::vector<std::string> csv_columns() {
  std::vector<std::string> names{"table"};
  for (const auto name : side_names) {
    // The table says what its rows are about.
    if (name != side_names.front()) names.push_back(fmt::format("{}_question", name));
    for (const auto part : {"kind", "code", "label"}) names.push_back(fmt::format("{}_{}", name, part));
  }
  names.emplace_back("among");
  for (const auto name : side_names) names.push_back(fmt::format("{}_nibrs", name));
  names.emplace_back("reports");
  return names;
}

std::vector<std::string> csv_fields(const Publication& publication, const PublishedTable& table,
                                    std::size_t place) {
  std::vector<std::string> fields{table.id};
  std::vector<std::string> nibrs(side_names.size());
  const auto& language = publication.statement.languages.front();
  const auto items = items_at(table.sides, place);
  for (std::size_t i = 0; i < side_names.size(); ++i) {
    if (i >= table.sides.size()) {
      fields.resize(fields.size() + 4);
      continue;
    }
    const auto& side = table.sides[i];
    const auto& item = side.items[items[i]];
    const auto key = label_key(side.question, name_of(item.kind), item.code);
    if (i > 0) fields.push_back(side.question);
    fields.insert(fields.end(), {std::string(name_of(item.kind)), item.code,
                                 text_of(publication.words, key, language, item.code)});
    if (table.among) nibrs[i] = nibrs_of(publication.words, key, " ");
  }
  fields.push_back(table.among.value_or(""));
  fields.insert(fields.end(), nibrs.begin(), nibrs.end());
  fields.push_back(csv_figure(table.figures[place]));
  return fields;
}

Json audit_json(const AuditNote& audit) {
  return {{"method", audit_method},
          {"verdict", audit_passed},
          {"earlier", audit.earlier},
          {"outside_sources", audit.sources},
          {"witnesses", audit.witnesses}};
}

}  // namespace

std::string tables_json(const Publication& publication) {
  const auto& statement = publication.statement;
  Json json = {{"format", tables_format},
               {"period", to_string(statement.period)},
               {"audience", statement.audience.id},
               {"languages", statement.languages}};
  if (publication.has_late) json["received_late"] = json_of(publication.late);
  json["cautions"] = publication.words.cautions;
  json["tables"] = Json::array();
  for (const auto& table : publication.tables) json["tables"].push_back(json_of(table, publication));
  for (const auto& list : publication.words.code_lists)
    json["code_lists"].push_back(json_of(list, publication));
  return text_of(json);
}

std::string tables_csv(const Publication& publication) {
  const auto columns = csv_columns();
  std::string csv = csv_line(columns);
  for (const auto& table : publication.tables)
    for (std::size_t place = 0; place < table.figures.size(); ++place)
      csv += csv_line(csv_fields(publication, table, place));
  if (publication.has_late) {
    std::vector<std::string> line(columns.size());
    line[0] = late_name;
    line[1] = "total";
    line.back() = csv_figure(publication.late);
    csv += csv_line(line);
  }
  return csv;
}

std::string manifest_json(const Publication& publication, const Files& files) {
  const auto& statement = publication.statement;
  Json forms = Json::array();
  for (const auto& version : statement.forms) forms.push_back(crypto::hex(version));
  Json listed = Json::array();
  for (const auto& [name, content] : files)
    listed.push_back({{"name", name},
                      {"size", content.size()},
                      {"sha256", crypto::hex(crypto::sha256(crypto::bytes_of(content)))}});
  Json json = {{"format", manifest_format},
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
               {"total", json_of(publication.total)}};
  if (statement.late != Late::none) json["late"] = name_of(statement.late);
  json["audit"] = audit_json(statement.audit);
  json["files"] = std::move(listed);
  return text_of(json);
}

Files documents(const Publication& publication) {
  Files files;
  files.emplace(tables_json_name, tables_json(publication));
  files.emplace(tables_csv_name, tables_csv(publication));
  if (is_export(publication)) {
    files.emplace(data_csv_name, data_csv(publication));
    files.emplace(codes_csv_name, codes_csv(publication));
    files.emplace(dictionary_name, export_dictionary_csv(publication));
  } else {
    files.emplace(dictionary_name, dictionary_csv(publication));
  }
  files.emplace(readme_name, readme(publication));
  files.emplace(manifest_name, manifest_json(publication, files));
  return files;
}

std::string signature_comment(const Statement& statement) {
  return fmt::format("Tellsafe release {} for {}", to_string(statement.period), statement.audience.id);
}

}  // namespace tellsafe::release
