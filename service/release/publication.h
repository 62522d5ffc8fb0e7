// All that the files of a release say, for one audience. It holds figures and no counts, so that no count
// that is not shown can get into a file; and the files hold nothing else, so that they can be made again from
// it, byte for byte (documents.h), and it can be read back from them (published.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/tables.h"
#include "service/release/period.h"
#include "service/release/side.h"
#include "service/release/tabulate.h"
#include "service/release/vocabulary.h"

namespace tellsafe::release {

// A count as it is published; none: not shown.
using Figure = std::optional<std::uint64_t>;

struct Figures {
  std::vector<std::vector<Figure>> tables;  // of each counted table, by place
  Figure total;                             // all reports of the period
  bool has_late = false;                    // whether the release states the reports received late
  Figure late;
};

// What is said of the audit that the release passed. Nothing in it may depend on how many counts are small.
struct AuditNote {
  std::vector<std::string> earlier;  // periods whose releases were audited together with this one
  std::vector<std::string> sources;  // of counts known from outside
  std::string witnesses;             // commitment to the sealed witnesses, hexadecimal
};

// Where the reports of a year are that no released quarter counted.
enum class Late {
  none,     // a quarter, or a year without released quarters
  counted,  // in the tables
  apart     // not in the tables, only in the line "received late"
};

// "counted" or "apart"; empty for none.
std::string_view name_of(Late late);
// "option" or "category".
std::string_view name_of(schema::Level level);

struct Statement {
  std::string city;
  Period period;
  schema::Audience audience;
  bool demo = false;
  std::string programme;                   // version
  std::vector<schema::FormVersion> forms;  // those that the vault has
  AuditNote audit;
  std::vector<std::string> languages;  // of the labels; the first also names the rows of tables.csv
  Late late = Late::none;
};

struct PublishedTable {
  std::string id;
  std::vector<PublishedSide> sides;  // one to three
  std::optional<std::string> among;  // a flag: only reports that ticked it are counted
  std::vector<Figure> figures;       // the last side changes fastest
};

struct Publication {
  Statement statement;
  std::vector<PublishedTable> tables;
  Figure total;
  bool has_late = false;
  Figure late;
  Vocabulary words;
};

// `figures` has a figure for each place of each table.
Publication publication(Statement statement, std::span<const CountedTable> tables, const Figures& figures,
                        Vocabulary words);

// The table without figures. Reads no counts.
PublishedTable outline(const CountedTable& table);

// Whether it counts, in all its tables, only reports whose reporters ticked a box to share them: what goes to
// the state police, with files of its own (export_csv.h).
bool is_export(const Publication& publication);

// How many figures a table of these sides has.
std::size_t size_of(std::span<const PublishedSide> sides);
// The item of each side at a place.
std::vector<std::size_t> items_at(std::span<const PublishedSide> sides, std::size_t place);

}  // namespace tellsafe::release
