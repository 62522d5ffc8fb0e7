#include "tests/unit/disclosure/tables.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace tellsafe::disclosure {

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t end) {
  return random() % end;
}
bool one_in(Random& random, std::size_t n) {
  return below(random, n) == 0;
}

// The items of a question, then its groups, then the total.
struct Axis {
  std::size_t items = 1;
  bool several = false;
  std::vector<std::vector<std::size_t>> groups;  // empty: items are directly below the total

  std::size_t size() const { return items + groups.size() + 1; }
  std::size_t total() const { return size() - 1; }
  // With one answer, a node is the sum of items; with several, every node stands for itself.
  std::size_t leaf_count() const { return several ? size() : items; }
  std::vector<std::size_t> leaves(std::size_t node) const {
    if (several || node < items) return {node};
    if (node < total()) return groups[node - items];
    std::vector<std::size_t> all(items);
    std::iota(all.begin(), all.end(), 0U);
    return all;
  }
  // (parent, children)
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> families() const {
    std::vector<std::pair<std::size_t, std::vector<std::size_t>>> all;
    std::vector<std::size_t> top;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      all.emplace_back(items + g, groups[g]);
      top.push_back(items + g);
    }
    all.emplace_back(total(), groups.empty() ? leaves_of_all() : top);
    return all;
  }
  // The nodes that a report with these items is counted in.
  std::vector<bool> hit(const std::vector<std::size_t>& chosen) const {
    std::vector<bool> hits(size(), false);
    for (const auto item : chosen) {
      hits[item] = true;
      for (std::size_t g = 0; g < groups.size(); ++g)
        if (std::ranges::count(groups[g], item) > 0) hits[items + g] = true;
    }
    hits[total()] = true;
    return hits;
  }

 private:
  std::vector<std::size_t> leaves_of_all() const {
    std::vector<std::size_t> all(items);
    std::iota(all.begin(), all.end(), 0U);
    return all;
  }
};

Axis random_axis(Random& random, std::size_t most, bool several) {
  Axis axis{1 + below(random, most), several, {}};
  if (axis.items >= 3 && one_in(random, 3)) {
    const std::size_t cut = 1 + below(random, axis.items - 1);
    axis.groups.resize(2);
    for (std::size_t item = 0; item < axis.items; ++item) axis.groups[item < cut ? 0 : 1].push_back(item);
  }
  return axis;
}

std::vector<std::size_t> random_choice(Random& random, const Axis& axis) {
  std::vector<std::size_t> chosen{below(random, axis.items)};
  for (std::size_t item = 0; axis.several && item < axis.items; ++item)
    if (item != chosen.front() && one_in(random, 3)) chosen.push_back(item);
  return chosen;
}

void add_tables(Random& random, Table& table, const Axis& rows, const Axis& columns) {
  const auto at = [&](std::size_t row, std::size_t column) { return row * columns.size() + column; };
  auto& [counts, relations, known] = table.system;
  counts.assign(rows.size() * columns.size(), 0);
  const std::size_t reports = below(random, 9);
  for (std::size_t report = 0; report < reports; ++report) {
    const auto row_hits = rows.hit(random_choice(random, rows));
    const auto column_hits = columns.hit(random_choice(random, columns));
    for (std::size_t row = 0; row < rows.size(); ++row)
      for (std::size_t column = 0; column < columns.size(); ++column)
        if (row_hits[row] && column_hits[column]) ++counts[at(row, column)];
  }
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < columns.size(); ++column) {
      auto& leaves = table.leaves.emplace_back();
      for (const auto a : rows.leaves(row))
        for (const auto b : columns.leaves(column)) leaves.push_back(a * columns.leaf_count() + b);
    }
  table.leaf_count = rows.leaf_count() * columns.leaf_count();
  const auto relate = [&](const Axis& axis, std::size_t lines, auto cell_at) {
    for (const auto& [parent, children] : axis.families())
      for (std::size_t line = 0; line < lines; ++line) {
        Relation relation{cell_at(parent, line), {}, !axis.several};
        for (const auto child : children) relation.children.push_back(cell_at(child, line));
        relations.push_back(relation);
      }
  };
  relate(rows, columns.size(), at);
  relate(columns, rows.size(), [&](std::size_t column, std::size_t row) { return at(row, column); });

  if (!one_in(random, 4)) return;
  // Another question of the same reports.
  const std::size_t total = at(rows.total(), columns.total());
  const std::size_t part = counts[total] == 0 ? 0 : below(random, counts[total] + 1);
  relations.push_back({total, {counts.size(), counts.size() + 1}, true});
  for (const auto count : {part, counts[total] - part}) {
    counts.push_back(count);
    table.leaves.push_back({table.leaf_count++});
  }
}

