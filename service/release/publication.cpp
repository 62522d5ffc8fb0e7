#include "service/release/publication.h"

#include <algorithm>

#include "service/release/format.h"

namespace tellsafe::release {

std::string_view name_of(Late late) {
  switch (late) {
    case Late::none:
      return "";
    case Late::counted:
      return late_counted;
    case Late::apart:
      return late_apart;
  }
  return "";
}

std::string_view name_of(schema::Level level) {
  return level == schema::Level::option ? "option" : "category";
}

PublishedTable outline(const CountedTable& table) {
  PublishedTable outlined{table.id, {}, table.among, {}};
  for (const auto& side : table.sides) outlined.sides.push_back(as_published(side));
  return outlined;
}

bool is_export(const Publication& publication) {
  return !publication.tables.empty() &&
         std::ranges::all_of(publication.tables,
                             [](const PublishedTable& table) { return table.among.has_value(); });
}

Publication publication(Statement statement, std::span<const CountedTable> tables, const Figures& figures,
                        Vocabulary words) {
  Publication made{std::move(statement), {}, figures.total, figures.has_late, figures.late, std::move(words)};
  for (std::size_t i = 0; i < tables.size(); ++i) {
    made.tables.push_back(outline(tables[i]));
    made.tables.back().figures = figures.tables.at(i);
  }
  return made;
}

std::size_t size_of(std::span<const PublishedSide> sides) {
  std::size_t size = 1;
  for (const auto& side : sides) size *= side.items.size();
  return size;
}

std::vector<std::size_t> items_at(std::span<const PublishedSide> sides, std::size_t place) {
  std::vector<std::size_t> items(sides.size());
  for (std::size_t side = sides.size(); side-- > 0;) {
    items[side] = place % sides[side].items.size();
    place /= sides[side].items.size();
  }
  return items;
}

}  // namespace tellsafe::release
