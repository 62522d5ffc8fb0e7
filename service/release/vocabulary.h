// What a release says about the codes of its tables: their texts, NIBRS codes, and what is doubtful about
// them.
//
// NIBRS codes say what an answer is nearest to. Only exports (tables among those who agreed to share) name
// them in full, with all codes of the questions that they count by category.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/code_notes.h"
#include "schema/form.h"
#include "schema/labels.h"
#include "service/release/side.h"
#include "service/release/tabulate.h"

namespace tellsafe::release {

using Texts = std::map<std::string, std::string>;  // by language

// All codes of a question, at whatever level tables count it.
struct CodeList {
  PublishedSide side;                               // at level option
  std::string element;                              // of NIBRS, that its options have codes of; empty: none
  std::map<std::string, std::string> nibrs_labels;  // by NIBRS code; of those that options have
  friend bool operator==(const CodeList&, const CodeList&) = default;
};

struct Vocabulary {
  // By the keys of labels; what has no text in any language is absent.
  std::map<std::string, Texts, std::less<>> texts;
  // Of options and categories, by the keys of their labels; sorted. A category has those of all its options.
  std::map<std::string, std::vector<std::string>, std::less<>> nibrs;
  schema::Cautions cautions;         // of the questions of the tables
  std::vector<CodeList> code_lists;  // of the questions of tables with `among`, in their order
  friend bool operator==(const Vocabulary&, const Vocabulary&) = default;
};

// What is needed for the tables, in these languages, and no more. `forms`: as the tables were counted, the
// current one first: the first form that has an option says its codes. `without_late`: the tables do not have
// the reports received late, and the label of their totals says so. Reads no counts.
Vocabulary vocabulary(std::span<const CountedTable> tables, const schema::Labels& labels,
                      std::span<const std::string> languages, std::span<const schema::Form> forms,
                      const schema::CodeNotes& notes, bool without_late);

// The text for a key in a language; `otherwise` where there is none.
std::string text_of(const Vocabulary& words, std::string_view key, std::string_view language,
                    std::string_view otherwise);
// The NIBRS codes of an option or category, by the key of its label, with `separator` between.
std::string nibrs_of(const Vocabulary& words, std::string_view key, std::string_view separator);

// The keys of labels.
std::string table_key(std::string_view table);
std::string question_key(std::string_view question);

}  // namespace tellsafe::release
