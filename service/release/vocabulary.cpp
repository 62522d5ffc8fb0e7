#include "service/release/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "service/release/format.h"

namespace tellsafe::release {

namespace {

void add_keys(const std::string& question, std::span<const Item> items, std::set<std::string>& keys) {
  keys.insert(question_key(question));
  for (const auto& item : items) keys.insert(label_key(question, name_of(item.kind), item.code));
}

// All keys that the labels of tables and code lists may be found under.
std::set<std::string> keys_of(std::span<const CountedTable> tables, std::span<const CodeList> lists) {
  std::set<std::string> keys;
  for (const auto& table : tables) {
    keys.insert(table_key(table.id));
    if (table.among) keys.insert(question_key(*table.among));
    for (const auto& side : table.sides) add_keys(side.question, side.items, keys);
  }
  for (const auto& list : lists) add_keys(list.side.question, list.side.items, keys);
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

// Once for each question, however many tables ask it.
void add_code_list(const std::string& question, std::span<const schema::Form> forms,
                   const schema::CodeNotes& notes, Vocabulary& words) {
  if (std::ranges::find(words.code_lists, question,
                        [](const CodeList& list) { return list.side.question; }) != words.code_lists.end())
    return;
  const auto side = make_side({question, schema::Level::option}, forms);
  add_nibrs(side, forms, words);
  auto& list = words.code_lists.emplace_back(CodeList{as_published(side), {}, {}});
  const auto element = notes.elements.find(question);
  if (element == notes.elements.end()) return;
  list.element = element->second.name;
  for (const auto& item : side.items) {
    const auto codes = words.nibrs.find(label_key(question, name_of(item.kind), item.code));
    if (codes == words.nibrs.end()) continue;
    for (const auto& code : codes->second)
      if (const auto label = element->second.labels.find(code); label != element->second.labels.end())
        list.nibrs_labels.insert(*label);
  }
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
                      const schema::CodeNotes& notes, bool without_late) {
  const auto total = label_key("", name_of(ItemKind::total), "");
  Vocabulary words;
  for (const auto& table : tables)
    for (const auto& side : table.sides) {
      add_nibrs(side, forms, words);
      if (table.among) add_code_list(side.question, forms, notes, words);
      if (const auto found = notes.cautions.find(side.question); found != notes.cautions.end())
        words.cautions.insert(*found);
    }
  for (const auto& key : keys_of(tables, words.code_lists)) {
    const auto label = without_late && key == total ? std::string(total_apart_key) : key;
    for (const auto& language : languages)
      if (labels.has(language, label)) words.texts[key][language] = labels.text(language, label);
  }
  return words;
}

std::string text_of(const Vocabulary& words, std::string_view key, std::string_view language,
                    std::string_view otherwise) {
  const auto found = words.texts.find(key);
  if (found == words.texts.end()) return std::string(otherwise);
  const auto text = found->second.find(std::string(language));
  return text == found->second.end() ? std::string(otherwise) : text->second;
}

std::string nibrs_of(const Vocabulary& words, std::string_view key, std::string_view separator) {
  const auto found = words.nibrs.find(key);
  return found == words.nibrs.end() ? "" : fmt::format("{}", fmt::join(found->second, separator));
}

}  // namespace tellsafe::release
