#include "service/release/published.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "schema/strict_json.h"
#include "service/release/format.h"

namespace tellsafe::release {

namespace {

using schema::Document;
using schema::Node;

std::string content_of(const Files& files, std::string_view name) {
  const auto found = files.find(std::string(name));
  return found == files.end() ? "" : found->second;
}

// Bounded as the programme's own thresholds are.
unsigned read_small(const Node& node) {
  const auto number = node.number();
  if (number < 1 || number > 1000) node.fail("must be from 1 to 1000");
  return static_cast<unsigned>(number);
}

std::string read_code(const Node& node) {
  auto code = node.text();
  if (!schema::is_code(code)) node.fail("is no code");
  return code;
}

std::vector<std::string> read_codes(const Node& node) {
  std::vector<std::string> codes;
  for (const auto& item : node.items()) codes.push_back(read_code(item));
  return codes;
}

Figure read_figure(const Node& node) {
  return node.value().is_null() ? Figure() : node.number();
}

constexpr std::size_t most_sides = 3;

bool is_hexadecimal(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string read_hexadecimal(const Node& node) {
  auto text = node.text();
  if (!is_hexadecimal(text, 64)) node.fail("must be 64 hexadecimal digits");
  return text;
}

schema::FormVersion read_version(const Node& node) {
  schema::FormVersion version{};
  const auto text = read_hexadecimal(node);
  if (!is_hexadecimal(text, 2 * version.size())) return version;
  for (std::size_t i = 0; i < version.size(); ++i)
    std::from_chars(text.data() + 2 * i, text.data() + 2 * i + 2, version[i], 16);
  return version;
}

Period read_period(const Node& node) {
  const auto period = parse_period(node.text());
  if (!period) node.fail("is no period");
  return period.value_or(Period());
}

Late read_late(const Node& root) {
  if (!root.has("late")) return Late::none;
  const auto node = root.child("late");
  const auto text = node.text();
  if (text == late_counted) return Late::counted;
  if (text != late_apart) node.fail("must be counted or apart");
  return Late::apart;
}

AuditNote read_audit(const Node& node) {
  node.only({"method", "verdict", "earlier", "outside_sources", "witnesses"});
  AuditNote audit;
  std::set<std::string> seen;
  for (const auto& item : node.child("earlier").items()) {
    audit.earlier.push_back(to_string(read_period(item)));
    if (!seen.insert(audit.earlier.back()).second) item.fail("is there twice");
  }
  audit.sources = node.child("outside_sources").texts();
  audit.witnesses = read_hexadecimal(node.child("witnesses"));
  return audit;
}

// What is given twice (days, the method, the list of files) is not read: it is made again and compared.
void read_manifest(const Node& root, Publication& publication) {
  root.only({"format", "city", "period", "first_day", "last_day", "audience", "demonstration", "programme",
             "form_versions", "threshold", "round_to", "total", "late", "audit", "files"});
  auto& statement = publication.statement;
  if (root.child("format").text() != manifest_format) root.child("format").fail("is another format");
  statement.city = root.child("city").text();
  statement.period = read_period(root.child("period"));
  statement.audience.id = read_code(root.child("audience"));
  statement.audience.threshold = read_small(root.child("threshold"));
  statement.audience.round_to = read_small(root.child("round_to"));
  statement.demo = root.child("demonstration").truth();
  statement.programme = read_hexadecimal(root.child("programme"));
  for (const auto& item : root.child("form_versions").items()) {
    const auto version = read_version(item);
    if (!statement.forms.empty() && version <= statement.forms.back()) item.fail("is not in order");
    statement.forms.push_back(version);
  }
  publication.total = read_figure(root.child("total"));
  statement.late = read_late(root);
  statement.audit = read_audit(root.child("audit"));
}

// The first text for a key counts; where another table has another one, the files made again will differ.
void read_labels(const Node& node, const std::string& key, Vocabulary& words) {
  for (const auto& language : node.names()) words.texts[key].emplace(language, node.child(language).text());
  if (words.texts[key].empty()) words.texts.erase(key);
}

ItemKind read_kind(const Node& node) {
  const auto text = node.text();
  for (const auto kind : {ItemKind::total, ItemKind::category, ItemKind::option, ItemKind::unanswered})
    if (text == name_of(kind)) return kind;
  node.fail("is no kind of item");
  return ItemKind::option;
}

bool has_code(ItemKind kind) {
  return kind == ItemKind::category || kind == ItemKind::option;
}

Item read_item(const Node& node, const PublishedSide& side, Vocabulary& words) {
  node.only({"kind", "code", "parent", "labels", "nibrs"});
  Item item;
  item.kind = read_kind(node.child("kind"));
  // Others have an empty one: it is made again so.
  if (has_code(item.kind)) item.code = read_code(node.child("code"));
  item.parent = node.child("parent").number();
  const auto at = side.items.size();
  if (item.parent >= std::max<std::size_t>(at, 1)) node.child("parent").fail("must be an item before it");
  if ((item.kind == ItemKind::total) != (at == 0)) node.fail("the total comes first, and nothing else");
  if (!side.items.empty() && side.items.back().kind == ItemKind::unanswered)
    node.fail("comes after the unanswered");
  const auto key = label_key(side.question, name_of(item.kind), item.code);
  read_labels(node.child("labels"), key, words);
  if (node.has("nibrs")) words.nibrs.emplace(key, read_codes(node.child("nibrs")));
  return item;
}

schema::Level read_level(const Node& node) {
  const auto text = node.text();
  if (text != "option" && text != "category") node.fail("must be option or category");
  return text == "option" ? schema::Level::option : schema::Level::category;
}

PublishedSide read_side(const Node& node, Vocabulary& words) {
  node.only({"question", "level", "several", "labels", "items"});
  PublishedSide side;
  side.question = read_code(node.child("question"));
  side.level = read_level(node.child("level"));
  side.several = node.child("several").truth();
  read_labels(node.child("labels"), question_key(side.question), words);
  std::set<std::pair<ItemKind, std::string>> seen;
  for (const auto& entry : node.child("items").items()) {
    side.items.push_back(read_item(entry, side, words));
    if (!seen.emplace(side.items.back().kind, side.items.back().code).second) entry.fail("is there twice");
  }
  if (side.items.empty() || side.items.back().kind != ItemKind::unanswered)
    node.child("items").fail("must end with the unanswered");
  return side;
}

// Arrays within arrays, one depth for each side from `side` on.
void read_figures(const Node& node, std::size_t side, PublishedTable& table) {
  if (side == table.sides.size()) {
    table.figures.push_back(read_figure(node));
    return;
  }
  const auto items = node.items();
  if (items.size() != table.sides[side].items.size()) node.fail("must have an entry for each item");
  for (const auto& item : items) read_figures(item, side + 1, table);
}

void read_rows(const Node& node, PublishedTable& table) {
  if (table.sides.size() != 1) return read_figures(node, 0, table);
  const auto rows = node.items();
  if (rows.size() != table.sides.front().items.size()) node.fail("must have an entry for each item");
  for (const auto& row : rows) {
    const auto cells = row.items();
    if (cells.size() != 1) row.fail("must have one figure");
    for (const auto& cell : cells) table.figures.push_back(read_figure(cell));
  }
}

PublishedTable read_table(const Node& node, Vocabulary& words) {
  node.only({"id", "labels", "among", "sides", "rows"});
  PublishedTable table;
  table.id = read_code(node.child("id"));
  read_labels(node.child("labels"), table_key(table.id), words);
  if (node.has("among")) {
    const auto among = node.child("among").only({"question", "labels"});
    table.among = read_code(among.child("question"));
    read_labels(among.child("labels"), question_key(*table.among), words);
  }
  std::set<std::string> questions;
  for (const auto& entry : node.child("sides").items()) {
    table.sides.push_back(read_side(entry, words));
    if (!questions.insert(table.sides.back().question).second) entry.fail("this question is there twice");
  }
  if (table.sides.empty() || table.sides.size() > most_sides)
    node.child("sides").fail("must be one to three");
  else
    read_rows(node.child("rows"), table);
  return table;
}

CodeList read_code_list(const Node& node, Vocabulary& words) {
  node.only({"side", "nibrs_element", "nibrs_labels"});
  CodeList list{read_side(node.child("side"), words), {}, {}};
  if (!node.has("nibrs_element")) return list;
  list.element = read_code(node.child("nibrs_element"));
  const auto labels = node.child("nibrs_labels");
  for (const auto& code : labels.names()) {
    if (!schema::is_code(code)) labels.fail("has what is no code");
    list.nibrs_labels.emplace(code, labels.child(code).text());
  }
  return list;
}

void read_code_lists(const Node& node, Vocabulary& words) {
  std::set<std::string> seen;
  for (const auto& entry : node.items()) {
    words.code_lists.push_back(read_code_list(entry, words));
    if (!seen.insert(words.code_lists.back().side.question).second)
      entry.fail("this question is there twice");
  }
}

void read_tables(const Node& root, Publication& publication) {
  root.only(
      {"format", "period", "audience", "languages", "received_late", "cautions", "tables", "code_lists"});
  if (root.child("format").text() != tables_format) root.child("format").fail("is another format");
  auto& words = publication.words;
  publication.statement.languages = read_codes(root.child("languages"));
  if (publication.statement.languages.empty()) root.child("languages").fail("must not be empty");
  publication.has_late = root.has(late_name);
  if (publication.has_late) publication.late = read_figure(root.child(late_name));
  const auto cautions = root.child("cautions");
  for (const auto& question : cautions.names()) words.cautions[question] = cautions.child(question).texts();
  std::set<std::string> seen;
  for (const auto& entry : root.child("tables").items()) {
    publication.tables.push_back(read_table(entry, words));
    if (!seen.insert(publication.tables.back().id).second) entry.fail("is there twice");
  }
  if (root.has("code_lists")) read_code_lists(root.child("code_lists"), words);
}

}  // namespace

boost::system::result<Publication, std::string> read_published(const Files& files) {
  Publication publication;
  auto manifest = Document::from_text(std::string(manifest_name), content_of(files, manifest_name));
  if (manifest.good()) read_manifest(Node(manifest), publication);
  if (!manifest.good()) return printable(manifest.problem());
  auto tables = Document::from_text(std::string(tables_json_name), content_of(files, tables_json_name));
  if (tables.good()) read_tables(Node(tables), publication);
  if (!tables.good()) return printable(tables.problem());
  return publication;
}

}  // namespace tellsafe::release
