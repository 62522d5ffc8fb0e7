#include "service/release/cells.h"

#include <fmt/format.h>

#include <algorithm>

namespace tellsafe::release {

namespace {

using disclosure::Relation;
using Meaning = std::set<std::string>;

constexpr std::string_view answered = "answered";
constexpr std::string_view not_ticked = "not_ticked";

struct RelationLess {
  bool operator()(const Relation& a, const Relation& b) const {
    return std::tie(a.parent, a.children, a.exact) < std::tie(b.parent, b.children, b.exact);
  }
};

// The children of each item that has any.
std::map<std::size_t, std::vector<std::size_t>> families(const Side& side) {
  std::map<std::size_t, std::vector<std::size_t>> found;
  for (std::size_t item = 1; item < side.items.size(); ++item) found[side.items[item].parent].push_back(item);
  return found;
}

// Items of one side each; places are numbered with the last side fastest.
std::vector<std::vector<std::size_t>> all_places(const CountedTable& table) {
  std::vector<std::vector<std::size_t>> places{{}};
  for (const auto& side : table.sides) {
    std::vector<std::vector<std::size_t>> longer;
    longer.reserve(places.size() * side.items.size());
    for (const auto& place : places)
      for (std::size_t item = 0; item < side.items.size(); ++item) {
        longer.push_back(place);
        longer.back().push_back(item);
      }
    places = std::move(longer);
  }
  return places;
}

class Linker {
 public:
  Linker(std::span<const Part> parts, const std::set<std::string>& always_answered)
      : parts_(parts), always_answered_(always_answered) {
    for (const auto& part : parts) add_part(part);
  }

  // Those who did not tick, where those who did and all together are both counted.
  void add_complements() {
    std::map<std::size_t, std::size_t> complement_of;
    for (const auto& [cell, flag] : std::vector(ticked_.begin(), ticked_.end())) {
      auto [part, meaning] = described_[cell];
      meaning.erase(meaning_of(flag, ticked, ""));
      const auto all = find(part, meaning);
      if (!all) continue;
      meaning.insert(meaning_of(flag, not_ticked, ""));
      const auto rest = counts()[*all] - counts()[cell];
      complement_of[cell] = at(part, meaning, [&] { return rest; });
      relate({*all, {cell, complement_of[cell]}, true});
    }
    // Sums of those who did not tick follow from the other two; several answers do not.
    for (const auto& relation : std::vector(relations_.begin(), relations_.end())) {
      if (relation.exact || !complement_of.contains(relation.parent)) continue;
      Relation same{complement_of.at(relation.parent), {}, false};
      for (const auto child : relation.children)
        if (const auto found = complement_of.find(child); found != complement_of.end())
          same.children.push_back(found->second);
      if (same.children.size() == relation.children.size()) relate(std::move(same));
    }
  }

  void add_joint(const Joint& joint) {
    const auto name = [&](std::size_t part) { return parts_[part].name; };
    for (const auto& [cell, description] : std::vector(described_of(name(joint.year)))) {
      const auto& meaning = description;
      const auto again = find(name(joint.again), meaning);
      const auto fresh = find(name(joint.fresh), meaning);
      if (!again || !fresh) continue;
      relate({cell, {*again, *fresh}, true});
      relate_quarters(joint, *again, meaning);
    }
  }

  Cells finish() {
    cells_.system.relations.assign(relations_.begin(), relations_.end());
    for (std::size_t cell = 0; cell < described_.size(); ++cell)
      if (std::ranges::any_of(always_answered_, [&](const auto& question) {
            return described_[cell].second.contains(meaning_of(question, name_of(ItemKind::unanswered), ""));
          }))
        known_.insert(cell);
    for (const auto cell : known_) cells_.system.known.push_back({cell, 0, 0});
    cells_.impossible.assign(known_.begin(), known_.end());
    for (const auto& [part, meaning] : described_)
      cells_.apart.push_back(std::ranges::any_of(meaning, [](const auto& what) {
        const std::string_view answer = std::string_view(what).substr(what.find('=') + 1);
        return answer == ticked || answer == not_ticked;
      }));
    return std::move(cells_);
  }

 private:
  std::vector<std::uint64_t>& counts() { return cells_.system.counts; }

  template <class Count>
  std::size_t at(const std::string& part, const Meaning& meaning, Count count) {
    const auto [found, is_new] = cells_.by_name.try_emplace(cell_name(part, meaning), counts().size());
    if (is_new) {
      counts().push_back(count());
      cells_.names.push_back(found->first);
      described_.emplace_back(part, meaning);
    }
    return found->second;
  }

  std::optional<std::size_t> find(const std::string& part, const Meaning& meaning) const {
    const auto found = cells_.by_name.find(cell_name(part, meaning));
    return found == cells_.by_name.end() ? std::nullopt : std::optional(found->second);
  }

  std::vector<std::pair<std::size_t, Meaning>> described_of(const std::string& part) const {
    std::vector<std::pair<std::size_t, Meaning>> found;
    for (std::size_t cell = 0; cell < described_.size(); ++cell)
      if (described_[cell].first == part) found.emplace_back(cell, described_[cell].second);
    return found;
  }

  void relate(Relation relation) {
    std::ranges::sort(relation.children);
    relations_.insert(std::move(relation));
  }

