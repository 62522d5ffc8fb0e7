#include "service/release/tabulate.h"

namespace tellsafe::release {

Tabulator::Tabulator(std::span<const schema::Table> tables, std::span<const schema::Form> forms) {
  for (const auto& table : tables) {
    CountedTable counted{table.id, {}, {}};
    for (const auto& dimension : table.dimensions) counted.sides.push_back(make_side(dimension, forms));
    counted.counts.assign(counted.rows() * counted.columns(), 0);
    tables_.push_back(std::move(counted));
  }
  for (const auto& form : forms) {
    auto& of_form = readers_.emplace_back();
    for (const auto& table : tables_) {
      auto& of_table = of_form.emplace_back();
      for (const auto& side : table.sides) of_table.emplace_back(side, form);
    }
  }
}

void Tabulator::count(std::size_t form, const schema::Answers& answers) {
  ++reports_;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    auto& table = tables_[i];
    const auto& readers = readers_[form][i];
    readers.front().read(answers, row_hits_);
    if (readers.size() == 2)
      readers.back().read(answers, column_hits_);
    else
      column_hits_.assign(1, 0);
    for (const auto row : row_hits_)
      for (const auto column : column_hits_) ++table.counts[row * table.columns() + column];
  }
}

}  // namespace tellsafe::release
