// Counting: rows of answers in, arrays of counts out. Pure; knows nothing of keys, files or thresholds.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "crypto/memory.h"
#include "schema/facts.h"
#include "schema/form.h"
#include "schema/tables.h"
#include "service/release/side.h"
#include "service/release/value_counts.h"

namespace tellsafe::release {

// Rows are the items of the first side, columns those of the second (one column where there is none).
struct CountedTable {
  std::string id;
  std::vector<Side> sides;
  std::vector<std::uint64_t> counts;  // reports; row by row

  std::size_t rows() const { return sides.front().items.size(); }
  std::size_t columns() const { return sides.size() == 2 ? sides.back().items.size() : 1; }
};

// The answers of many reports to one question, in the form of schema::Answers.
using Values = std::vector<std::uint64_t, crypto::WipingAllocator<std::uint64_t>>;

// Counts reports into all tables at once. A report counts once in each item it hits, and once in the total.
// What is done for each report is to count its answers as they are, once for each question or pair of
// questions that tables are about; the items they hit are found for each different answer. Not thread safe:
// one for each thread, merged at the end.
class Tabulator {
 public:
  // `forms`: the current one first, then all others that reports may carry; not empty.
  Tabulator(std::span<const schema::Table> tables, std::span<const schema::Form> forms);
  // `form`: index into the forms; the answers must be of that form.
  void count(std::size_t form, const schema::Answers& answers);
  // Many reports of one form. `columns`: for each question of the form its value for each of the reports,
  // within the question's width; only those of questions() need be there.
  void count(std::size_t form, std::size_t reports, std::span<const Values> columns);
  // The questions of a form that are counted, by position.
  const std::set<std::size_t>& questions(std::size_t form) const { return questions_[form]; }

  // Adds what another one, made of the same tables and forms, has counted; the other is empty afterwards.
  void merge(Tabulator& other);

  std::uint64_t reports() const { return reports_; }
  const std::vector<CountedTable>& tables();

 private:
  // A table, and how the items of its sides are found for answers of one form.
  struct Reader {
    std::size_t table = 0;
    SideReader rows;
    std::optional<SideReader> columns;
  };
  // What tables ask of one form, once for each question or pair.
  struct Counter {
    std::optional<std::size_t> first;  // positions in the form; none: it does not ask
    std::optional<std::size_t> second;
    ValueCounts counts;
    std::vector<Reader> readers;
  };
  Counter& counter_for(std::vector<Counter>& counters, const schema::Form& form, const CountedTable& table);
  void tabulate(Counter& counter);

  std::vector<CountedTable> tables_;
  std::vector<std::vector<Counter>> counters_;  // by form
  std::vector<std::set<std::size_t>> questions_;
  Values zeros_;
  std::vector<std::size_t> row_hits_;
  std::vector<std::size_t> column_hits_;
  std::uint64_t reports_ = 0;
};

}  // namespace tellsafe::release