struct Bounds {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

// Tries all counts of all leaves, leaving out what the bounds of cells forbid by themselves.
class Trial {
 public:
  Trial(const Table& table, const std::vector<bool>& shown) : table_(table), cells_(shown.size()) {
    const auto& counts = table.system.counts;
    const auto most = static_cast<std::int64_t>(3 * (*std::ranges::max_element(counts) + table.threshold));
    for (std::size_t cell = 0; cell < shown.size(); ++cell) {
      const auto count = static_cast<std::int64_t>(counts[cell]);
      cells_[cell] =
          shown[cell] ? Bounds{count, count} : Bounds{0, most * static_cast<std::int64_t>(table.leaf_count)};
    }
    leaves_.assign(table.leaf_count, {0, most});
    for (const auto& [cell, low, high] : table.system.known)
      restrict(cell, {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)});
  }

  void restrict(std::size_t cell, Bounds bounds) { narrow(cells_[cell], bounds); }

  bool possible() {
    if (!settle()) return false;
    const auto open = std::ranges::find_if(leaves_, [](const Bounds& b) { return b.low < b.high; });
    if (open == leaves_.end()) return true;
    const auto index = static_cast<std::size_t>(open - leaves_.begin());
    const auto cells = cells_;
    const auto leaves = leaves_;
    for (auto count = leaves[index].low; count <= leaves[index].high; ++count) {
      leaves_[index] = {count, count};
      if (possible()) return true;
      cells_ = cells;
      leaves_ = leaves;
    }
    return false;
  }

 private:
  bool narrow(Bounds& bounds, Bounds by) {
    if (by.low <= bounds.low && by.high >= bounds.high) return false;
    bounds = {std::max(bounds.low, by.low), std::min(bounds.high, by.high)};
    return true;
  }

  // Whether a sum and its parts fit; draws their bounds together. `or_more`: the parts may add up to more.
  template <class Parts, class At>
  bool draw_together(Bounds& sum, const Parts& parts, At at, bool or_more, bool& changed) {
    Bounds all;
    for (const auto part : parts) all = {all.low + at(part).low, all.high + at(part).high};
    changed |= narrow(sum, {or_more ? 0 : all.low, all.high});
    for (const auto part : parts) {
      Bounds& bounds = at(part);
      const Bounds rest{all.low - bounds.low, all.high - bounds.high};
      changed |= narrow(bounds, {sum.low - rest.high, or_more ? sum.high : sum.high - rest.low});
      if (or_more) changed |= narrow(sum, {bounds.low, sum.high});
      if (bounds.low > bounds.high) return false;
      all = {rest.low + bounds.low, rest.high + bounds.high};
    }
    return sum.low <= sum.high;
  }

  bool settle() {
    for (bool changed = true; changed;) {
      changed = false;
      const auto leaf_at = [&](std::size_t leaf) -> Bounds& { return leaves_[leaf]; };
      const auto cell_at = [&](std::size_t cell) -> Bounds& { return cells_[cell]; };
      for (std::size_t cell = 0; cell < cells_.size(); ++cell)
        if (!draw_together(cells_[cell], table_.leaves[cell], leaf_at, false, changed)) return false;
      for (const auto& [parent, children, exact] : table_.system.relations)
        if (!draw_together(cells_[parent], children, cell_at, !exact, changed)) return false;
    }
    return true;
  }

  const Table& table_;
  std::vector<Bounds> cells_;
  std::vector<Bounds> leaves_;
};

}  // namespace

Table random_table(Random& random) {
  Table table;
  table.threshold = 2 + static_cast<unsigned>(below(random, 3));
  const bool rows_several = one_in(random, 4);
  const bool columns_several = !rows_several && one_in(random, 5);
  const Axis rows = random_axis(random, rows_several ? 3 : 4, rows_several);
  const Axis columns =
      one_in(random, 4) ? Axis{} : random_axis(random, columns_several ? 2 : 3, columns_several);
  add_tables(random, table, rows, columns);

  auto& [counts, relations, known] = table.system;
  for (std::size_t i = one_in(random, 3) ? 1 + below(random, 2) : 0; i > 0; --i) {
    const std::size_t cell = below(random, counts.size());
    known.push_back({cell, counts[cell] - below(random, counts[cell] + 1), counts[cell] + below(random, 3)});
  }
  // Mostly what a release would show, sometimes anything.
  const bool anything = one_in(random, 4);
  const std::size_t hide = 2 + below(random, 4);
  for (const auto count : counts)
    table.shown.push_back((anything || count >= table.threshold) && !one_in(random, hide));
  table.zeros = one_in(random, 2);
  return table;
}

bool can_be(const Table& table, const std::vector<bool>& shown, std::size_t cell, bool down,
            std::uint64_t count) {
  Trial trial(table, shown);
  const auto bound = static_cast<std::int64_t>(count);
  trial.restrict(cell, down ? Bounds{0, bound} : Bounds{bound, std::int64_t{1} << 40});
  return trial.possible();
}

std::vector<Goal> goals_by_trial(const Table& table) {
  const std::vector<bool> none(table.shown.size(), false);
  auto found = goals(table.system, table.shown, table.demand());
  for (auto& [cell, low, high] : found) {
    while (!can_be(table, none, cell, true, low)) ++low;
    while (!can_be(table, none, cell, false, high)) --high;
  }
  return found;
}

}  // namespace tellsafe::disclosure
