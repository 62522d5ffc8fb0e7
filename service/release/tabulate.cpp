#include "service/release/tabulate.h"

#include <algorithm>

namespace tellsafe::release {

namespace {

// The question of a side, where the form asks it with options.
std::optional<std::size_t> position(const schema::Form& form, const Side& side) {
  return SideReader(side, form).question();
}

unsigned width(const schema::Form& form, std::optional<std::size_t> question) {
  return question ? form.questions()[*question].field.width : 0;
}

}  // namespace

Tabulator::Tabulator(std::span<const schema::Table> tables, std::span<const schema::Form> forms) {
  for (const auto& table : tables) {
    CountedTable counted{table.id, {}, {}};
    for (const auto& dimension : table.dimensions) counted.sides.push_back(make_side(dimension, forms));
    counted.counts.assign(counted.rows() * counted.columns(), 0);
    tables_.push_back(std::move(counted));
  }
  for (const auto& form : forms) {
    auto& counters = counters_.emplace_back();
    auto& questions = questions_.emplace_back();
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const auto& sides = tables_[i].sides;
      auto& counter = counter_for(counters, form, tables_[i]);
      for (const auto question : {counter.first, counter.second})
        if (question) questions.insert(*question);
      Reader reader{i, SideReader(sides.front(), form), std::nullopt};
      if (sides.size() == 2) reader.columns.emplace(sides.back(), form);
      counter.readers.push_back(std::move(reader));
    }
  }
}

Tabulator::Counter& Tabulator::counter_for(std::vector<Counter>& counters, const schema::Form& form,
                                           const CountedTable& table) {
  const auto first = position(form, table.sides.front());
  const auto second = table.sides.size() == 2 ? position(form, table.sides.back()) : std::nullopt;
  const auto found = std::ranges::find_if(
      counters, [&](const Counter& counter) { return counter.first == first && counter.second == second; });
  if (found != counters.end()) return *found;
  counters.push_back({first, second, ValueCounts(width(form, first), width(form, second)), {}});
  return counters.back();
}

void Tabulator::count(std::size_t form, const schema::Answers& answers) {
  ++reports_;
  const auto value = [&](std::optional<std::size_t> question) {
    return question ? answers.values[*question] : 0;
  };
  for (auto& counter : counters_[form]) {
    counter.counts.add(value(counter.first), value(counter.second));
    if (counter.counts.is_large()) tabulate(counter);
  }
}

void Tabulator::count(std::size_t form, std::size_t reports, std::span<const Values> columns) {
  reports_ += reports;
  if (zeros_.size() < reports) zeros_.resize(reports);
  const auto values = [&](std::optional<std::size_t> question) {
    return question ? columns[*question].data() : zeros_.data();
  };
  for (auto& counter : counters_[form]) {
    const auto* first = values(counter.first);
    const auto* second = values(counter.second);
    for (std::size_t i = 0; i < reports; ++i) counter.counts.add(first[i], second[i]);
    if (counter.counts.is_large()) tabulate(counter);
  }
}

void Tabulator::tabulate(Counter& counter) {
  counter.counts.empty([&](std::uint64_t first, std::uint64_t second, std::uint64_t count) {
    for (const auto& [index, rows, columns] : counter.readers) {
      auto& table = tables_[index];
      rows.read(first, row_hits_);
      if (columns)
        columns->read(second, column_hits_);
      else
        column_hits_.assign(1, 0);
      for (const auto row : row_hits_)
        for (const auto column : column_hits_) table.counts[row * table.columns() + column] += count;
    }
  });
}

const std::vector<CountedTable>& Tabulator::tables() {
  for (auto& counters : counters_)
    for (auto& counter : counters) tabulate(counter);
  return tables_;
}

void Tabulator::merge(Tabulator& other) {
  tables();
  other.tables();
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    auto& from = other.tables_[i].counts;
    std::ranges::transform(tables_[i].counts, from, tables_[i].counts.begin(), std::plus());
    std::ranges::fill(from, 0);
  }
  reports_ += other.reports_;
  other.reports_ = 0;
}

}  // namespace tellsafe::release
