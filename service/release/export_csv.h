// The files that the release for the state police has beside those that every release has: is_export() of
// publication.h. Comma-separated values (RFC 4180, UTF-8, CRLF); several codes in a field have "|" between.
// Nothing in them looks like a formula to a spreadsheet, and no count is ever left empty. Pure; to be called
// for exports alone.
#pragma once

#include <string>
#include <vector>

#include "service/release/publication.h"

namespace tellsafe::release {

// A question that the tables of an export are about, with the columns that it has in data.csv.
struct ExportQuestion {
  PublishedSide side;              // as the first table that asks it has it
  const CodeList* list = nullptr;  // null: none is published
  std::string kind, code, label;   // columns
  std::string nibrs;               // empty: no NIBRS code stands for its answers
};

// In the order in which the tables ask them. The pointers are into `publication`.
std::vector<ExportQuestion> export_questions(const Publication& publication);

// data.csv: a row for each figure of every table, totals among them.
std::string data_csv(const Publication& publication);
// codes.csv: every code list that the tables use, in full, with the NIBRS codes nearest to its options.
std::string codes_csv(const Publication& publication);
// dictionary.csv: a row for each column of data.csv.
std::string export_dictionary_csv(const Publication& publication);

}  // namespace tellsafe::release
