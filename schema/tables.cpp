#include "schema/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "crypto/hash.h"
#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

constexpr unsigned min_threshold = 5;

std::string read_id(const Node& entry, std::set<std::string>& seen) {
  const Node node = entry.child("id");
  std::string id = node.text();
  if (!is_code(id)) node.fail(R"(an id is made of letters, digits, "_" and "-")");
  if (!seen.insert(id).second) node.fail(fmt::format(R"("{}" is there twice)", id));
  return id;
}

// Bounded, so that a count never gets near the end of a type.
unsigned read_small(const Node& node, unsigned least) {
  const auto number = node.number();
  if (number < least || number > 1000) node.fail(fmt::format("must be from {} to 1000", least));
  return static_cast<unsigned>(number);
}

Audience read_audience(const Node& entry, std::set<std::string>& seen) {
  entry.only({"id", "threshold", "round_to"});
  Audience audience;
  audience.id = read_id(entry, seen);
  audience.threshold = read_small(entry.child("threshold"), min_threshold);
  audience.round_to = read_small(entry.child("round_to"), 1);
  return audience;
}

Level read_level(const Node& node) {
  const std::string level = node.text();
  if (level != "option" && level != "category") node.fail("must be option or category");
  return level == "category" ? Level::category : Level::option;
}

Dimension read_dimension(const Node& entry, const Form& form) {
  entry.only({"question", "level"});
  Dimension dimension{entry.child("question").text(), read_level(entry.child("level"))};
  const Question* question = form.find(dimension.question);
  if (question == nullptr) {
    entry.fail(fmt::format(R"(the form has no question "{}")", dimension.question));
  } else if (question->options.empty()) {
    entry.fail(fmt::format(R"("{}" has no options to count)", dimension.question));
  }
  return dimension;
}

void read_periods(const Node& node, Table& table) {
  for (const auto& entry : node.items()) {
    const std::string period = entry.text();
    bool* wanted = period == "quarter" ? &table.quarter : period == "year" ? &table.year : nullptr;
    if (wanted == nullptr || *wanted) return entry.fail("must be quarter or year, each once");
    *wanted = true;
  }
  if (!table.quarter && !table.year) node.fail("needs quarter, year or both");
}

void read_dimensions(const Node& node, const Form& form, Table& table) {
  std::set<std::string> questions;
  for (const auto& one : node.items()) {
    table.dimensions.push_back(read_dimension(one, form));
    if (!questions.insert(table.dimensions.back().question).second) one.fail("this question is there twice");
  }
  const bool is_export = table.audience && table.among;
  const std::size_t most = is_export ? max_dimensions : max_dimensions - 1;
  if (table.dimensions.empty() || table.dimensions.size() > most)
    node.fail(is_export ? "must be one to three"
                        : R"(must be one or two (three where the table has "audience" and "among"))");
}

std::string read_audience_of(const Node& node, const std::set<std::string>& audiences) {
  std::string audience = node.text();
  if (!audiences.contains(audience)) node.fail(fmt::format(R"(there is no audience "{}")", audience));
  return audience;
}

std::string read_among(const Node& node, const Form& form) {
  std::string flag = node.text();
  const Question* question = form.find(flag);
  if (question == nullptr || question->kind != Kind::flag)
    node.fail(fmt::format(R"(the form has no flag "{}")", flag));
  return flag;
}

Table read_table(const Node& entry, const Form& form, const std::set<std::string>& audiences,
                 std::set<std::string>& seen) {
  entry.only({"id", "dimensions", "periods", "audience", "among"});
  Table table;
  table.id = read_id(entry, seen);
  if (entry.has("audience")) table.audience = read_audience_of(entry.child("audience"), audiences);
  if (entry.has("among")) table.among = read_among(entry.child("among"), form);
  read_dimensions(entry.child("dimensions"), form, table);
  read_periods(entry.child("periods"), table);
  return table;
}

}  // namespace

boost::system::result<Programme, std::string> Programme::load(const std::filesystem::path& file,
                                                              const Form& form) {
  Document document = Document::from_file(file);
  if (!document.good()) return {boost::system::in_place_error, document.problem()};
  const Node root(document);
  root.only({"audiences", "tables"});
  Programme programme;
  std::set<std::string> audience_ids;
  std::set<std::string> table_ids;
  for (const auto& entry : root.child("audiences").items()) {
    programme.audiences.push_back(read_audience(entry, audience_ids));
  }
  for (const auto& entry : root.child("tables").items()) {
    programme.tables.push_back(read_table(entry, form, audience_ids, table_ids));
  }
  if (programme.audiences.empty()) root.fail("has no audience");
  if (programme.tables.empty()) root.fail("has no table");
  for (const auto& audience : programme.audiences) {
    const auto printed = [&](const Table& table) { return prints(programme, table, audience); };
    if (std::ranges::none_of(programme.tables, printed))
      root.fail(fmt::format(R"(has no table for the audience "{}")", audience.id));
  }
  if (!document.good()) return {boost::system::in_place_error, document.problem()};
  programme.version = crypto::hex(crypto::sha256(crypto::bytes_of(document.root().dump())));
  return programme;
}

bool prints(const Programme& programme, const Table& table, const Audience& audience) {
  if (table.audience) return table.audience == audience.id;
  const auto names_it = [&](const Table& other) { return other.audience == audience.id; };
  return std::ranges::none_of(programme.tables, names_it);
}

}  // namespace tellsafe::schema