  void add_part(const Part& part) {
    cells_.totals.push_back(at(part.name, {}, [&] { return part.reports; }));
    auto& tables = cells_.places.emplace_back();
    for (const auto& table : part.tables) tables.push_back(add_table(part, table));
  }

  std::vector<std::size_t> add_table(const Part& part, const CountedTable& table) {
    const auto places = all_places(table);
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto cell = at(part.name, meaning(table, places[i]), [&] { return table.counts[i]; });
      if (table.among) ticked_[cell] = *table.among;
      cells.push_back(cell);
    }
    std::size_t stride = 1;
    for (std::size_t s = table.sides.size(); s-- > 0; stride *= table.sides[s].items.size())
      for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i][s] == 0) relate_line(part, table, s, places[i], std::span(cells), i, stride);
    return cells;
  }

  // The items of side `s` at one choice of items of the others; `first`: the place of the total.
  void relate_line(const Part& part, const CountedTable& table, std::size_t s,
                   const std::vector<std::size_t>& place, std::span<const std::size_t> cells,
                   std::size_t first, std::size_t stride) {
    const auto& side = table.sides[s];
    const auto cell_at = [&](std::size_t item) { return cells[first + item * stride]; };
    for (const auto& [parent, children] : families(side)) {
      Relation relation{cell_at(parent), {}, !side.several};
      for (const auto child : children) relation.children.push_back(cell_at(child));
      if (side.several && parent == 0)
        relation = relate_answered(part, table, s, place, relation, cell_at(side.items.size() - 1));
      relate(std::move(relation));
    }
  }

  // With several answers: all = answered + unanswered, and the chosen items lie in `answered`.
  Relation relate_answered(const Part& part, const CountedTable& table, std::size_t s,
                           const std::vector<std::size_t>& place, Relation relation, std::size_t unanswered) {
    auto those = meaning(table, place);
    those.insert(meaning_of(table.sides[s].question, answered, ""));
    const auto count = counts()[relation.parent] - counts()[unanswered];
    const auto cell = at(part.name, those, [&] { return count; });
    if (table.among) ticked_[cell] = *table.among;
    relate({relation.parent, {cell, unanswered}, true});
    relate(relation);  // follows from the two others, but it is what a reader subtracts along
    std::erase(relation.children, unanswered);
    relation.parent = cell;
    return relation;
  }

  static Meaning meaning(const CountedTable& table, const std::vector<std::size_t>& place) {
    Meaning all;
    for (std::size_t s = 0; s < place.size(); ++s) {
      const auto& item = table.sides[s].items[place[s]];
      if (item.kind != ItemKind::total)
        all.insert(meaning_of(table.sides[s].question, name_of(item.kind), item.code));
    }
    if (table.among) all.insert(meaning_of(*table.among, ticked, ""));
    return all;
  }

  // What reviewers decided after a quarter's release is taken as known to everybody: that gives the attacker
  // more than he has.
  void relate_quarters(const Joint& joint, std::size_t again, const Meaning& meaning) {
    std::vector<std::size_t> quarters;
    std::uint64_t sum = 0;
    for (const auto quarter : joint.quarters)
      if (const auto cell = find(parts_[quarter].name, meaning)) {
        quarters.push_back(*cell);
        sum += counts()[*cell];
      }
    if (quarters.empty()) return;
    const auto now = counts()[again];
    if (now == sum) return relate({again, quarters, true});
    if (now > sum) {
      quarters.push_back(changed(joint, meaning, "added by review", now - sum));
      return relate({again, quarters, true});
    }
    auto before = meaning;
    before.insert("before review");
    const auto all = at(parts_[joint.again].name, before, [&] { return sum; });
    relate({all, quarters, true});
    relate({all, {again, changed(joint, meaning, "taken out by review", sum - now)}, true});
  }

  std::size_t changed(const Joint& joint, Meaning meaning, const char* how, std::uint64_t count) {
    meaning.insert(how);
    const auto cell = at(parts_[joint.again].name, meaning, [&] { return count; });
    cells_.system.known.push_back({cell, count, count});
    return cell;
  }

  std::span<const Part> parts_;
  const std::set<std::string>& always_answered_;
  Cells cells_;
  std::vector<std::pair<std::string, Meaning>>
      described_;                              // of each cell: its part's name, and what it counts
  std::map<std::size_t, std::string> ticked_;  // cells among those who ticked a flag
  std::set<Relation, RelationLess> relations_;
  std::set<std::size_t> known_;
};

}  // namespace

std::string meaning_of(std::string_view question, std::string_view kind, std::string_view code) {
  return code.empty() ? fmt::format("{}={}", question, kind) : fmt::format("{}={}:{}", question, kind, code);
}

std::string cell_name(std::string_view part, const std::set<std::string>& meaning) {
  return meaning.empty() ? std::string(part) : fmt::format("{}; {}", part, fmt::join(meaning, "; "));
}

Cells link(std::span<const Part> parts, const std::set<std::string>& always_answered,
           const std::optional<Joint>& joint) {
  Linker linker(parts, always_answered);
  linker.add_complements();
  if (joint) linker.add_joint(*joint);
  return linker.finish();
}

}  // namespace tellsafe::release
