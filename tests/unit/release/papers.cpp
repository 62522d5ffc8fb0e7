#include "tests/unit/release/papers.h"

#include <algorithm>

#include "schema/code_notes.h"
#include "service/release/format.h"
#include "tests/support/must.h"

namespace tellsafe::release {

namespace {

const std::filesystem::path source = TELLSAFE_SOURCE_DIR;
const auto areas = source / "deploy/demo/areas.json";

CountedTable table_of(const schema::Form& form, std::string id, std::vector<schema::Dimension> dimensions) {
  CountedTable table;
  table.id = std::move(id);
  for (const auto& dimension : dimensions) table.sides.push_back(make_side(dimension, std::span(&form, 1)));
  return table;
}

}  // namespace

Papers::Papers()
    : form(test_support::must(schema::Form::load(source / "schema", areas))),
      labels(std::make_shared<schema::Labels>(
          test_support::must(schema::Labels::load(source / "schema/labels", {"es", "en"}, form, areas)))),
      signing(std::make_shared<crypto::SigningKey>(crypto::SigningKey::generate())) {
  using schema::Level;
  tables = {
      table_of(form, "day_part", {{"day_part", Level::option}}),
      table_of(form, "bias_category_by_area", {{"bias_targets", Level::category}, {"area", Level::category}}),
      table_of(form, "shared",
               {{"bias_targets", Level::category},
                {"act_types", Level::category},
                {"target_kind", Level::option}})};
  tables[2].among = "share_with_state_police";
  statement.city = "City of Riverbend";
  statement.period = {2025, 0};
  statement.audience = {"public", 10, 5};
  statement.demo = true;
  statement.programme = std::string(64, 'a');
  statement.forms = {form.version()};
  statement.audit = {{"2025-Q1", "2025-Q2"}, {"FBI, hate crime, 2025"}, std::string(64, '1')};
  statement.languages = {"es", "en"};
  statement.late = Late::counted;
  for (const auto& table : tables) figures.tables.emplace_back(size_of(outline(table).sides));
  figures.total = 60;
  figures.has_late = true;
  figures.late = 10;
  figure(0, {""}) = 60;
  figure(0, {"morning"}) = 25;
  figure(1, {"", ""}) = 60;
  figure(1, {"religion", "north"}) = 15;
  figure(2, {"", "", ""}) = 40;
  figure(2, {"religion", "", "school"}) = 10;
  find_words();
}

void Papers::become_export() {
  tables.erase(tables.begin(), tables.begin() + 2);
  figures.tables.erase(figures.tables.begin(), figures.tables.begin() + 2);
  tables.push_back(table_of(form, "shared_places", {{"place_kind", schema::Level::option}}));
  tables.back().among = "share_with_state_police";
  figures.tables.emplace_back(size_of(outline(tables.back()).sides));
  figure(1, {""}) = 40;
  figure(1, {"worship"}) = 15;
  statement.audience = {"state_police", 10, 1};
  find_words();
}

void Papers::find_words() {
  words = vocabulary(tables, *labels, statement.languages, std::span(&form, 1),
                     test_support::must(schema::load_code_notes(source / "schema")),
                     statement.late == Late::apart);
}

Publication Papers::publication() const {
  return release::publication(statement, tables, figures, words);
}

Files Papers::files() const {
  auto made = documents(publication());
  made.emplace(signature_name, signing->sign(crypto::bytes_of(made.at(std::string(manifest_name))),
                                             signature_comment(statement)));
  return made;
}

std::size_t Papers::place(std::size_t table, std::vector<std::string_view> codes) const {
  std::size_t place = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const auto& items = tables[table].sides[i].items;
    const auto found = std::ranges::find_if(items, [&](const Item& item) {
      return codes[i] == "?" ? item.kind == ItemKind::unanswered
                             : item.code == codes[i] && item.kind != ItemKind::unanswered;
    });
    place = place * items.size() + static_cast<std::size_t>(found - items.begin());
  }
  return place;
}

}  // namespace tellsafe::release
