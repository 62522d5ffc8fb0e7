#include "service/release/shown_cells.h"

#include "service/release/cells.h"

namespace tellsafe::release {

std::string year_part(const Period& period) {
  return to_string(period);
}

std::string again_part(const Period& period) {
  return to_string(period) + " in its quarters";
}

std::string fresh_part(const Period& period) {
  return to_string(period) + " in no quarter";
}

std::string printed_part(const Statement& statement) {
  return statement.late == Late::apart ? again_part(statement.period) : year_part(statement.period);
}

std::map<std::string, std::uint64_t> shown_cells(const Publication& publication) {
  std::map<std::string, std::uint64_t> shown;
  const auto part = printed_part(publication.statement);
  const auto add = [&](const std::string& name, const Figure& figure) {
    if (figure) shown.emplace(name, *figure);
  };
  add(part, publication.total);
  if (publication.has_late) add(fresh_part(publication.statement.period), publication.late);
  for (const auto& table : publication.tables)
    for (std::size_t place = 0; place < table.figures.size(); ++place)
      add(cell_name(part, table, place), table.figures[place]);
  return shown;
}

std::string cell_name(const std::string& part, const PublishedTable& table, std::size_t place) {
  const auto items = items_at(table.sides, place);
  std::set<std::string> meaning;
  for (std::size_t s = 0; s < items.size(); ++s)
    if (const auto& item = table.sides[s].items[items[s]]; item.kind != ItemKind::total)
      meaning.insert(meaning_of(table.sides[s].question, name_of(item.kind), item.code));
  if (table.among) meaning.insert(meaning_of(*table.among, ticked, ""));
  return cell_name(part, meaning);
}

}  // namespace tellsafe::release
