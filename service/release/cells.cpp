#include "service/release/cells.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace tellsafe::release {

namespace {

// What a cell counts: one part for each side that is not a total, in an order that does not depend on the
// table.
using Meaning = std::set<std::string>;

void restrict(Meaning& meaning, const Side& side, std::size_t item) {
  const auto& [kind, code, parent] = side.items[item];
  if (kind == ItemKind::total) return;
  meaning.insert(side.question + '\n' + std::string(name_of(kind)) + '\n' + code);
}

Meaning meaning_of(const CountedTable& table, std::size_t row, std::size_t column) {
  Meaning meaning;
  restrict(meaning, table.sides.front(), row);
  if (table.sides.size() == 2) restrict(meaning, table.sides.back(), column);
  return meaning;
}

// The children of each item that has any.
std::map<std::size_t, std::vector<std::size_t>> families(const Side& side) {
  std::map<std::size_t, std::vector<std::size_t>> found;
  for (std::size_t item = 1; item < side.items.size(); ++item) found[side.items[item].parent].push_back(item);
  return found;
}

}  // namespace

Cells link(std::span<const CountedTable> tables, std::uint64_t reports) {
  Cells cells{{reports}, {}, {}};
  std::map<Meaning, std::size_t> known{{{}, 0}};
  std::set<Relation> relations;
  for (const auto& table : tables) {
    auto& places = cells.tables.emplace_back();
    const std::size_t columns = table.columns();
    for (std::size_t place = 0; place < table.counts.size(); ++place) {
      const auto [found, is_new] =
          known.try_emplace(meaning_of(table, place / columns, place % columns), cells.counts.size());
      if (is_new) cells.counts.push_back(table.counts[place]);
      places.push_back(found->second);
    }
    const auto relate = [&](const Side& side, auto cell_at, std::size_t lines) {
      for (const auto& [parent, children] : families(side))
        for (std::size_t line = 0; line < lines; ++line) {
          Relation relation{cell_at(parent, line), {}, !side.several};
          for (const auto child : children) relation.children.push_back(cell_at(child, line));
          std::ranges::sort(relation.children);
          relations.insert(std::move(relation));
        }
    };
    relate(
        table.sides.front(),
        [&](std::size_t row, std::size_t column) { return places[row * columns + column]; }, columns);
    if (table.sides.size() == 2)
      relate(
          table.sides.back(),
          [&](std::size_t column, std::size_t row) { return places[row * columns + column]; }, table.rows());
  }
  cells.relations.assign(relations.begin(), relations.end());
  return cells;
}

}  // namespace tellsafe::release
