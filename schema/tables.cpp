#include "schema/tables.h"

#include <fmt/format.h>

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

Table read_table(const Node& entry, const Form& form, std::set<std::string>& seen) {
  entry.only({"id", "dimensions", "periods"});
  Table table;
  table.id = read_id(entry, seen);
  const Node dimensions = entry.child("dimensions");
  std::set<std::string> questions;
  for (const auto& one : dimensions.items()) {
    table.dimensions.push_back(read_dimension(one, form));
    if (!questions.insert(table.dimensions.back().question).second) one.fail("this question is there twice");
  }
  if (table.dimensions.empty() || table.dimensions.size() > 2) dimensions.fail("must be one or two");
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
    programme.tables.push_back(read_table(entry, form, table_ids));
  }
  if (programme.audiences.empty()) root.fail("has no audience");
  if (programme.tables.empty()) root.fail("has no table");
  if (!document.good()) return {boost::system::in_place_error, document.problem()};
  programme.version = crypto::hex(crypto::sha256(crypto::bytes_of(document.root().dump())));
  return programme;
}

}  // namespace tellsafe::schema
