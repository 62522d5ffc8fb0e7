// Counting: rows of answers in, arrays of counts out. Pure; knows nothing of keys, files or thresholds.
#pragma once

#include <array>
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

// The counts of one to three sides, the item of the last side changing fastest. Rows are the items of the
// first side, columns those of the second (one column where there is none; with a third side, each pair of
// items of the second and the third).
struct CountedTable {
  std::string id;
  std::vector<Side> sides;
  std::vector<std::uint64_t> counts;                   // reports, by place
  std::optional<std::string> audience = std::nullopt;  // for this audience alone
  std::optional<std::string> among = std::nullopt;     // of the reports that ticked this flag alone

  std::size_t rows() const { return sides.front().items.size(); }
  std::size_t columns() const;
  // Where the count of these items stands; an index for each side.
  std::size_t place_of(std::span<const std::size_t> items) const;
  // The items that are counted at a place: the inverse of place_of().
  std::vector<std::size_t> indices_of(std::size_t place) const;
};

// The answers of many reports to one question, in the form of schema::Answers.
using Values = std::vector<std::uint64_t, crypto::WipingAllocator<std::uint64_t>>;

// Counts reports into all tables at once. A report counts once in each item it hits, and once in the total.
// What is done for each report is to count its answers as they are, once for each question or combination of
// questions that tables are about (of a table by category, the categories); the items they hit are found for
// each different answer. Not thread safe:
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
    std::vector<SideReader> sides;
  };
  // A question's position in the form, where it asks, and whether its values are narrowed to a side's items.
  struct Asked {
    std::optional<std::size_t> question;
    bool narrowed = false;
    friend bool operator==(const Asked&, const Asked&) = default;
  };
  // What tables ask of one form, once for each combination of questions. Its readers narrow alike.
  struct Counter {
    std::array<Asked, most_combined> asked;
    std::optional<std::size_t> among;  // the flag's position
    ValueCounts counts;
    std::vector<Reader> readers;
  };
  const std::uint64_t* column(const Counter& counter, std::size_t i, std::size_t reports,
                              std::span<const Values> columns);
  void add_reader(std::size_t form_index, const schema::Form& form, std::size_t table);
  void tabulate(Counter& counter);

  std::vector<CountedTable> tables_;
  std::vector<std::vector<Counter>> counters_;  // by form
  std::vector<std::set<std::size_t>> questions_;
  Values zeros_;
  std::array<Values, most_combined> narrowed_;                // columns
  std::array<std::vector<std::size_t>, most_combined> hits_;  // by side
  std::uint64_t reports_ = 0;
};

}  // namespace tellsafe::release
