// What a release says about the codes of its tables: their texts, NIBRS codes, and what is doubtful about
// them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/cautions.h"
#include "schema/form.h"
#include "schema/labels.h"
#include "service/release/tabulate.h"

namespace tellsafe::release {

using Texts = std::map<std::string, std::string>;  // by language

struct Vocabulary {
  // By the keys of labels; what has no text in any language is absent.
  std::map<std::string, Texts, std::less<>> texts;
  // Of options and categories, by the keys of their labels; sorted. A category has those of all its options.
  std::map<std::string, std::vector<std::string>, std::less<>> nibrs;
  schema::Cautions cautions;  // of the questions of the tables
  friend bool operator==(const Vocabulary&, const Vocabulary&) = default;
};

// What is needed for the tables, in these languages, and no more. `forms`: as the tables were counted, the
// current one first: the first form that has an option says its codes. Reads no counts.
Vocabulary vocabulary(std::span<const CountedTable> tables, const schema::Labels& labels,
                      std::span<const std::string> languages, std::span<const schema::Form> forms,
                      const schema::Cautions& cautions);

// The keys of labels.
std::string table_key(std::string_view table);
std::string question_key(std::string_view question);

}  // namespace tellsafe::release
