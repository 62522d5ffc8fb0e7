#include "service/disclosure/program.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <map>

#include "service/disclosure/signatures.h"

namespace tellsafe::disclosure {

namespace {

// A row over cells, before it is written out in classes.
struct CellRow {
  std::vector<std::pair<Cell, double>> terms;
  Row bounds;
  double penalty = 0;  // above 0: may be broken, at this price for each report
};

// All rows that the attacker, and who plans for later cells, must respect. Differences of cells that are held
// are 0 and left out.
std::vector<CellRow> rows_of(const System& system, const Structure& structure, const Holds& holds,
                             std::span<const Need> needs, const Point& point) {
  std::vector<CellRow> rows;
  for (const auto& need : needs) {
    const double far = static_cast<double>(need.count - point[need.cell]);
    rows.push_back({{{need.cell, 1}}, need.down ? Row{-infinity, far} : Row{far, infinity}});
  }

  for (Cell cell = 0; cell < holds.size(); ++cell) {
    if (holds[cell] != 0) rows.push_back({{{cell, 1}}, {0, 0}, std::max(holds[cell], 0.0)});
    if (holds[cell] != always && (point.low(cell) > 0 || point.high(cell) < Point::unbounded))
      rows.push_back({{{cell, 1}},
                      {static_cast<double>(point.low(cell) - point[cell]),
                       static_cast<double>(point.high(cell) - point[cell])}});
  }

  const auto add = [&](CellRow row) {
    std::erase_if(row.terms, [&](const auto& term) { return holds[term.first] == always; });
    if (!row.terms.empty()) rows.push_back(std::move(row));
  };
  for (const auto index : structure.loose) {
    const auto& relation = system.relations[index];
    const auto parent = static_cast<Cell>(relation.parent);
    CellRow total{{{parent, 1}}, {}};
    std::int64_t sum = 0;
    for (const auto child : relation.children) {
      total.terms.emplace_back(static_cast<Cell>(child), -1);
      sum += point[child];
      if (!relation.exact)
        add({{{static_cast<Cell>(child), 1}, {parent, -1}},
             {-infinity, static_cast<double>(point[parent] - point[child])}});
    }
    total.bounds = {relation.exact ? 0 : -infinity, static_cast<double>(sum - point[parent])};
    add(std::move(total));
  }
  return rows;
}

// The leaves that can change at all, by class; a class's row entries.
struct Classes {
  std::vector<Class> classes;
  std::vector<std::vector<Entry>> entries;
};

Classes classes_of(const Structure& structure, const Holds& holds, const std::vector<CellRow>& rows,
                   const Point& point) {
  std::vector<std::vector<std::pair<int, double>>> rows_of_cell(holds.size());
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (const auto& [cell, factor] : rows[row].terms)
      rows_of_cell[cell].emplace_back(static_cast<int>(row), factor);

  Classes result;
  boost::unordered_flat_map<std::uint64_t, std::size_t> known;  // by the sum that signatures.h describes
  std::map<int, double> sums;
  for (Cell leaf = 0; leaf < holds.size(); ++leaf) {
    const auto above = structure.above[leaf];
    if (above.empty() || holds[leaf] == always) continue;
    std::uint64_t signature = 0;
    bool fixed = false;
    for (const auto cell : above) {
      if (!rows_of_cell[cell].empty()) signature += random_of(cell);
      fixed = fixed || (point[cell] == 0 && (holds[cell] == always || point.high(cell) == 0));
    }
    if (fixed) continue;
    const auto [found, is_new] = known.try_emplace(signature, result.classes.size());
    if (is_new) {
      sums.clear();
      for (const auto cell : above)
        for (const auto& [row, factor] : rows_of_cell[cell]) sums[row] += factor;
      auto& entries = result.entries.emplace_back();
      for (const auto& [row, factor] : sums)
        if (factor != 0) entries.push_back({row, factor});
      result.classes.emplace_back();
    }
    result.classes[found->second].leaves.push_back(leaf);
  }
  return result;
}

// Which classes, and which rows, hang together with the first rows.
struct Block {
  std::vector<bool> classes;
  std::vector<int> row_number;  // -1 outside
  int rows = 0;
};

Block block_of(const Classes& all, std::size_t rows, std::size_t first_rows) {
  std::vector<std::vector<std::size_t>> classes_of_row(rows);
  for (std::size_t i = 0; i < all.entries.size(); ++i)
    for (const auto& entry : all.entries[i]) classes_of_row[static_cast<std::size_t>(entry.row)].push_back(i);
  Block block{std::vector<bool>(all.classes.size()), std::vector<int>(rows, -1), 0};
  std::vector<std::size_t> open;
  for (std::size_t row = 0; row < first_rows; ++row) {
    block.row_number[row] = block.rows++;
    open.push_back(row);
  }
  while (!open.empty()) {
    const std::size_t row = open.back();
    open.pop_back();
    for (const auto i : classes_of_row[row]) {
      if (block.classes[i]) continue;
      block.classes[i] = true;
      for (const auto& entry : all.entries[i]) {
        auto& number = block.row_number[static_cast<std::size_t>(entry.row)];
        if (number >= 0) continue;
        number = block.rows++;
        open.push_back(static_cast<std::size_t>(entry.row));
      }
    }
  }
  return block;
}

// Costs that differ a little: among equally good solutions the solver would else find one with fractions far
// more often. Anything fixed that looks irregular does.
double cost_of(std::size_t column) {
  return 1 + 0.3 * static_cast<double>(column * 2654435761U % 1024) / 1024;
}

std::int64_t mass(const Class& members, const Point& point) {
  std::int64_t sum = 0;
  for (const auto leaf : members.leaves) sum += point[leaf];
  return sum;
}

}  // namespace

NeedProgram program_of(const System& system, const Structure& structure, const Holds& holds,
                       std::span<const Need> needs, const Point& point) {
  const auto rows = rows_of(system, structure, holds, needs, point);
  auto all = classes_of(structure, holds, rows, point);
  const Block block = block_of(all, rows.size(), needs.empty() ? rows.size() : needs.size());

  NeedProgram result;
  auto& [program, classes, columns] = result;
  program.rows.resize(static_cast<std::size_t>(block.rows));
  const auto add_column = [&](Column column, std::vector<Entry> entries) {
    program.columns.push_back(column);
    program.entries.push_back(std::move(entries));
  };
  for (std::size_t i = 0; i < all.classes.size(); ++i) {
    if (!block.classes[i]) continue;
    auto more = std::move(all.entries[i]);
    for (auto& entry : more) entry.row = block.row_number[static_cast<std::size_t>(entry.row)];
    if (const auto most = mass(all.classes[i], point); most > 0) {
      auto fewer = more;
      for (auto& entry : fewer) entry.factor = -entry.factor;
      add_column({static_cast<double>(most), cost_of(program.columns.size()), true}, std::move(fewer));
      columns.push_back({classes.size(), -1});
    }
    add_column({infinity, cost_of(program.columns.size()), true}, std::move(more));
    columns.push_back({classes.size(), 1});
    classes.push_back(std::move(all.classes[i]));
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const int number = block.row_number[row];
    if (number < 0) continue;
    program.rows[static_cast<std::size_t>(number)] = rows[row].bounds;
    if (rows[row].penalty == 0) continue;
    for (const double sign : {1.0, -1.0}) add_column({infinity, rows[row].penalty, false}, {{number, sign}});
  }
  return result;
}

void apply(const NeedProgram& program, const Solution& solution, Point& point) {
  std::vector<std::int64_t> changes(program.classes.size(), 0);
  for (std::size_t i = 0; i < program.columns.size(); ++i)
    changes[program.columns[i].of] += program.columns[i].sign * solution.values[i];
  for (std::size_t i = 0; i < program.classes.size(); ++i) {
    const auto& leaves = program.classes[i].leaves;
    const auto change = changes[i];
    if (change > 0) point.add(leaves.front(), change);
    std::int64_t rest = -change;
    for (auto leaf = leaves.begin(); rest > 0 && leaf != leaves.end(); ++leaf) {
      const auto taken = std::min(rest, point[*leaf]);
      if (taken > 0) point.add(*leaf, -taken);
      rest -= taken;
    }
  }
}

}  // namespace tellsafe::disclosure
