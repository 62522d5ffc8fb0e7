// Counting: rows of answers in, arrays of counts out. Pure; knows nothing of keys, files or thresholds.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "schema/facts.h"
#include "schema/form.h"
#include "schema/tables.h"
#include "service/release/side.h"

namespace tellsafe::release {

// Rows are the items of the first side, columns those of the second (one column where there is none).
struct CountedTable {
  std::string id;
  std::vector<Side> sides;
  std::vector<std::uint64_t> counts;  // reports; row by row

  std::size_t rows() const { return sides.front().items.size(); }
  std::size_t columns() const { return sides.size() == 2 ? sides.back().items.size() : 1; }
};

// Counts reports into all tables at once. A report counts once in each item it hits, and once in the total.
// Not thread safe.
class Tabulator {
 public:
  // `forms`: the current one first, then all others that reports may carry; not empty.
  Tabulator(std::span<const schema::Table> tables, std::span<const schema::Form> forms);
  // `form`: index into the forms; the answers must be of that form.
  void count(std::size_t form, const schema::Answers& answers);

  std::uint64_t reports() const { return reports_; }
  const std::vector<CountedTable>& tables() const { return tables_; }

 private:
  std::vector<CountedTable> tables_;
  std::vector<std::vector<std::vector<SideReader>>> readers_;  // by form, table, side
  std::vector<std::size_t> row_hits_;
  std::vector<std::size_t> column_hits_;
  std::uint64_t reports_ = 0;
};

}  // namespace tellsafe::release
