#include "service/release/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "service/release/format.h"

namespace tellsafe::release {

namespace {

// All keys that the tables' labels may be found under.
std::set<std::string> keys_of(std::span<const CountedTable> tables) {
  std::set<std::string> keys;
  for (const auto& table : tables) {
    keys.insert(table_key(table.id));
    if (table.among) keys.insert(question_key(*table.among));
    for (const auto& side : table.sides) {
      keys.insert(question_key(side.question));
      for (const auto& item : side.items)
        keys.insert(label_key(side.question, name_of(item.kind), item.code));
    }
  }
  return keys;
}

void add_nibrs(const Side& side, std::span<const schema::Form> forms, Vocabulary& words) {
  std::set<std::string_view> seen;
  std::map<std::string, std::set<std::string>> found;
  for (const auto& form : forms) {
    const auto* asked = form.find(side.question);
    if (asked == nullptr) continue;
    for (const auto& option : asked->options) {
      if (!side.item_of_option.contains(option.code) || !seen.insert(option.code).second) continue;
      for (auto at = side.item_of_option.at(option.code); at != 0; at = side.items[at].parent) {
        const auto& item = side.items[at];
        found[label_key(side.question, name_of(item.kind), item.code)].insert(option.nibrs.begin(),
                                                                              option.nibrs.end());
      }
    }
  }
  for (const auto& [key, codes] : found)
    if (!codes.empty()) words.nibrs[key].assign(codes.begin(), codes.end());
}

}  // namespace

std::string table_key(std::string_view table) {
  return fmt::format("table.{}.title", table);
}

std::string question_key(std::string_view question) {
  return fmt::format("question.{}.label", question);
}

Vocabulary vocabulary(std::span<const CountedTable> tables, const schema::Labels& labels,
                      std::span<const std::string> languages, std::span<const schema::Form> forms,
                      const schema::Cautions& cautions) {
  Vocabulary words;
  for (const auto& key : keys_of(tables))
    for (const auto& language : languages)
      if (labels.has(language, key)) words.texts[key][language] = labels.text(language, key);
  for (const auto& table : tables)
    for (const auto& side : table.sides) {
      add_nibrs(side, forms, words);
      if (const auto found = cautions.find(side.question); found != cautions.end())
        words.cautions.insert(*found);
    }
  return words;
}

}  // namespace tellsafe::release
