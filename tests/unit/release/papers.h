// A publication made by hand, for the tests of a release's files.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "crypto/signing.h"
#include "service/release/documents.h"
#include "service/release/published.h"

namespace tellsafe::release {

// The real schema in English and Spanish; a year of the public: the parts of the day; bias categories by area
// groups; an export of three questions among those who agreed.
struct Papers {
  Papers();
  // Of the state police instead: the export, and the kinds of place, among those who agreed.
  void become_export();
  // As of the members; the figures of all tables are "not shown" but for those of figures.
  Publication publication() const;
  // The documents and a signature.
  Files files() const;
  Frame frame() const { return {tables, words}; }
  // The place of the items with these codes ("" is the total, "?" the unanswered) in a table.
  std::size_t place(std::size_t table, std::vector<std::string_view> codes) const;
  Figure& figure(std::size_t table, std::vector<std::string_view> codes) {
    return figures.tables[table][place(table, std::move(codes))];
  }

  schema::Form form;
  std::shared_ptr<const schema::Labels> labels;
  std::vector<CountedTable> tables;
  Statement statement;
  Figures figures;
  Vocabulary words;
  std::shared_ptr<const crypto::SigningKey> signing;

 private:
  void find_words();
};

}  // namespace tellsafe::release
