#include "service/release/tabulate.h"

#include <algorithm>

namespace tellsafe::release {

namespace {

// Where a form asks the flag.
std::optional<std::size_t> flag_position(const schema::Form& form, const std::string& flag) {
  const auto* asked = form.find(flag);
  if (asked == nullptr || asked->kind != schema::Kind::flag) return std::nullopt;
  return form.index_of(flag);
}

}  // namespace

std::size_t CountedTable::columns() const {
  std::size_t product = 1;
  for (std::size_t i = 1; i < sides.size(); ++i) product *= sides[i].items.size();
  return product;
}

std::size_t CountedTable::place_of(std::span<const std::size_t> items) const {
  std::size_t place = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) place = place * sides[i].items.size() + items[i];
  return place;
}

std::vector<std::size_t> CountedTable::indices_of(std::size_t place) const {
  std::vector<std::size_t> items(sides.size());
  for (std::size_t i = sides.size(); i-- > 0;) {
    items[i] = place % sides[i].items.size();
    place /= sides[i].items.size();
  }
  return items;
}

Tabulator::Tabulator(std::span<const schema::Table> tables, std::span<const schema::Form> forms)
    : counters_(forms.size()), questions_(forms.size()) {
  for (const auto& table : tables) {
    CountedTable counted{table.id, {}, {}, table.audience, table.among};
    for (const auto& dimension : table.dimensions) counted.sides.push_back(make_side(dimension, forms));
    counted.counts.assign(counted.rows() * counted.columns(), 0);
    tables_.push_back(std::move(counted));
  }
  for (std::size_t form = 0; form < forms.size(); ++form)
    for (std::size_t table = 0; table < tables_.size(); ++table) add_reader(form, forms[form], table);
}

void Tabulator::add_reader(std::size_t form_index, const schema::Form& form, std::size_t table) {
  const auto& counted = tables_[table];
  std::optional<std::size_t> among;
  if (counted.among) {
    among = flag_position(form, *counted.among);
    if (!among) return;  // nobody can have ticked it
  }
  Reader reader{table, {}};
  std::array<Asked, most_combined> asked;
  std::array<unsigned, most_combined> widths{};
  for (std::size_t i = 0; i < counted.sides.size(); ++i) {
    const auto& side = reader.sides.emplace_back(counted.sides[i], form);
    asked.at(i) = {side.question(), side.narrows()};
    widths.at(i) = side.narrowed_width();
    if (side.question()) questions_[form_index].insert(*side.question());
  }
  if (among) questions_[form_index].insert(*among);
  auto& counters = counters_[form_index];
  auto counter = std::ranges::find_if(
      counters, [&](const Counter& other) { return other.asked == asked && other.among == among; });
  if (counter == counters.end()) counter = counters.insert(counter, {asked, among, ValueCounts(widths), {}});
  counter->readers.push_back(std::move(reader));
}

void Tabulator::count(std::size_t form, const schema::Answers& answers) {
  ++reports_;
  for (auto& counter : counters_[form]) {
    if (counter.among && answers.values[*counter.among] == 0) continue;
    const auto& sides = counter.readers.front().sides;
    Combination values{};
    for (std::size_t i = 0; i < sides.size(); ++i)
      if (const auto question = counter.asked.at(i).question)
        values.at(i) = sides[i].narrowed(answers.values[*question]);
    counter.counts.add(values);
    if (counter.counts.is_large()) tabulate(counter);
  }
}

const std::uint64_t* Tabulator::column(const Counter& counter, std::size_t i, std::size_t reports,
                                       std::span<const Values> columns) {
  const auto& [question, is_narrowed] = counter.asked.at(i);
  if (!question) return zeros_.data();
  const auto& values = columns[*question];
  if (!is_narrowed) return values.data();
  const auto& side = counter.readers.front().sides[i];
  auto& narrowed = narrowed_.at(i);
  narrowed.resize(reports);
  for (std::size_t report = 0; report < reports; ++report) narrowed[report] = side.narrowed(values[report]);
  return narrowed.data();
}

void Tabulator::count(std::size_t form, std::size_t reports, std::span<const Values> columns) {
  reports_ += reports;
  if (zeros_.size() < reports) zeros_.resize(reports);
  for (auto& counter : counters_[form]) {
    const auto* first = column(counter, 0, reports, columns);
    const auto* second = column(counter, 1, reports, columns);
    const auto* third = column(counter, 2, reports, columns);
    const auto* ticked = counter.among ? columns[*counter.among].data() : nullptr;
    for (std::size_t i = 0; i < reports; ++i)
      if (ticked == nullptr || ticked[i] != 0) counter.counts.add({first[i], second[i], third[i]});
    if (counter.counts.is_large()) tabulate(counter);
  }
}

void Tabulator::tabulate(Counter& counter) {
  counter.counts.empty([&](const Combination& values, std::uint64_t count) {
    for (const auto& [index, sides] : counter.readers) {
      auto& table = tables_[index];
      for (std::size_t i = 0; i < sides.size(); ++i) sides[i].read_narrowed(values.at(i), hits_.at(i));
      for (std::size_t i = sides.size(); i < most_combined; ++i) hits_.at(i).assign(1, 0);
      const std::size_t second_items = sides.size() > 1 ? table.sides[1].items.size() : 1;
      const std::size_t third_items = sides.size() > 2 ? table.sides[2].items.size() : 1;
      for (const auto first : hits_[0])
        for (const auto second : hits_[1])
          for (const auto third : hits_[2])
            table.counts[(first * second_items + second) * third_items + third] += count;
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
