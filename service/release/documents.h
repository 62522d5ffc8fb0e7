// The files of a release for one audience, as text. Pure: the same in, the same bytes out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "schema/labels.h"
#include "schema/tables.h"
#include "service/release/period.h"
#include "service/release/protect.h"
#include "service/release/tabulate.h"

namespace tellsafe::release {

using Files = std::map<std::string, std::string>;  // content by name

// A count as it is published; none: not shown.
using Figure = std::optional<std::uint64_t>;

// What may leave, and nothing else: no count that is not shown gets past here.
struct Figures {
  std::vector<std::vector<Figure>> tables;  // of each counted table, row by row
  bool has_late = false;                    // releases of a year state the reports received late
  Figure late;
};

// `late`: reports received late, for the release of a year.
Figures figures_of(const Cells& cells, const Protection& protection, const schema::Audience& audience,
                   std::optional<std::uint64_t> late);

struct Statement {
  std::string city;
  Period period;
  schema::Audience audience;
  bool demo = false;
  std::string programme;                   // version
  std::vector<schema::FormVersion> forms;  // those that the vault has
  Audit audit;
  std::vector<std::string> languages;  // of the labels
};

// tables.json: every table with its items, their labels in each language, and the figures.
std::string tables_json(const Statement& statement, std::span<const CountedTable> tables,
                        const Figures& figures, const schema::Labels& labels);
// tables.csv (RFC 4180, UTF-8): a line for each figure, labels in the first language.
std::string tables_csv(const Statement& statement, std::span<const CountedTable> tables,
                       const Figures& figures, const schema::Labels& labels);
// README.txt: what the numbers are, what they are not, how to check them.
std::string readme(const Statement& statement);
// manifest.json over the other files.
std::string manifest_json(const Statement& statement, const Files& files);

}  // namespace tellsafe::release
