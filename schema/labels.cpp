#include "schema/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <utility>

#include "schema/areas.h"
#include "schema/label_checks.h"
#include "schema/strict_json.h"

namespace tellsafe::schema {
namespace {

Language read_language(const Node& node, const std::string& wanted) {
  node.only({"code", "name", "direction", "reviewed", "numerals"});
  Language language{node.child("code").text(), node.child("name").text(), node.child("direction").text(),
                    node.child("reviewed").truth(), node.child("numerals").text()};
  if (language.code != wanted) node.fail("the code is not the name of the file");
  if (language.direction != "ltr" && language.direction != "rtl") node.fail("direction must be ltr or rtl");
  return language;
}

// All that one file says.
struct Words {
  Texts texts;
  Plurals plurals;
};

PluralForms read_forms(const Node& node) {
  PluralForms forms;
  for (const auto& category : node.names()) forms.emplace(category, node.child(category).text());
  if (const auto odd = odd_form(forms); !odd.empty()) {
    node.child(odd).fail("has other placeholders in braces than the form \"other\"");
  }
  return forms;
}

void flatten(const Node& node, bool may_be_plural, Words& words) {
  for (const auto& name : node.names()) {
    const Node child = node.child(name);
    if (!is_code(name)) child.fail(R"(a key is made of letters, digits, "_" and "-")");
    if (!child.value().is_object()) {
      words.texts.emplace(child.where(), child.text());
    } else if (may_be_plural && is_plural(child.names())) {
      PluralForms forms = read_forms(child);
      words.texts.emplace(child.where(), forms.at("other"));
      words.plurals.emplace(child.where(), std::move(forms));
    } else {
      flatten(child, may_be_plural, words);
    }
  }
}

void put(nlohmann::json& tree, Texts& texts, const char* part, const std::string& code,
         const std::string& name) {
  tree[part][std::string(area_question)][code] = name;
  texts[fmt::format("{}.{}.{}", part, area_question, code)] = name;
}

// The names of the city's areas are beside the areas, not in the files of the languages.
void add_areas(const Areas& areas, const std::string& language, const std::vector<std::string>& languages,
               nlohmann::json& tree, Texts& texts) {
  for (const auto& area : areas.areas) {
    put(tree, texts, "option", area.code, name_in(area.labels, language, languages));
  }
  for (const auto& group : areas.groups) {
    put(tree, texts, "category", group.code, name_in(group.labels, language, languages));
  }
}

}  // namespace

Labels::Labels() = default;
Labels::~Labels() = default;
Labels::Labels(Labels&&) noexcept = default;
Labels& Labels::operator=(Labels&&) noexcept = default;

boost::system::result<Labels, std::string> Labels::load(const std::filesystem::path& folder,
                                                        const std::vector<std::string>& languages,
                                                        const Form& form,
                                                        const std::filesystem::path& areas_file) {
  if (languages.empty()) return std::string("no language is given");
  auto areas = load_areas(areas_file);
  if (!areas) return areas.error();

  Labels labels;
  for (const auto& code : languages) {
    if (!is_code(code)) return fmt::format(R"("{}" is not the code of a language)", code);
    if (labels.find(code) != nullptr) return fmt::format(R"(the language "{}" is given twice)", code);
    Document document = Document::from_file(folder / (code + ".json"));
    if (!document.good()) return document.problem();
    const Node root(document);
    root.only({"language", "question", "option", "category", "error", "table", "page"});
    const Language language = read_language(root.child("language"), code);
    Words words;
    for (const std::string_view part : {"question", "option", "category", "error", "table", "page"}) {
      const Node node = root.child(part);
      flatten(node, part == "error" || part == "page", words);
      // Where areas go there must be an object, or nothing yet.
      if (node.has(area_question)) node.child(area_question).names();
    }
    if (!document.good()) return document.problem();

    nlohmann::json tree = document.root();
    add_areas(*areas, code, languages, tree, words.texts);
    labels.languages_.push_back(language);
    labels.texts_.emplace(code, std::move(words.texts));
    labels.plurals_.emplace(code, std::move(words.plurals));
    labels.trees_.emplace(code, std::move(tree));
  }

  const Texts& first = labels.texts_.at(languages.front());
  if (auto key = missing_key(form, first); !key.empty()) {
    return fmt::format(R"(labels, {}: "{}" is missing)", languages.front(), key);
  }
  for (const auto& code : languages) {
    if (auto problem = difference(first, labels.texts_.at(code)); !problem.empty()) {
      return fmt::format("labels, {} beside {}: {}", code, languages.front(), problem);
    }
    if (auto key = plural_in_one(labels.plurals_.at(languages.front()), labels.plurals_.at(code));
        !key.empty()) {
      return fmt::format(R"(labels, {} beside {}: "{}" has plural forms in only one of them)", code,
                         languages.front(), key);
    }
  }
  return labels;
}

const Language* Labels::find(std::string_view code) const {
  const auto at = std::find_if(languages_.begin(), languages_.end(),
                               [&](const Language& language) { return language.code == code; });
  return at == languages_.end() ? nullptr : &*at;
}

const std::string& Labels::text(std::string_view language, std::string_view key) const {
  if (const auto texts = texts_.find(language); texts != texts_.end()) {
    if (const auto text = texts->second.find(key); text != texts->second.end()) return text->second;
  }
  throw std::out_of_range(fmt::format(R"(there is no label "{}" in "{}")", key, language));
}

bool Labels::has(std::string_view language, std::string_view key) const {
  const auto texts = texts_.find(language);
  return texts != texts_.end() && texts->second.contains(key);
}

const PluralForms& Labels::forms(std::string_view language, std::string_view key) const {
  if (const auto plurals = plurals_.find(language); plurals != plurals_.end()) {
    if (const auto forms = plurals->second.find(key); forms != plurals->second.end()) return forms->second;
  }
  throw std::out_of_range(fmt::format(R"(there is no plural label "{}" in "{}")", key, language));
}

const Plurals& Labels::plurals(std::string_view language) const {
  const auto plurals = plurals_.find(language);
  if (plurals == plurals_.end())
    throw std::out_of_range(fmt::format(R"(there are no labels in "{}")", language));
  return plurals->second;
}

const nlohmann::json& Labels::tree(std::string_view language) const {
  const auto tree = trees_.find(language);
  if (tree == trees_.end()) throw std::out_of_range(fmt::format(R"(there are no labels in "{}")", language));
  return tree->second;
}

}  // namespace tellsafe::schema
